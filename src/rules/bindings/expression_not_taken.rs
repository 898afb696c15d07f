//! PJ209 `expression-not-taken`: An expression stands where none is ever taken.

use super::fault::{Fault, FaultKind};
use super::judge;
use super::sites::Role;
use crate::model::{ParallelStep, Pipeline};
use crate::rules::Context;
use crate::{message, rule};

rule! {
    /// An expression stands where none is ever taken.
    ///
    /// - **Fires when** a text that holds an expression is given to a field that takes neither free text nor an expression on any surface: `type` and `mode` of an input or output, `optional`, `min`, `max`, `enum`, the `default` of a parameter that is no `string`, `task.type`, the `code` of an inline node, the `name` of an output, `is_deterministic`, `identity.type`, `os_type`, `locations`; or in place of a whole mapping such as `inputs`, `task`, `resources`, `retry_settings` or `tags`.
    ///   In Python: the name of a component, `code`, `type` and `mode` of a port, the name of an output's asset, whole mappings such as `tags`, and counts in `resources`.
    /// - **Silent on** fields that take free text, where it stays text; settings that a node takes as an expression (PJ215 on components).
    /// - **Why** The SDK resolves no expression before it checks these: it refuses the text as no mapping, no Boolean or no word that it knows, often under the name of another key, and on nodes sometimes only when the job is sent.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// retry_settings: ${{parent.inputs.retries}}
    /// ```
    ///
    /// ```yaml component
    /// is_deterministic: ${{inputs.reuse}}
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml component
    /// is_deterministic: false
    /// ```
    PJ209 "expression-not-taken" Error, on: [Component, Inline, Node, Pipeline, SdkV2], sdk: Late, costs: false, fix: None, step: check, pipeline: check_pipeline
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    cx.faults(step).iter().for_each(|fault| report(fault, cx));
}

fn check_pipeline(pipeline: &Pipeline, cx: &mut Context) {
    judge::of_pipeline(pipeline, cx).iter().for_each(|fault| report(fault, cx));
}

fn report(fault: &Fault, cx: &mut Context) {
    if fault.role != Role::Never || fault.kind != FaultKind::Fixed {
        return;
    }
    let message = message!("`{name}` takes no expression: the SDK takes it for text and refuses that", name = fault.name);
    cx.report(fault.value.span, message).help(message!("write the value itself"));
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn draws_the_text() {
        let binding = "${{parent.inputs.x}}";
        for key in ["retry_settings", "resources", "task.type", "identity.type"] {
            let (outer, inner) = key.split_once('.').unwrap_or((key, ""));
            let text = if inner.is_empty() { format!("{outer}: {binding}") } else { format!("{outer}:\n  {inner}: {binding}") };
            let column = text.lines().last().map_or(0, |line| line.len() - binding.len());
            check("yaml inline", &format!("{text}\n{}{} PJ209", " ".repeat(column), "^".repeat(binding.len())));
        }
        check("yaml inline", "task:\n  code: ${{inputs.data}}\n        ^^^^^^^^^^^^^^^^ PJ209");
        check("yaml inline", "outputs:\n  scores:\n    type: uri_file\n    name: ${{parent.inputs.n}}\n          ^^^^^^^^^^^^^^^^^^^^ PJ209");
        check("yaml component", "inputs:\n  data:\n    type: ${{inputs.kind}}\n          ^^^^^^^^^^^^^^^^ PJ209");
        check("python v2", "name=\"a_${{parent.inputs.n}}\"\n     ^^^^^^^^^^^^^^^^^^^^^^^^ PJ209");
        check("python v2", "tags=\"${{parent.inputs.t}}\"\n     ^^^^^^^^^^^^^^^^^^^^^^ PJ209");
        check("python v2", "tags={\"owner\": \"${{parent.inputs.t}}\"}");
        check("yaml component", "tags: ${{inputs.kind}}\n      ^^^^^^^^^^^^^^^^ PJ209");
        check(
            "yaml pipeline",
            "inputs:\n  data:\n    path: azureml:a:1\n    mode: ${{inputs.mode}}\n          ^^^^^^^^^^^^^^^^ PJ209",
        );
    }

    #[test]
    fn silent() {
        check("yaml component", "description: ${{inputs.kind}}");
        check("yaml component", "logging_level: ${{inputs.level}}\n               ^^^^^^^^^^^^^^^^^ PJ215");
    }
}

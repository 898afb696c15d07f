//! PJ006 `component-name-invalid`: A component has no name, or one that is not lower-case letters, digits and `_`.

use crate::model::{ComponentUse, FileModel, ParallelStep};
use crate::rules::{Context, names};
use crate::rules::shared::component::is_written_in_node;
use crate::surface::rewrite::Literal;
use crate::tables::{Field, Place, Surface};
use crate::{message, rule};

rule! {
    /// A component has no name, or one that is not lower-case letters, digits and `_`.
    ///
    /// - **Fires when** a component file has no `name`, or a `name` that is not a string matching `^[a-z][a-z0-9_]*$`; or `parallel_run_function(name="…")` has a literal that does not match `^[a-z_][a-z0-9_]*$` in lower case.
    /// - **Silent on** a component mapping inside a node (needs no name); Python calls without `name` or with an empty one (the SDK uses `azureml_anonymous`); in Python capitals, which the SDK makes small, and calls in the file of which none is seen to stay in a variable; dynamic names.
    /// - **Why** In YAML the load fails. In Python the component is sent as `azureml_anonymous`, whatever its name; but a node that the pipeline function keeps in a variable takes the name, in small letters, and the function stops with "Invalid node name found".
    /// - **Fix** lower-case, replace other characters by `_`, prefix `n` before a digit; unsafe, since others may refer to the name.
    ///
    /// Invalid:
    ///
    /// ```yaml component
    /// name: Score-Files
    /// ```
    ///
    /// ```python file
    /// from azure.ai.ml import Input, dsl
    /// from azure.ai.ml.parallel import RunFunction, parallel_run_function
    ///
    /// score = parallel_run_function(
    ///     name="score-files",
    ///     inputs={"data": Input(type="uri_folder")},
    ///     input_data="${{inputs.data}}",
    ///     mini_batch_size="10",
    ///     instance_count=1,
    ///     mini_batch_error_threshold=5,
    ///     retry_settings={"max_retries": 2, "timeout": 600},
    ///     task=RunFunction(code="./src", entry_script="score.py", environment="azureml:score-env:1"),
    /// )
    ///
    ///
    /// @dsl.pipeline(default_compute="azureml:cpu-cluster")
    /// def score_all(data):
    ///     node = score(data=data)
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v2
    /// name="score_files"
    /// ```
    PJ006 "component-name-invalid" Error, on: [Component, SdkV2], sdk: Late, costs: false, fix: Unsafe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    // A component that is written in a node needs no name.
    if is_written_in_node(step, cx) {
        return;
    }
    let Some(entry) = step.body.get(Field::Name.name()) else {
        if step.surface == Surface::Component && !step.is_open(Place::Step) {
            let message = message!("the component has no `name`; the SDK does not load it");
            cx.report(step.anchor, message).help(message!("add `name`: lower-case letters, digits and `_`"));
        }
        return;
    };
    let invalid = cx.violations(step).find(|violation| std::ptr::eq(violation.value, &entry.value));
    let Some(violation) = invalid else { return };
    let value = violation.value;
    if step.is_python() && value.is_empty_text() {
        return;
    }
    let text = value.known_text().unwrap_or_else(|| value.span.slice(cx.text())).to_owned();
    if step.is_python() && (names::is_node_name(&text.to_lowercase()) || is_of_no_variable(step, cx.model())) {
        return;
    }
    let message = match step.is_python() {
        true => message!("`{name}` is no name for a node, which takes it from here; a pipeline function that keeps the node in a variable raises", name = text),
        false => message!("`{name}` is no name for a component; the SDK does not load it", name = text),
    };
    let name = names::component_name(&text);
    let edits = name.as_ref().and_then(|name| cx.rewrite().set_value(value, &Literal::text(name)));
    let finding = cx.report(value.span, message);
    match name {
        Some(name) => {
            let help = message!("write lower-case letters, digits and `_`: `{name}`", name = name);
            finding.help(help).fix_unsafe(message!("Write `{name}`", name = name), edits)
        }
        None => finding.help(message!("write lower-case letters, digits and `_`")),
    };
}

/// Whether the file calls a step, and no call is seen to make a node that stays in a variable: only such a one takes the
/// name as it is.
fn is_of_no_variable(step: &ParallelStep, model: &FileModel) -> bool {
    let is_ours = |call: &&ComponentUse| model.written(&call.component).is_some_and(|other| std::ptr::eq(other, step));
    let mut calls = model.uses.iter().filter(is_ours).peekable();
    calls.peek().is_some() && calls.all(|call| call.node.is_none())
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of, messages_of};

    #[test]
    fn draws_the_name_or_the_type() {
        check("yaml component", "name: Score-Files\n      ^^^^^^^^^^^ PJ006");
        check("yaml component", "name: 5\n      ^ PJ006");
        check("yaml component minus=name", "type: parallel\n^^^^^^^^^^^^^^ PJ006");
        check("python v2", "name=\"score-files\"\n     ^^^^^^^^^^^^^ PJ006");
        check("python v2", "name=\"1st\"\n     ^^^^^ PJ006");
        check("python v2", "name=make_name()");
        check("python v2", "name=\"ScoreFiles\"");
        check("python v2", "name=\"_score\"");
        check("python v2 minus=name", "mini_batch_size=\"10\"");
        check("yaml component", "name: a1_b");
    }

    #[test]
    fn only_a_node_in_a_variable_takes_the_name() {
        let file = |node: &str| format!("from azure.ai.ml import dsl\nfrom azure.ai.ml.parallel import parallel_run_function\nscore = parallel_run_function(name='a-b')\n@dsl.pipeline()\ndef score_all(data):\n    {node}\n");
        let raises = |node: &str| messages_of("python file", &file(node)).contains("PJ006");
        assert!(raises("node = score(data=data)"));
        assert!(!raises("score(data=data)"));
        assert!(!raises("return score(data=data).outputs.scores"));
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_of("yaml component", "name: Score"), @"PJ006 `Score` is no name for a component; the SDK does not load it | write lower-case letters, digits and `_`: `score`");
        insta::assert_snapshot!(messages_of("python v2", "name='a-b'"), @"PJ006 `a-b` is no name for a node, which takes it from here; a pipeline function that keeps the node in a variable raises | write lower-case letters, digits and `_`: `a_b`");
    }

    #[test]
    fn makes_a_name() {
        assert_eq!(fix_of("PJ006", "yaml component", "name: 2nd Try"), "unsafe\n-name: 2nd Try\n+name: n2nd_try\n");
        assert_eq!(fix_of("PJ006", "python v2", "name='A-b'"), "unsafe\n-    name='A-b',\n+    name='a_b',\n");
    }
}

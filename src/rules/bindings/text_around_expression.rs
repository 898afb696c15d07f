//! PJ208 `text-around-expression`: A setting mixes an expression with other text.

use super::fault::FaultKind;
use super::sites::Role;
use crate::model::{ParallelStep, is_single_expression};
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::{message, rule};

rule! {
    /// A setting mixes an expression with other text.
    ///
    /// - **Fires when** `mini_batch_size, error_threshold, mini_batch_error_threshold, max_concurrency_per_instance, logging_level, timeout, max_retries, instance_count`, or an input or output given as a string, holds an expression and anything else, blanks included.
    /// - **Silent on** `program_arguments`, `environment_variables`, `compute`, `path`, where text around is allowed; `input_data` and `append_row_to` (PJ203, PJ204).
    /// - **Why** Such a value is judged as plain text: not an integer, not the pattern of `mini_batch_size`, not an output binding. In `retry_settings` of a component nothing judges it, and it is sent as text.
    /// - **Fix** only blanks around: remove them, safe. Otherwise none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// mini_batch_size: "${{parent.inputs.size}}kb"
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml file
    /// type: pipeline
    /// inputs:
    ///   size: 10kb
    /// settings:
    ///   default_compute: azureml:cpu-cluster
    /// jobs:
    ///   score:
    ///     type: parallel
    ///     component: azureml:score_files:1
    ///     mini_batch_size: ${{parent.inputs.size}}
    /// ```
    PJ208 "text-around-expression" Error, on: [Component, Inline, Node], sdk: No, costs: true, fix: Safe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let faults = cx.faults(step).iter().filter(|fault| fault.kind == FaultKind::NotAlone);
    for fault in faults.filter(|fault| !matches!(fault.role, Role::InputData | Role::AppendRowTo)) {
        let name = &fault.name;
        let message = message!("`{name}` mixes an expression with other text and is judged as plain text", name = name);
        let trimmed = fault.text().trim();
        let single = is_single_expression(trimmed) && fault.role != Role::Fixed;
        let help = match fault.role {
            Role::Fixed => message!("a component takes no expression here: set `{name}` on the node", name = name),
            _ if single => message!("write `{trimmed}` without blanks around it", trimmed = trimmed),
            _ => message!("give the whole value by an input of the pipeline, for instance `10kb`"),
        };
        let edits = single.then(|| cx.rewrite().set_value(&fault.value, &Literal::text(trimmed))).flatten();
        cx.report(fault.value.span, message).help(help).fix_safe(message!("Remove the blanks"), edits);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_value() {
        check("yaml inline", "mini_batch_size: \"${{parent.inputs.size}}kb\"\n                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ208");
        check("yaml node", "resources:\n  instance_count: 1${{parent.inputs.n}}\n                  ^^^^^^^^^^^^^^^^^^^^^ PJ208");
        check("yaml node", "inputs:\n  data: azureml:a:${{parent.inputs.v}}\n        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ208");
        check("yaml component", "mini_batch_size: ${{inputs.size}}kb\n                 ^^^^^^^^^^^^^^^^^^ PJ208");
        check("yaml inline", "environment_variables:\n  A: a${{name}}\ncompute: a-${{name}}");
    }

    #[test]
    fn removes_blanks() {
        let fix = |block| fix_of("PJ208", "yaml node", block);
        assert_eq!(fix("logging_level: ' ${{parent.inputs.level}}'"), "safe\n-    logging_level: ' ${{parent.inputs.level}}'\n+    logging_level: '${{parent.inputs.level}}'\n");
        assert_eq!(fix("logging_level: ${{parent.inputs.level}}S"), "none");
    }
}

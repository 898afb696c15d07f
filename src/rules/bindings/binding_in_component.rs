//! PJ215 `binding-in-component`: A setting of a component, or of the Python constructor, is given as an expression.

use super::fault::FaultKind;
use super::sites::Role;
use crate::model::ParallelStep;
use crate::rules::Context;
use crate::rules::shared::component::{UNREAD_IN_NODE, is_written_in_node};
use crate::{message, rule};

rule! {
    /// A setting of a component, or of the Python constructor, is given as an expression.
    ///
    /// - **Fires when** in a component, an expression stands in `mini_batch_size, partition_keys, error_threshold, mini_batch_error_threshold, max_concurrency_per_instance, logging_level, retry_settings, resources, is_deterministic, name, version`, or in `task.code`, `task.entry_script`, `task.environment`; in Python, a string with an expression is passed to `parallel_run_function` for one of the first eight (not inside a `retry_settings` mapping).
    /// - **Silent on** nodes; `input_data`, `program_arguments`, `append_row_to`; attributes set on a node in a pipeline function.
    /// - **Why** Most raise (`ValueError`, "Not a valid integer"), `retry_settings` and `partition_keys` pass and are sent as text. A component has no parent to ask. Where the documentation says that a value "can be set through PipelineParameter", it is the node that takes it.
    /// - **Fix** none: put the expression on the node, or in Python set the attribute of the node inside the pipeline function.
    ///
    /// Invalid:
    ///
    /// ```yaml component
    /// mini_batch_size: ${{inputs.size}}
    /// ```
    ///
    /// ```python v2
    /// mini_batch_size="${{parent.inputs.size}}"
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml component
    /// mini_batch_size: "10"
    /// ```
    PJ215 "binding-in-component" Error, on: [Component, SdkV2], sdk: No, costs: true, fix: None, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let faults = cx.faults(step).iter().filter(|fault| fault.kind == FaultKind::Fixed);
    let unread = |name: &str| UNREAD_IN_NODE.contains(&name) && is_written_in_node(step, cx);
    let faults: Vec<_> = faults.filter(|fault| fault.role == Role::Fixed && !unread(&fault.name)).collect();
    for fault in faults {
        let name = &fault.name;
        let (message, help) = if step.is_python() {
            (
                message!("`{name}` takes no expression here: the constructor knows no pipeline", name = name),
                message!("in the pipeline function, set `<node>.{name}` to the parameter", name = name),
            )
        } else {
            (
                message!("`{name}` of a component takes no expression: a component has no pipeline to ask", name = name),
                message!("write a value here and the expression as `{name}` of the node", name = name),
            )
        };
        cx.report(fault.value.span, message).help(help);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn draws_the_value() {
        check("yaml component", "mini_batch_size: ${{inputs.size}}\n                 ^^^^^^^^^^^^^^^^ PJ215");
        check("yaml component", "retry_settings:\n  timeout: ${{parent.inputs.t}}\n           ^^^^^^^^^^^^^^^^^^^^ PJ215");
        check("yaml component minus=mini_batch_size", "partition_keys: ['${{inputs.k}}']\n                 ^^^^^^^^^^^^^^^ PJ215\n");
        check("yaml component", "task:\n  environment: ${{parent.inputs.e}}\n               ^^^^^^^^^^^^^^^^^^^^ PJ215");
        check("python v2", "mini_batch_size=\"${{parent.inputs.size}}\"\n                ^^^^^^^^^^^^^^^^^^^^^^^^^ PJ215");
    }

    #[test]
    fn is_silent_where_expressions_belong() {
        check("python v2", "retry_settings={\"timeout\": \"${{parent.inputs.t}}\", \"max_retries\": 2}");
        check("python v2 after", "score.mini_batch_size = \"${{parent.inputs.size}}\"");
        check("yaml component", "description: bind it to ${{parent.inputs.data}}");
    }
}

//! PJ201 `undefined-input`: An expression names an input that the step does not have.

use super::fault::{Fault, FaultKind, Missing};
use super::names;
use crate::model::{Direction, ParallelStep};
use crate::rules::Context;
use crate::{message, rule};

rule! {
    /// An expression names an input that the step does not have.
    ///
    /// - **Fires when** `${{inputs.<name>}}` in `input_data`, in any value under `task`, in `RunFunction(...)` or in a setting of a component names no key of the step's `inputs`; on a component node, no input of the component, if that can be read. The name is what follows `inputs.`: all of it, or else any leading part that ends before a `.` (names may hold dots, `${{inputs.data.path}}` names `data`); case counts.
    /// - **Silent on** open `inputs`; component nodes whose component is unknown; steps without any `inputs` key in Python built from `component=`.
    /// - **Why** Not one place resolves these offline: `input_data: ${{inputs.nope}}` loads, validates and is sent. The SDK's own test component names four things it does not declare.
    /// - **Fix** near miss, or the only input when `input_data` is meant: replace the name, safe. Otherwise none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// input_data: ${{inputs.dat}}
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// input_data: ${{inputs.data}}
    /// ```
    PJ201 "undefined-input" Error, on: [Component, Inline, Node, SdkV2], sdk: No, costs: true, fix: Safe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for fault in cx.faults(step) {
        if let FaultKind::Undefined { what: Missing::Port(Direction::Input), known, near } = &fault.kind {
            report(step, fault, known, near.as_deref(), cx);
        }
    }
}

fn report(step: &ParallelStep, fault: &Fault, known: &str, near: Option<&str>, cx: &mut Context) {
    let name = fault.piece();
    let message = message!("the step has no input `{name}`; the SDK does not look and sends the job", name = name);
    let help = match near {
        Some(near) => message!("write `${{inputs.{near}}}`", near = near),
        None if known.is_empty() => message!("declare `{name}` under `inputs`", name = name),
        None => message!("the inputs are {known}", known = known),
    };
    let edits = near.and_then(|near| cx.rewrite().set_text_range(&fault.value, fault.range.clone(), near));
    let declared = names::declaration(step, Direction::Input, cx);
    let mut finding = cx.report(fault.span(), message).help(help);
    if let Some((file, span)) = declared {
        finding = finding.related_in(file, span, message!("the component declares its inputs here"));
    }
    finding.fix_safe(message!("Write `{near}`", near = near.unwrap_or_default()), edits);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_name() {
        check("yaml inline", "input_data: ${{inputs.dat}}\n                      ^^^ PJ201");
        check("yaml component", "input_data: ${{ inputs.Data }}\n                       ^^^^ PJ201");
        check("python v2", "input_data=\"${{inputs.dat}}\"\n                      ^^^ PJ201");
        check("yaml inline", "task:\n  program_arguments: --a ${{inputs.a}} --b ${{inputs.data}} ${{inputs.b.c}}\n                                   ^ PJ201\n                                                                      ^^^ PJ201");
        check("python v2 task", "program_arguments=f\"--a {5} --b ${{{{inputs.b}}}} \" + \"${{inputs.c}}\"\n                                            ^ PJ201\n                                                                 ^ PJ201");
    }

    #[test]
    fn asks_the_component_of_a_node() {
        check("yaml node", "input_data: ${{inputs.dat}}\n                      ^^^ PJ201");
        check("yaml node", "component: azureml:score_files:1\ninput_data: ${{inputs.dat}}");
    }

    #[test]
    fn names_may_hold_dots() {
        check("yaml inline", "input_data: ${{inputs.data.path}}");
        check("yaml component", "inputs:\n  group.a:\n    type: uri_folder\ninput_data: ${{inputs.group.a}}\ntask:\n  program_arguments: ${{inputs.group}} ${{inputs.data}}");
    }

    #[test]
    fn is_silent_where_there_may_be_more() {
        check("python v2 after", "from names import more\nother = parallel_run_function(name=\"other\", inputs=more(), input_data=\"${{inputs.x}}\", mini_batch_size=\"1\", mini_batch_error_threshold=5, retry_settings={\"timeout\": 5}, task=score.task)");
    }

    #[test]
    fn puts_the_name_right() {
        let fix = |frame, block| fix_of("PJ201", frame, block);
        assert_eq!(fix("yaml inline", "input_data: ${{inputs.dat}}"), "safe\n-    input_data: ${{inputs.dat}}\n+    input_data: ${{inputs.data}}\n");
        assert_eq!(fix("yaml inline", "input_data: '${{inputs.images}}'"), "safe\n-    input_data: '${{inputs.images}}'\n+    input_data: '${{inputs.data}}'\n");
        assert_eq!(fix("yaml inline", "task:\n  program_arguments: --a ${{inputs.images}}"), "none");
    }
}

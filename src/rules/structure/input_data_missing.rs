//! PJ045 `input-data-missing`: Nothing says which input is to be split.

use super::shared::{fill, is_data, needs_input};
use crate::model::{Direction, ParallelStep};
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::tables::{Field, Place};
use crate::{message, rule};

rule! {
    /// Nothing says which input is to be split.
    ///
    /// - **Fires when** a component, inline node or `parallel_run_function` call without `component` has no `input_data`.
    /// - **Silent on** component nodes; open calls; `--rank_mini_batch_count` with a positive number or an expression in `program_arguments` (that mode needs no input).
    /// - **Why** Documented as required. Every offline check passes.
    /// - **Fix** exactly one input of a data type: insert `input_data: ${{inputs.<name>}}`, safe. Otherwise none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline minus=input_data
    /// mini_batch_size: "10"
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// input_data: ${{inputs.data}}
    /// ```
    PJ045 "input-data-missing" Error, on: [Component, Inline, SdkV2], sdk: No, costs: true, fix: Safe, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    let given = step.mentions(Field::InputData) || step.uses_component();
    if given || step.is_open(Place::Step) || !needs_input(step) {
        return;
    }
    let message = message!("`{name}` has no `input_data`, so nothing says which input is split; every offline check passes", name = step.name);
    let data: Vec<_> = step.inputs().filter(|port| port.type_word().is_some_and(|word| is_data(&word))).collect();
    let only = match data.as_slice() {
        [port] if !step.ports_open(Direction::Input) => Some(port.name()),
        _ => None,
    };
    let Some(name) = only else {
        cx.report(step.lack_of(Place::Step, Field::InputData), message).help(message!("name the input: `${{inputs.<name>}}`"));
        return;
    };
    let binding = format!("${{{{inputs.{name}}}}}");
    let edits = fill(step, Field::InputData, &Literal::Text(binding.clone()), cx);
    let title = message!("Bind `{binding}`", binding = binding);
    cx.report(step.lack_of(Place::Step, Field::InputData), message).help(message!("write `{binding}`", binding = binding)).fix_safe(title, edits);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn marks_the_step() {
        check("yaml node", "display_name: score");
        check("python v2 minus=input_data,inputs", "component=\"azureml:score:1\"");
    }

    #[test]
    fn ranked_mini_batches_need_no_input() {
        check("yaml inline minus=input_data,inputs", "task:\n  program_arguments: --rank_mini_batch_count 8");
    }

    #[test]
    fn binds_the_only_input() {
        let fixed = fix_of("PJ045", "yaml inline minus=input_data", "mini_batch_size: '10'");
        assert_eq!(fixed, "safe\n+    input_data: ${{inputs.data}}\n");
    }
}

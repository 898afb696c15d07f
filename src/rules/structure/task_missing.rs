//! PJ040 `task-missing`: A step has no task.

use crate::model::ParallelStep;
use crate::rules::Context;
use crate::tables::{Field, Place};
use crate::{message, rule};

rule! {
    /// A step has no task.
    ///
    /// - **Fires when** an inline node has neither `task` nor `component`; a component has no `task`; `parallel_run_function` has neither `task` nor `component`.
    /// - **Silent on** open calls and mappings.
    /// - **Why** Documented as required; the SDK validates the step without it.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml component minus=task
    /// name: score_files
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml component
    /// name: score_files
    /// ```
    PJ040 "task-missing" Error, on: [Component, Inline, SdkV2], sdk: No, costs: false, fix: None, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    if step.mentions(Field::Task) || step.uses_component() || step.is_open(Place::Step) {
        return;
    }
    let message = message!("`{name}` has no `task`; the SDK lets it pass, but there is nothing to run", name = step.name);
    let help = message!("add `task` with `type`, `code`, `entry_script` and `environment`");
    cx.report(step.lack_of(Place::Step, Field::Task), message).help(help);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn marks_the_step() {
        check("yaml component minus=task,outputs", "type: parallel\n^^^^^^^^^^^^^^ PJ040");
        check("python v2 minus=task,outputs", "**settings");
    }
}

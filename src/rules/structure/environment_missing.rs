//! PJ042 `environment-missing`: The task has no environment.

use crate::model::ParallelStep;
use crate::rules::Context;
use crate::tables::{Field, Place};
use crate::{message, rule};

rule! {
    /// The task has no environment.
    ///
    /// - **Fires when** `task` is a mapping without `environment`; `RunFunction(...)` has no `environment`.
    /// - **Silent on** open calls and mappings; an `environment` one level too high (PJ020).
    /// - **Why** The one task key that the SDK enforces besides `type`; in a node the error comes twice and drags the one about `component` along, in Python it comes at validation.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline minus=task.environment
    /// task:
    ///   code: ./src
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// task:
    ///   environment: azureml:score-env:1
    /// ```
    PJ042 "environment-missing" Error, on: [Component, Inline, Node, SdkV2], sdk: Poor, costs: false, fix: None, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    if step.block(Place::Task).is_none() || step.mentions(Field::Environment) || step.is_open(Place::Task) {
        return;
    }
    let message = message!("the task of `{name}` has no `environment`; the SDK refuses the step", name = step.name);
    let help = message!("name a registered one, `azureml:<name>:<version>`, or give `image` and `conda_file`");
    cx.report(step.lack_of(Place::Task, Field::Environment), message).help(help);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn marks_the_task() {
        check("yaml inline minus=task.environment", "task:\n^^^^ PJ042\n  code: ./src");
        check("python v2 task", "environment=None\n^^^^^^^^^^^^^^^^ PJ042");
        check("yaml inline minus=task.environment", "environment: azureml:score-env:1\n^^^^^^^^^^^ PJ020");
    }
}

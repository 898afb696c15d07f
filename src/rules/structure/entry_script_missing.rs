//! PJ043 `entry-script-missing`: The task names no entry script.

use crate::model::ParallelStep;
use crate::rules::Context;
use crate::tables::{Field, Place};
use crate::{message, rule};

rule! {
    /// The task names no entry script.
    ///
    /// - **Fires when** `task` is a mapping whose `entry_script` is absent or empty; `RunFunction(...)` without `entry_script` or with `""`/`None`.
    /// - **Silent on** open calls; `task.type: model`; v1, where the argument is required by Python (PJ701).
    /// - **Why** Documented as required. The SDK passes such a step; the driver then has nothing to import.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline minus=task.entry_script
    /// task:
    ///   code: ./src
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// task:
    ///   entry_script: score.py
    /// ```
    PJ043 "entry-script-missing" Error, on: [Component, Inline, Node, SdkV2], sdk: No, costs: true, fix: None, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    if step.block(Place::Task).is_none() || is_model(step) {
        return;
    }
    let given = step.value(Field::EntryScript);
    let empty = given.filter(|value| value.known_text().is_some_and(|text| text.trim().is_empty()));
    let missing = given.is_none() && !step.mentions(Field::EntryScript) && !step.is_open(Place::Task);
    if empty.is_none() && !missing {
        return;
    }
    let span = empty.map_or(step.lack_of(Place::Task, Field::EntryScript), |value| value.span);
    let message = message!("the task of `{name}` names no entry script; the SDK lets it pass, the workers find nothing to import", name = step.name);
    cx.report(span, message).help(message!("set `entry_script` to the file in `code` that has `init` and `run`"));
}

/// Tasks of type `model` have no script of their own.
fn is_model(step: &ParallelStep) -> bool {
    let word = step.value(Field::TaskType).and_then(|value| value.known_text());
    word.is_some_and(|word| word.eq_ignore_ascii_case(Field::Model.name()))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn marks_the_task_or_the_empty_text() {
        check("yaml inline minus=task.entry_script", "task:\n^^^^ PJ043\n  code: ./src");
        check("yaml component", "task:\n  entry_script: ''\n                ^^ PJ043");
        check("python v2 task", "entry_script=None\n^^^^^^^^^^^^^^^^^ PJ043");
    }
}

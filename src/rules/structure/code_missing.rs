//! PJ044 `code-missing`: The task uploads no code.

use crate::model::ParallelStep;
use crate::rules::Context;
use crate::tables::{Field, Place};
use crate::{message, rule};

rule! {
    /// The task uploads no code.
    ///
    /// - **Fires when** `task` has an `entry_script` but no `code`, or `code` is empty; `RunFunction(...)` likewise.
    /// - **Silent on** open calls; a step without `entry_script` (PJ043).
    /// - **Why** Without `code` no folder is uploaded, so the script can only be there if the image holds it. An empty string uploads the whole folder of the YAML file.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline minus=task.code
    /// task:
    ///   entry_script: score.py
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// task:
    ///   code: ./src
    /// ```
    PJ044 "code-missing" Warning, on: [Component, Inline, Node, SdkV2], sdk: No, costs: true, fix: None, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    let has_script = step.value(Field::EntryScript).is_some_and(|value| value.known_text() != Some(""));
    if step.block(Place::Task).is_none() || !has_script {
        return;
    }
    let given = step.value(Field::Code);
    if let Some(value) = given.filter(|value| value.known_text() == Some("")) {
        let message = message!("`code` is empty: the whole folder of this file is uploaded");
        cx.report(value.span, message).help(message!("name the folder of the entry script, such as `./src`"));
        return;
    }
    if given.is_some() || step.mentions(Field::Code) || step.is_open(Place::Task) {
        return;
    }
    let message = message!("the task of `{name}` uploads no code, so its entry script can only be in the image", name = step.name);
    let help = message!("set `code` to the folder of the entry script, such as `./src`");
    cx.report(step.lack_of(Place::Task, Field::Code), message).help(help);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn marks_the_task_or_the_empty_text() {
        check("yaml inline minus=task.code", "task:\n^^^^ PJ044\n  type: run_function");
        check("yaml component", "task:\n  code: ''\n        ^^ PJ044");
        check("python v2 task", "code=folder");
    }
}

//! PJ041 `task-type-unsupported`: `task.type` is missing or is not `run_function`.

use crate::diagnostic::Applicability;
use crate::model::ParallelStep;
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::tables::{self, Field, Place};
use crate::text::is_near;
use crate::{message, rule};

rule! {
    /// `task.type` is missing or is not `run_function`.
    ///
    /// - **Fires when** `task` has no `type`, or one that is not `run_function` in any case.
    /// - **Silent on** Python (`RunFunction` sets it); whole expressions.
    /// - **Why** Missing or unknown values fail with the type error plus the misleading `component` error. `function` and `model` pass every check, but the documented value is `run_function` only.
    /// - **Fix** missing, or near `run_function` (`run-function`, `runfunction`): set it, safe. `function`, `model`, `command`, others: set it, unsafe.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// task:
    ///   type: function
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// task:
    ///   type: run_function
    /// ```
    PJ041 "task-type-unsupported" Error, on: [Component, Inline, Node], sdk: No, costs: true, fix: Mixed, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    let Some(task) = step.block(Place::Task) else { return };
    let Some(info) = tables::entry(step.surface, Place::Task, Field::TaskType) else { return };
    let Some(expected) = info.values.first().copied() else { return };
    let Some(given) = task.get(info.key) else { return missing(step, cx, info.key, expected) };
    let value = &given.value;
    if value.is_null() || value.is_dynamic() || value.known_text().is_some_and(|word| word.eq_ignore_ascii_case(expected)) {
        return;
    }
    let written = value.span.slice(cx.text());
    let message = message!(
        "`task.type` is `{written}`; documented: only `{expected}` runs, whatever the SDK lets pass",
        written = written,
        expected = expected,
    );
    let near = value.known_text().is_some_and(|word| is_near(word, expected) || word.replace(['-', '_', ' '], "") == "runfunction");
    let applicability = if near { Applicability::Safe } else { Applicability::Unsafe };
    let edits = cx.rewrite().set_value(value, &Literal::Text(expected.to_owned()));
    let title = message!("Write `{expected}`", expected = expected);
    cx.report(value.span, message).help(message!("write `type: {expected}`", expected = expected)).fix(applicability, title, edits);
}

fn missing(step: &ParallelStep, cx: &mut Context, key: &str, expected: &str) {
    let Some(task) = step.block(Place::Task).filter(|_| !step.is_open(Place::Task)) else { return };
    let message = message!("`task` has no `{key}`; the SDK refuses it with an error about `component`", key = key);
    let edits = cx.rewrite().insert_first(task, key, &Literal::Text(expected.to_owned()));
    let help = message!("add `{key}: {expected}`", key = key, expected = expected);
    let title = message!("Add `{key}: {expected}`", key = key, expected = expected);
    cx.report(step.anchor_of(Place::Task), message).help(help).fix_safe(title, edits);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn marks_the_word_or_the_task() {
        check("yaml inline", "task:\n  type: function\n        ^^^^^^^^ PJ041");
        check("yaml component", "task:\n  type: run-function\n        ^^^^^^^^^^^^ PJ041");
        check("yaml inline minus=task.type", "task:\n^^^^ PJ041\n  code: ./src");
        check("yaml inline", "task:\n  type: Run_Function");
    }

    #[test]
    fn sets_the_type() {
        assert_eq!(fix_of("PJ041", "yaml inline", "task:\n  type: function"), "unsafe\n-      type: function\n+      type: run_function\n");
        assert_eq!(fix_of("PJ041", "yaml inline", "task:\n  type: runfunction"), "safe\n-      type: runfunction\n+      type: run_function\n");
        assert_eq!(fix_of("PJ041", "yaml inline minus=task.type", "task:\n  code: ./src"), "safe\n+      type: run_function\n");
    }
}

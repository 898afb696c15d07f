//! PJ633 `empty-result-appended`: `run` always returns an empty result, and the step appends rows.

use crate::rules::shared::component;
use crate::model::ParallelStep;
use crate::rules::Context;
use crate::rules::shared::output_action;
use crate::script::ResultKind;
use crate::tables::{Field, Surface};
use crate::text::Span;
use crate::{message, rule};

rule! {
    /// `run` always returns an empty result, and the step appends rows.
    ///
    /// - **Fires when** a step has `append_row_to` (v1: `output_action="append_row"`), and every `return` of its script's `run` is `[]`, `list()`, `()`, `pandas.DataFrame()` or a name bound once in `run` to one of these and not changed.
    /// - **Silent on** scripts with one other return; steps without `append_row_to`.
    /// - **Why** Documented in threads: the job runs to the end and then fails with "There is no succeeded mini batch item returned from run()".
    /// - **Fix** none: return one item per item done, or drop `append_row_to`.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// task:
    ///   append_row_to: ${{outputs.scores}}
    /// ```
    ///
    /// ```python path=src/score.py
    /// def init():
    ///     pass
    ///
    ///
    /// def run(mini_batch):
    ///     for path in mini_batch:
    ///         print(path)
    ///     return []
    /// ```
    ///
    /// Valid:
    ///
    /// ```python path=src/score.py
    /// def init():
    ///     pass
    ///
    ///
    /// def run(mini_batch):
    ///     for path in mini_batch:
    ///         print(path)
    ///     return mini_batch
    /// ```
    PJ633 "empty-result-appended" Error, on: [Component, Inline, Node, SdkV2, SdkV1], sdk: No, costs: true, fix: None, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let Some(appends) = appends(step) else { return };
    let Some(entry) = cx.entry_script(step) else { return };
    let Some(script) = entry.script() else { return };
    let results = script.run_results();
    let Some(first) = results.first().filter(|_| results.iter().all(|result| result.kind == ResultKind::Empty)) else {
        return;
    };
    let message = message!(
        "`run` always returns an empty result, and its rows are appended here: as threads report, the job runs to the end and then fails with \"There is no succeeded mini batch item returned from run()\"",
    );
    let file = entry.other_file();
    cx.report(appends, message)
        .help(message!("return one item for each item that was done, or do not append rows"))
        .related_in(file, first.span, message!("this is empty"));
}

/// Where a step that has a task of its own says that rows are appended.
pub(super) fn appends(step: &ParallelStep) -> Option<Span> {
    if component::has_task(step) {
        return None;
    }
    if step.surface == Surface::SdkV1 {
        let action = step.value(Field::OutputAction).filter(|_| output_action::is(step, output_action::APPEND_ROW));
        return action.map(|value| value.used_at());
    }
    step.value(Field::AppendRowTo).filter(|value| !value.is_null()).map(|value| value.used_at())
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check_among, messages_among};

    fn script(body: &str) -> String {
        format!("import pandas as pd\n\n\ndef init():\n    pass\n\n\ndef run(mini_batch):\n{body}\n")
    }

    fn check_body(body: &str, finds: bool) {
        let mark = if finds { "\n                 ^^^^^^^^^^^^^^^^^^^^ PJ633" } else { "" };
        let block = format!("task:\n  append_row_to: ${{{{outputs.scores}}}}{mark}");
        check_among(&[("src/score.py", &script(body))], "yaml inline", &block);
    }

    #[test]
    fn marks_where_rows_are_appended() {
        for value in ["[]", "list()", "()", "pd.DataFrame()", "pd.DataFrame(columns=['a'])"] {
            check_body(&format!("    for path in mini_batch:\n        print(path)\n    return {value}"), true);
        }
        check_body("    found = []\n    for path in mini_batch:\n        print(path)\n    return found", true);
        check_body("    if not mini_batch:\n        return []\n    return list()", true);
        let files = script("    return []");
        check_among(&[("src/score.py", &files)], "yaml component", "task:\n  append_row_to: ${{outputs.scores}}\n                 ^^^^^^^^^^^^^^^^^^^^ PJ633");
        check_among(&[("src/score.py", &files)], "python v2 task", "append_row_to=\"${{outputs.scores}}\",\n              ^^^^^^^^^^^^^^^^^^^^^ PJ633");
        check_among(&[("src/score.py", &files)], "python v1 config", "output_action=\"Append_Row\",\n              ^^^^^^^^^^^^ PJ633");
    }

    #[test]
    fn silent_on_other_results() {
        check_body("    return mini_batch", false);
        check_body("    if not mini_batch:\n        return []\n    return work(mini_batch)", false);
        check_body("    found = []\n    for path in mini_batch:\n        found.append(path)\n    return found", false);
        check_body("    found = []\n    fill(found, mini_batch)\n    return found", false);
        check_body("    found = []\n    found = work(mini_batch)\n    return found", false);
        check_body("    raise NotImplementedError", false);
    }

    #[test]
    fn silent_where_no_rows_are_appended() {
        let files = script("    return []");
        check_among(&[("src/score.py", &files)], "yaml inline minus=outputs,task.append_row_to", "");
        check_among(&[("src/score.py", &files)], "python v1 config", "output_action=\"summary_only\"");
        check_among(&[("src/score.py", &files)], "python v1 config", "output_action=action");
        check_among(&[("src/score.py", &files)], "yaml node", "");
    }

    #[test]
    fn says_what_threads_report() {
        let files = script("    return []");
        insta::assert_snapshot!(messages_among(&[("src/score.py", &files)], "yaml inline", ""), @r#"PJ633 `run` always returns an empty result, and its rows are appended here: as threads report, the job runs to the end and then fails with "There is no succeeded mini batch item returned from run()" | return one item for each item that was done, or do not append rows"#);
    }
}

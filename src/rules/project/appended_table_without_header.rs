//! PJ635 `appended-table-without-header`: Appended DataFrames are written without a header, with blanks between the columns.

use super::command_line::is_complete;
use super::empty_result_appended::appends;
use crate::model::{ParallelStep, flags};
use crate::rules::Context;
use crate::rules::shared::mini_batch::{Kind, written_kind};
use crate::script::ResultKind;
use crate::{message, rule};

rule! {
    /// Appended DataFrames are written without a header, with blanks between the columns.
    ///
    /// - **Fires when** a step has `append_row_to` (v1: `append_row`), its script's `run` returns a DataFrame (`pandas.DataFrame(…)`, `pandas.concat(…)`, or the mini-batch of a table), and the arguments lack `--append_row_dataframe_header`.
    /// - **Silent on** lists of strings; unknown results; dynamic arguments.
    /// - **Why** Documented in threads: rows are separated by blanks and have no header, whatever the output is called; the order of mini-batches is not kept. A Microsoft engineer names `--append_row_dataframe_header True`.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// task:
    ///   append_row_to: ${{outputs.scores}}
    /// ```
    ///
    /// ```python path=src/score.py
    /// import pandas
    ///
    ///
    /// def init():
    ///     pass
    ///
    ///
    /// def run(mini_batch):
    ///     return pandas.DataFrame({"path": mini_batch})
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// task:
    ///   append_row_to: ${{outputs.scores}}
    ///   program_arguments: --append_row_dataframe_header True
    /// ```
    PJ635 "appended-table-without-header" Info, on: [Component, Inline, Node, SdkV2, SdkV1], sdk: No, costs: false, fix: None, step: check
}

const HEADER: &str = "--append_row_dataframe_header";

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let Some(appends) = appends(step).filter(|_| may_lack_header(step)) else { return };
    let Some(entry) = cx.entry_script(step) else { return };
    let Some(script) = entry.script() else { return };
    let table = || written_kind(step, cx).is_some_and(|(kind, _)| kind == Kind::Table);
    let results = script.run_results();
    let is_frame = |kind: ResultKind| kind == ResultKind::Frame || kind == ResultKind::Batch && table();
    let Some(frame) = results.iter().find(|result| is_frame(result.kind)) else { return };
    let message = message!("`run` returns a DataFrame, and its rows are appended here: as threads report, they are written without a header, with blanks between the columns");
    let file = entry.other_file();
    cx.report(appends, message)
        .help(message!("pass `{flag} True`, or return a list of texts as they are to stand in the file", flag = HEADER))
        .related_in(file, frame.span, message!("the DataFrame is returned here"));
}

/// Whether the arguments of a step certainly do not ask for a header.
fn may_lack_header(step: &ParallelStep) -> bool {
    let words = step.arguments();
    // What is not known may be the flag, unless it is the value of another one.
    let unknown = |index: usize| index == 0 || !words[index - 1].word.text.starts_with('-');
    let hidden = words.iter().enumerate().any(|(index, word)| word.word.is_dynamic() && unknown(index));
    is_complete(step) && !hidden && !flags(&words).any(|flag| flag.text == HEADER)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check_among, messages_among};

    fn script(body: &str) -> String {
        format!("import pandas as pd\n\n\ndef init():\n    pass\n\n\ndef run(mini_batch):\n{body}\n")
    }

    const FRAME: &str = "    return pd.DataFrame({'path': mini_batch})";
    const MARK: &str = "task:\n  append_row_to: ${{outputs.scores}}\n                 ^^^^^^^^^^^^^^^^^^^^ PJ635";
    const TABLE: &str = "inputs:\n  data:\n    type: mltable\n    mode: direct\n    path: azureml:t:1\nmini_batch_size: 1mb";

    fn check_script(body: &str, frame: &str, block: &str) {
        check_among(&[("src/score.py", &script(body))], frame, block);
    }

    #[test]
    fn marks_where_rows_are_appended() {
        check_script(FRAME, "yaml inline", MARK);
        check_script("    frame = pd.DataFrame(mini_batch)\n    frame['score'] = 1\n    return frame", "yaml component", MARK);
        check_script("    return pd.concat([pd.read_csv(path) for path in mini_batch])", "yaml inline", MARK);
        check_script("    return mini_batch", "yaml inline", &format!("{TABLE}\n{MARK}"));
        check_script(FRAME, "python v2 task", "append_row_to=\"${{outputs.scores}}\",\n              ^^^^^^^^^^^^^^^^^^^^^ PJ635");
        check_script(FRAME, "python v1 config", "output_action=\"append_row\",\n              ^^^^^^^^^^^^ PJ635");
    }

    #[test]
    fn silent_on_other_results() {
        check_script("    return [str(path) for path in mini_batch]", "yaml inline", "");
        check_script("    return work(mini_batch)", "yaml inline", "");
        check_script("    return mini_batch", "yaml inline", "");
        check_script("    frame = pd.DataFrame(mini_batch)\n    frame = frame.to_csv()\n    return frame", "yaml inline", "");
    }

    #[test]
    fn silent_where_a_header_may_be_asked_for() {
        check_script(FRAME, "yaml inline", "task:\n  program_arguments: --append_row_dataframe_header True");
        check_script(FRAME, "yaml inline", "task:\n  program_arguments: ${{inputs.data}}");
        check_script(FRAME, "python v2 task", "program_arguments=arguments");
        check_script(FRAME, "python v1 step", "arguments=[\"--append_row_dataframe_header\", True]");
        check_script(FRAME, "python v1 step", "arguments=arguments");
        check_script(FRAME, "yaml inline minus=outputs,task.append_row_to", "");
        check_script(FRAME, "yaml node", "");
    }

    #[test]
    fn says_what_threads_report() {
        insta::assert_snapshot!(messages_among(&[("src/score.py", &script(FRAME))], "yaml inline", ""), @"PJ635 `run` returns a DataFrame, and its rows are appended here: as threads report, they are written without a header, with blanks between the columns | pass `--append_row_dataframe_header True`, or return a list of texts as they are to stand in the file");
    }
}

//! PJ706 `append-row-file-name-unused`: `append_row_file_name` is given, but no rows are appended.

use crate::model::{Data, ParallelStep, Value};
use crate::rules::Context;
use crate::rules::shared::output_action;
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// `append_row_file_name` is given, but no rows are appended.
    ///
    /// - **Fires when** the same call has `output_action` `summary_only` and an `append_row_file_name` other than `None`.
    /// - **Silent on** dynamic `output_action`.
    /// - **Why** Accepted and ignored, not even checked; no such file is written.
    /// - **Fix** delete the argument (safe).
    ///
    /// Invalid:
    ///
    /// ```python v1 config
    /// output_action="summary_only", append_row_file_name="scores.txt"
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 config
    /// output_action="summary_only"
    /// ```
    PJ706 "append-row-file-name-unused" Warning, on: [SdkV1], sdk: No, costs: false, fix: Safe, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    if !output_action::is(step, output_action::SUMMARY_ONLY) {
        return;
    }
    for given in step.given(Field::AppendRowFileName) {
        // A value that only run time knows may be `None`, and a parameter is not accepted at all.
        let Some(mapping) = given.mapping.filter(|_| is_written(given.value())) else { continue };
        let message = message!("`append_row_file_name` is ignored with `summary_only`, which writes no such file");
        let help = message!("delete it, or set `output_action` to `append_row`");
        let edits = cx.rewrite().remove(mapping, given.entry);
        cx.report(given.entry.key_span, message).help(help).fix_safe(message!("Delete `append_row_file_name`"), edits);
    }
}

fn is_written(value: &Value) -> bool {
    !matches!(value.data, Data::Null | Data::Dynamic | Data::Malformed | Data::Object(_))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    const SUMMARY: &str = "output_action=\"summary_only\"";

    #[test]
    fn draws_the_key() {
        check("python v1 config", &format!("{SUMMARY},\nappend_row_file_name='a.txt',\n^^^^^^^^^^^^^^^^^^^^ PJ706"));
    }

    #[test]
    fn silent() {
        for value in ["None", "name"] {
            check("python v1 config", &format!("{SUMMARY},\nappend_row_file_name={value}"));
        }
        check("python v1 config", "output_action=action,\nappend_row_file_name='a.txt'");
    }

    #[test]
    fn fixes() {
        let fixed = fix_of("PJ706", "python v1 config", &format!("{SUMMARY},\nappend_row_file_name=\"a.txt\""));
        assert_eq!(fixed, "safe\n-    append_row_file_name=\"a.txt\",\n");
    }
}

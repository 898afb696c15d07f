//! PJ705 `append-row-file-name-form`: `append_row_file_name` is not a plain file name.

use crate::model::ParallelStep;
use crate::rules::Context;
use crate::rules::shared::output_action;
use crate::surface::rewrite::Literal;
use crate::{message, rule};

rule! {
    /// `append_row_file_name` is not a plain file name.
    ///
    /// - **Fires when** with `append_row`: a literal that contains one of ``~"#%&*:<>?/\{|}`` or is no string.
    /// - **Silent on** `None`; `summary_only` (PJ706); dynamic values.
    /// - **Why** "must be a valid UNIX file name".
    /// - **Fix** a path: keep the last part, safe if the rest is then valid; otherwise none.
    ///
    /// Invalid:
    ///
    /// ```python v1 config
    /// append_row_file_name="results/scores.txt"
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 config
    /// append_row_file_name="scores.txt"
    /// ```
    PJ705 "append-row-file-name-form" Error, on: [SdkV1], sdk: Yes, costs: false, fix: Safe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    // With `summary_only` nothing is checked.
    if !output_action::is(step, output_action::APPEND_ROW) {
        return;
    }
    for violation in cx.violations(step) {
        let value = violation.value;
        let message = message!(
            "`append_row_file_name` is {source}, no plain file name; `ParallelRunConfig` raises an error when this line runs",
            source = cx.rewrite().source(value),
        );
        let last = value.known_text().and_then(last_part);
        let edits = last.and_then(|name| cx.rewrite().set_value(value, &Literal::text(name)));
        let help = message!("write the name of the file only; the folder is the step's output");
        let title = message!("Write `{name}`", name = last.unwrap_or_default());
        cx.report(value.span, message).help(help).fix_safe(title, edits);
    }
}

/// The last part of a path, if it is a name without any odd character.
fn last_part(path: &str) -> Option<&str> {
    let (_, last) = path.rsplit_once(['/', '\\'])?;
    let plain = last.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c));
    (plain && last.contains(char::is_alphanumeric)).then_some(last)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of, messages_of};

    #[test]
    fn draws_the_value() {
        check("python v1 config", "append_row_file_name='a/b.txt',\n                     ^^^^^^^^^ PJ705");
        check("python v1 config", "append_row_file_name=5,\n                     ^ PJ705");
    }

    #[test]
    fn silent() {
        check("python v1 config", "append_row_file_name=None");
        check("python v1 config", "append_row_file_name=name");
        check("python v1 config", "output_action='summary_only', append_row_file_name='a/b',\n                              ^^^^^^^^^^^^^^^^^^^^ PJ706");
    }

    #[test]
    fn fixes() {
        let fix = |name: &str| fix_of("PJ705", "python v1 config", &format!("append_row_file_name=\"{name}\""));
        assert_eq!(fix("out/a.txt"), "safe\n-    append_row_file_name=\"out/a.txt\",\n+    append_row_file_name=\"a.txt\",\n");
        assert_eq!(fix("out/"), "none");
        assert_eq!(fix("out/a*.txt"), "none");
        assert_eq!(fix("a*.txt"), "none");
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_of("python v1 config", "append_row_file_name='a:b'"), @"PJ705 `append_row_file_name` is 'a:b', no plain file name; `ParallelRunConfig` raises an error when this line runs | write the name of the file only; the folder is the step's output");
    }
}

//! PJ602 `entry-script-outside-code`: The entry script is an absolute path or leaves the code folder.

use super::code::as_path;
use crate::model::ParallelStep;
use crate::project::{is_absolute, leaves};
use crate::rules::Context;
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// The entry script is an absolute path or leaves the code folder.
    ///
    /// - **Fires when** `entry_script` starts with `/`, `~`, `\` or a drive letter, or climbs above the folder with `..`.
    /// - **Silent on** `..` that stays inside; a step without `code` (PJ044), whose script the image may hold; v1; dynamic values.
    /// - **Why** Documented as relative to `code`, and only `code` is uploaded. The SDK accepts any text.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// task:
    ///   entry_script: ../score.py
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// task:
    ///   entry_script: score.py
    /// ```
    PJ602 "entry-script-outside-code" Error, on: [Component, Inline, Node, SdkV2], sdk: No, costs: true, fix: None, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    if step.value(Field::Code).is_none() {
        return;
    }
    for given in step.given(Field::EntryScript) {
        let value = given.value();
        let Some(text) = value.known_text() else { continue };
        let message = if is_absolute(text) {
            message!("`{script}` is an absolute path; the entry script is documented as relative to `code`, and nothing else is uploaded", script = text)
        } else if leaves(&as_path(text)) {
            message!("`{script}` leads out of the folder of `code`, and nothing else is uploaded", script = text)
        } else {
            continue;
        };
        let help = message!("put the script below the folder of `code` and write its path from there");
        cx.report(value.used_at(), message).help(help);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, messages_of};

    #[test]
    fn marks_the_path() {
        check("yaml inline", "task:\n  entry_script: ../score.py\n                ^^^^^^^^^^^ PJ602");
        check("yaml component", "task:\n  entry_script: sub/../../score.py\n                ^^^^^^^^^^^^^^^^^^^ PJ602");
        check("yaml inline", "task:\n  entry_script: ~/score.py\n                ^^^^^^^^^^ PJ602");
        check("python v2 task", "entry_script=\"/src/score.py\",\n             ^^^^^^^^^^^^^^^ PJ602");
        check("python v2 task", "entry_script='C:\\\\score.py',\n             ^^^^^^^^^^^^^^ PJ602");
        check("python v2 task", "entry_script='..\\\\score.py',\n             ^^^^^^^^^^^^^^ PJ602");
    }

    #[test]
    fn silent() {
        check("yaml inline", "task:\n  entry_script: sub/../score.py");
        check("yaml inline minus=task.code", "task:\n^^^^ PJ044\n  entry_script: /app/score.py");
        check("python v2 task", "entry_script=os.path.join('..', 'score.py')");
        check("python v1 config", "entry_script='../src/score.py'");
    }

    #[test]
    fn says_what_is_documented() {
        insta::assert_snapshot!(messages_of("yaml inline", "task:\n  entry_script: ../score.py"), @"PJ602 `../score.py` leads out of the folder of `code`, and nothing else is uploaded | put the script below the folder of `code` and write its path from there");
        insta::assert_snapshot!(messages_of("yaml inline", "task:\n  entry_script: /score.py"), @"PJ602 `/score.py` is an absolute path; the entry script is documented as relative to `code`, and nothing else is uploaded | put the script below the folder of `code` and write its path from there");
    }
}

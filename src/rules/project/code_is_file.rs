//! PJ606 `code-is-file`: `code` is a file instead of a folder.

use super::standing::{Standing, only_text};
use crate::model::ParallelStep;
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// `code` is a file instead of a folder.
    ///
    /// - **Fires when** a local `code` exists and is a file.
    /// - **Silent on** v1, which refuses it (PJ605).
    /// - **Why** Accepted; only that file is uploaded, without its neighbors.
    /// - **Fix** if `entry_script` is this file's name: use its folder, unsafe.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// task:
    ///   code: ./src/score.py
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// task:
    ///   code: ./src
    /// ```
    PJ606 "code-is-file" Warning, on: [Component, Inline, Node, SdkV2], sdk: No, costs: true, fix: Unsafe, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    let Some((value, text)) = only_text(step, Field::Code) else { return };
    let Standing::File = Standing::of(text, **cx) else { return };
    let message = message!("`{code}` is a file: it alone is uploaded, without its neighbors", code = text);
    let (folder, name) = match text.rfind(['/', '\\']) {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (".", text),
    };
    let script = only_text(step, Field::EntryScript).map(|(_, script)| script.trim_start_matches("./"));
    let edits = cx.rewrite().set_value(value, &Literal::text(folder)).filter(|_| script == Some(name));
    let title = message!("Write `{folder}`", folder = folder);
    cx.report(value.used_at(), message).help(message!("write the folder, `{folder}`", folder = folder)).fix_unsafe(title, edits);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of, messages_of};

    #[test]
    fn marks_the_file() {
        check("yaml inline", "task:\n  code: ./src/score.py\n        ^^^^^^^^^^^^^^ PJ606");
        check("yaml component", "task:\n  code: use.yml\n        ^^^^^^^ PJ606");
        check("python v2 task", "code='src\\\\score.py',\n     ^^^^^^^^^^^^^^^ PJ606");
    }

    #[test]
    fn silent() {
        check("yaml inline", "task:\n  code: ./src/");
        check("yaml inline", "task:\n  code: .\n  entry_script: src/score.py");
        check("yaml inline", "task:\n  code: ${{parent.inputs.code}}\n        ^^^^^^^^^^^^^^^^^^^^^^^ PJ209");
        check("python v2 task", "code=Path('src/score.py')");
    }

    #[test]
    fn takes_the_folder() {
        let fix = |code: &str, script: &str| fix_of("PJ606", "yaml inline", &format!("task:\n  code: {code}\n  entry_script: {script}"));
        assert_eq!(fix("./src/score.py", "score.py"), "unsafe\n-      code: ./src/score.py\n+      code: ./src\n");
        assert_eq!(fix("job.py", "./job.py"), "unsafe\n-      code: job.py\n+      code: .\n");
        assert_eq!(fix("./src/score.py", "main.py"), "none");
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_of("yaml inline", "task:\n  code: ./src/score.py"), @"PJ606 `./src/score.py` is a file: it alone is uploaded, without its neighbors | write the folder, `./src`");
    }
}

//! PJ604 `entry-script-ignored`: An ignore file keeps the entry script from being uploaded.

use super::code::Code;
use crate::model::ParallelStep;
use crate::project::Project;
use crate::rules::Context;
use crate::text::{SourceFile, Span};
use crate::{message, rule};
use std::path::Path;
use std::sync::Arc;

rule! {
    /// An ignore file keeps the entry script from being uploaded.
    ///
    /// - **Fires when** the entry script exists below a local `code`, and the `.amlignore` at the root of that folder (or, if there is none, its `.gitignore`) excludes it or a folder that holds it.
    /// - **Silent on** ignore files deeper down or above (the SDK does not read them); later negating patterns that bring it back; ignore files with patterns that git and the SDK read differently.
    /// - **Why** Measured: the upload takes `.amlignore`, otherwise `.gitignore`, of the code folder only, and the last pattern decides that matches the script or a folder above it. The script is then missing on the nodes.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// mini_batch_size: "10"
    /// ```
    ///
    /// ```text path=src/.amlignore
    /// *.py
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// mini_batch_size: "10"
    /// ```
    ///
    /// ```text path=src/.amlignore
    /// *.csv
    /// ```
    PJ604 "entry-script-ignored" Error, on: [Component, Inline, Node, SdkV2], sdk: No, costs: true, fix: None, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    let Some(code) = Code::of(step, **cx) else { return };
    let project = cx.project();
    let verdicts: Vec<_> = code.found(project).map(|(script, folder)| left_out(&script, folder, project)).collect();
    // Where the script is in several folders, each of them may be the one.
    let Some(Some((file, pattern))) = verdicts.first().filter(|_| verdicts.iter().all(Option::is_some)) else { return };
    let name = file.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
    let message = message!("`{script}` is left out of the upload by `{file}`, so no node has it", script = code.name, file = name);
    let help = message!("bring it back at the end of `{file}`: `!{script}`", file = name, script = code.name.trim_start_matches("./"));
    let reason = message!("`{pattern}` leaves it out", pattern = pattern.slice(file.text()));
    let reason_in = Some(Arc::clone(file));
    cx.report(code.script.used_at(), message).help(help).related_in(reason_in, *pattern, reason);
}

/// The pattern that leaves a script out when its folder is uploaded.
fn left_out(script: &Path, folder: &Path, project: &Project) -> Option<(Arc<SourceFile>, Span)> {
    let ignore = project.upload_ignore(folder)?;
    let pattern = ignore.leaves_out(script)?;
    Some((ignore.file, pattern))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check_among, messages_among};

    const MARKED: &str = "task:\n  entry_script: ./score.py\n                ^^^^^^^^^^ PJ604";
    const BLANK: &str = "task:\n  entry_script: ./score.py";

    #[test]
    fn marks_the_script() {
        check_among(&[("src/.amlignore", "*.py\n")], "yaml inline", MARKED);
        check_among(&[("src/.gitignore", "# x\n/score.py\n")], "yaml component", MARKED);
        check_among(&[("src/.amlignore", "score.py")], "python v2 task", "entry_script='score.py',\n             ^^^^^^^^^^ PJ604");
        let deep = [("src/.amlignore", "sub/"), ("src/sub/a.py", "")];
        check_among(&deep, "yaml inline", "task:\n  entry_script: sub.a\n                ^^^^^ PJ604");
    }

    #[test]
    fn silent() {
        for (path, text) in [("src/.amlignore", "*.py\n!score.py\n"), (".amlignore", "*.py\n"), ("src/.amlignore", "score.{py,txt}\n"), ("src/sub/.amlignore", "*")] {
            check_among(&[(path, text)], "yaml inline", BLANK);
        }
        check_among(&[("src/.amlignore", ""), ("src/.gitignore", "*.py")], "yaml inline", BLANK);
        check_among(&[("src/.amlignore", "*.py")], "python v1 config", "entry_script='score.py'");
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_among(&[("src/.amlignore", "*.py")], "yaml inline", BLANK), @"PJ604 `./score.py` is left out of the upload by `.amlignore`, so no node has it | bring it back at the end of `.amlignore`: `!score.py`");
    }
}

//! PJ601 `entry-script-not-found`: The entry script is not in the code folder.

use super::code::{Code, as_path};
use super::entry_script_not_python::is_not_python;
use crate::diagnostic::Applicability;
use crate::model::ParallelStep;
use crate::project::{FileKind, Project};
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::tables::Surface;
use crate::text::nearest;
use crate::{message, rule};
use std::path::{Path, PathBuf};

rule! {
    /// The entry script is not in the code folder.
    ///
    /// - **Fires when** `code` is a local folder that exists, and `entry_script`, leading `./` removed, is no file below it; a value without `.py` is also looked up as a dotted module (`package.main` → `package/main.py`) and as `<value>.py`.
    /// - **Silent on** `code` that is missing, a file, an asset or a URL; scripts that PJ602, PJ603 or PJ604 report; expressions and dynamic values; folders that are empty or cannot be read; scripts that `.gitignore` names; Python files and notebooks that make files themselves.
    /// - **Why** v1 raises when the step is built. v2 never compares the two; the driver fails to import the script on every node.
    /// - **Fix** `entry_script` starts with the name of the code folder and the rest exists (`src/score.py` with `code: ./src`): drop that part, safe. A file of that name elsewhere below `code`: use its path, unsafe. A near name in the same folder: unsafe. Otherwise none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// task:
    ///   entry_script: src/score.py
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// task:
    ///   entry_script: score.py
    /// ```
    PJ601 "entry-script-not-found" Error, on: [Component, Inline, Node, SdkV2, SdkV1], sdk: No, costs: true, fix: Mixed, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    let Some(code) = Code::of(step, **cx) else { return };
    if code.name.is_empty() || is_not_python(code.name) || !code.lacks_script(**cx) {
        return;
    }
    let message = if step.surface == Surface::SdkV1 {
        message!("`{script}` is not in `{code}`; `ParallelRunStep` raises `ValueError` when it is built", script = code.name, code = code.code)
    } else {
        message!("`{script}` is not in `{code}`; the SDK does not compare the two, and no node can import the script", script = code.name, code = code.code)
    };
    let correction = correction(&code, cx.project());
    let help = match &correction {
        Some((path, _)) => message!("write `{correction}`", correction = path),
        None => message!("write the path of the script below `{code}`", code = code.code),
    };
    let finding = correction.and_then(|(path, applicability)| {
        let edits = cx.rewrite().set_value(code.script, &Literal::text(&path));
        Some((message!("Write `{correction}`", correction = path), applicability, edits?))
    });
    let reported = cx.report(code.script.used_at(), message).help(help);
    if let Some((title, applicability, edits)) = finding {
        reported.fix(applicability, title, Some(edits));
    }
}

/// The path that is probably meant, and how sure that is.
fn correction(code: &Code, project: &Project) -> Option<(String, Applicability)> {
    let [folder] = code.folders.as_slice() else { return None };
    let script = as_path(code.name);
    if let Some(rest) = without_folder(&script, folder, project) {
        return Some((written(rest)?, Applicability::Safe));
    }
    let found = elsewhere(&script, folder, project).or_else(|| near(&script, folder, project))?;
    Some((written(&found)?, Applicability::Unsafe))
}

/// The script's path without the name of the code folder in front.
fn without_folder<'s>(script: &'s Path, folder: &Path, project: &Project) -> Option<&'s Path> {
    let fronts = script.ancestors().skip(1).filter(|front| !front.as_os_str().is_empty() && folder.ends_with(front));
    let mut rests = fronts.filter_map(|front| script.strip_prefix(front).ok());
    rests.find(|rest| project.kind(&folder.join(rest)) == Some(FileKind::File))
}

/// The only file of that name elsewhere below the folder.
fn elsewhere(script: &Path, folder: &Path, project: &Project) -> Option<PathBuf> {
    let found = project.find(folder, script.file_name()?.to_str()?)?;
    let [file] = found.as_slice() else { return None };
    Some(file.strip_prefix(folder).ok()?.to_owned())
}

/// A file in the same folder whose name is near.
fn near(script: &Path, folder: &Path, project: &Project) -> Option<PathBuf> {
    let parent = script.parent()?;
    let names = project.list(&folder.join(parent));
    let scripts = names.iter().filter(|(name, kind)| *kind == FileKind::File && name.ends_with(".py"));
    let name = nearest(script.file_name()?.to_str()?, scripts.map(|(name, _)| name.as_str()))?;
    Some(parent.join(name))
}

/// A path as it is written on every system.
fn written(path: &Path) -> Option<String> {
    Some(path.to_str()?.replace('\\', "/"))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check_among, fix_among, messages_among};

    const SOURCES: [(&str, &str); 3] = [("src/sub/other.py", ""), ("src/package/main.py", ""), ("src/package/__init__.py", "")];

    fn check(frame: &str, block: &str) {
        check_among(&SOURCES, frame, block);
    }

    #[test]
    fn marks_the_script() {
        check("yaml inline", "task:\n  entry_script: src/score.py\n                ^^^^^^^^^^^^ PJ601");
        check("yaml component", "task:\n  entry_script: ./Score.py\n                ^^^^^^^^^^ PJ601");
        check("yaml inline", "task:\n  entry_script: sub\n                ^^^ PJ601");
        check("yaml inline", "task:\n  entry_script: package.man\n                ^^^^^^^^^^^ PJ601");
        check("yaml inline", "task:\n  entry_script: ''\n                ^^ PJ043");
        check("python v2 task", "entry_script='sub\\\\scor.py',\n             ^^^^^^^^^^^^^^ PJ601");
        check("python v1 config", "entry_script='main.py',\n             ^^^^^^^^^ PJ601");
        check("python v1 config", "entry_script='../x.py',\n             ^^^^^^^^^ PJ601");
    }

    #[test]
    fn finds_the_script() {
        for script in ["./score.py", "sub/other.py", "sub\\other.py", "sub/../score.py", "score", "package.main", "package/main", "package"] {
            check("yaml inline", &format!("task:\n  entry_script: {script}"));
        }
        check("python v1 config", "entry_script=' ../src/score.py '");
    }

    #[test]
    fn silent() {
        check("yaml inline", "task:\n  entry_script: nope.py\n  code: azureml:code:1");
        check("yaml inline", "task:\n  entry_script: nope.py\n  code: https://a.net/b");
        check("yaml inline", "task:\n  entry_script: nope.py\n  code: ./nowhere\n        ^^^^^^^^^ PJ605");
        check("yaml inline", "task:\n  entry_script: nope.ipynb\n                ^^^^^^^^^^ PJ603");
        check("yaml inline", "task:\n  entry_script: <your script>.py");
        check("yaml inline", "task:\n  entry_script: /src/nope.py\n                ^^^^^^^^^^^^ PJ602");
        check("python v2 task", "entry_script=f'{name}.py'");
        check("python v2 task", "entry_script='nope.py',\ncode=folder");
        check("python v1 config minus=source_directory", "entry_script='nope.py'");
    }

    #[test]
    fn silent_on_what_is_made_later() {
        let nope = "task:\n  entry_script: nope.py";
        check_among(&[(".gitignore", "nope.py\n")], "yaml inline", nope);
        check_among(&[("src/.gitignore", "*.tmp\n")], "yaml inline", &format!("{nope}\n                ^^^^^^^ PJ601"));
        check("python v2 after", "import os\nos.makedirs('./src')\nscore.task.entry_script = 'nope.py'");
        check("python v2 after", "score.task.code = other\nscore.task.entry_script = 'nope.py'");
    }

    #[test]
    fn looks_wherever_a_path_of_python_may_lead() {
        let job = "from azure.ai.ml.parallel import RunFunction, parallel_run_function\nstep = parallel_run_function(task=RunFunction(code='src', entry_script='here.py', environment='azureml:e:1'), input_data='${{inputs.a}}', mini_batch_size='1', mini_batch_error_threshold=1, **more)\n";
        check_among(&[("a/src/here.py", "")], "python file path=a/b/job.py", job);
        check_among(&[("a/b/src/here.py", "")], "python file path=a/b/job.py", job);
        let (before, after) = job.split_at(job.find("'here").unwrap());
        let drawn = format!("{before}{}", after.replacen("more)", &format!("more)\n{}^^^^^^^^^ PJ601", " ".repeat(before.len() - before.rfind('\n').unwrap() - 1)), 1));
        check_among(&[], "python file path=a/b/job.py", &drawn);
    }

    #[test]
    fn corrects_the_path() {
        let fix = |script: &str| {
            let fixed = fix_among(&SOURCES, "PJ601", "yaml inline", &format!("task:\n  entry_script: {script}"));
            fixed.replace("      entry_script: ", "")
        };
        assert_eq!(fix("src/score.py"), "safe\n-src/score.py\n+score.py\n");
        assert_eq!(fix("./src/sub/other.py"), "safe\n-./src/sub/other.py\n+sub/other.py\n");
        assert_eq!(fix("other.py"), "unsafe\n-other.py\n+sub/other.py\n");
        assert_eq!(fix("scoer.py"), "unsafe\n-scoer.py\n+score.py\n");
        assert_eq!(fix("sub/othr.py"), "unsafe\n-sub/othr.py\n+sub/other.py\n");
        assert_eq!(fix("nothing.py"), "none");
        let twice = [("src/a/same.py", ""), ("src/b/same.py", "")];
        assert_eq!(fix_among(&twice, "PJ601", "yaml inline", "task:\n  entry_script: same.py"), "none");
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_among(&SOURCES, "yaml inline", "task:\n  entry_script: src/score.py"), @"PJ601 `src/score.py` is not in `./src`; the SDK does not compare the two, and no node can import the script | write `score.py`");
        insta::assert_snapshot!(messages_among(&SOURCES, "python v1 config", "entry_script='nope.py'"), @"PJ601 `nope.py` is not in `./src`; `ParallelRunStep` raises `ValueError` when it is built | write the path of the script below `./src`");
    }
}

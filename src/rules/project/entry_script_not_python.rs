//! PJ603 `entry-script-not-python`: The entry script is not a Python file.

use crate::model::ParallelStep;
use crate::rules::Context;
use crate::tables::{Field, Surface};
use crate::{message, rule};
use std::path::Path;

rule! {
    /// The entry script is not a Python file.
    ///
    /// - **Fires when** `entry_script` ends in `.ipynb`, `.sh`, `.bash`, `.ps1`, `.R`, `.r`, `.jl`, `.txt`, `.yml`, `.yaml` or `.json`.
    /// - **Silent on** no extension, dotted modules, unknown extensions; R in SDK v1, whose driver has an agent for it: published solutions of Microsoft's run R there.
    /// - **Why** Documented as a Python script; the driver imports it. R code needs a Python script that calls it.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// task:
    ///   entry_script: score.ipynb
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// task:
    ///   entry_script: score.py
    /// ```
    PJ603 "entry-script-not-python" Error, on: [Component, Inline, Node, SdkV2, SdkV1], sdk: No, costs: true, fix: None, step: check
}

/// The extensions of notebooks, of scripts in other languages and of data.
const OTHERS: [&str; 10] = ["ipynb", "sh", "bash", "ps1", "r", "jl", "txt", "yml", "yaml", "json"];

fn check(step: &ParallelStep, cx: &mut Context) {
    for given in step.given(Field::EntryScript) {
        let value = given.value();
        let Some(text) = value.known_text().filter(|text| is_not_python(text)) else { continue };
        if step.surface == Surface::SdkV1 && extension(text).is_some_and(|extension| extension == "r") {
            continue;
        }
        let message = message!("`{script}` is no Python file; the entry script is documented as a Python script, which every node imports", script = text);
        cx.report(value.span, message).help(message!("name a `.py` file that defines `init` and `run`"));
    }
}

/// Whether a path leads to a file that is certainly not written in Python.
pub(super) fn is_not_python(path: &str) -> bool {
    extension(path).is_some_and(|extension| OTHERS.contains(&extension.as_str()))
}

fn extension(path: &str) -> Option<String> {
    Some(Path::new(path.trim()).extension()?.to_str()?.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, messages_of};

    #[test]
    fn marks_the_file() {
        check("yaml inline", "task:\n  entry_script: score.ipynb\n                ^^^^^^^^^^^ PJ603");
        check("yaml component", "task:\n  entry_script: 'run/score.R'\n                ^^^^^^^^^^^^^ PJ603");
        check("python v2 task", "entry_script=\"score.sh\",\n             ^^^^^^^^^^ PJ603");
        check("python v1 config", "entry_script=\"score.Yaml\",\n             ^^^^^^^^^^^^ PJ603");
    }

    #[test]
    fn silent() {
        for script in ["score", "score.yml.main", "score.PY", "score.pyc", "${{inputs.data}}.sh"] {
            check("python v2 task", &format!("entry_script=\"{script}\",\ncode=\"azureml:code:1\""));
        }
        check("python v2 task", "entry_script=f\"{name}.sh\"");
        check("python v1 config", "entry_script=\"score.R\",");
        check("python v1 config", "entry_script=\"score.r\",");
    }

    #[test]
    fn says_what_is_documented() {
        insta::assert_snapshot!(messages_of("yaml inline", "task:\n  entry_script: score.ipynb"), @"PJ603 `score.ipynb` is no Python file; the entry script is documented as a Python script, which every node imports | name a `.py` file that defines `init` and `run`");
    }
}

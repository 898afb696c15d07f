//! PJ501 `run-missing`: The entry script defines no function `run`.

use crate::rules::Context;
use crate::script::{Entry, Script, Stage};
use crate::syntax::python::{Function, Home};
use crate::text::{Edit, Span};
use crate::{message, rule};

rule! {
    /// The entry script defines no function `run`.
    ///
    /// - **Fires when** a file that a parallel step or the configuration names as its entry script binds no name `run` at module level: by `def`, `class`, assignment, import or `for`/`with` target, also inside `if` and `try`. A file that nothing names is judged if it has an `init` and a function `Run(mini_batch)`, which is `run` but for case.
    /// - **Silent on** files with `from … import *`, with `globals()[…] =` or `__getattr__`; scripts that could not be parsed; other files that nothing names.
    /// - **Why** The driver imports the file and calls `run`; what stands under `if __name__ == "__main__":` is never executed. One documentation page prints the names as `Init()` and `Run()`; they are lower-case.
    /// - **Fix** a function that is `run`, `init` or `shutdown` but for case: rename it and its uses in the file, unsafe. Otherwise none.
    ///
    /// Invalid:
    ///
    /// ```python script
    /// def init():
    ///     pass
    ///
    ///
    /// def Run(mini_batch):
    ///     return [str(path) for path in mini_batch]
    /// ```
    ///
    /// Valid:
    ///
    /// ```python script
    /// def init():
    ///     pass
    ///
    ///
    /// def run(mini_batch):
    ///     return [str(path) for path in mini_batch]
    /// ```
    PJ501 "run-missing" Error, on: [], sdk: No, costs: true, fix: Unsafe, script: check
}

fn check<'a>(script: &'a Script, cx: &mut Context<'a>) {
    if !matches!(script.entry(Stage::Run), Entry::Missing) {
        return;
    }
    let init = misspelled(script, Stage::Init).or(correct_init(script));
    match misspelled(script, Stage::Run) {
        Some(run) if init.is_some() || cx.is_named(script) => report_misspelled(script, run, cx),
        None if cx.is_named(script) => {
            let place = init.map_or_else(|| first_line(script), |init| init.name_span);
            cx.report(place, message!("the driver calls `run`, and this entry script defines none"))
                .help(message!("add `def run(mini_batch):`, which returns a list or a DataFrame with one item for each item done; what stands under `if __name__ == \"__main__\":` is never executed"));
        }
        Some(_) | None => {}
    }
}

fn report_misspelled<'a>(script: &'a Script, run: &'a Function, cx: &mut Context<'a>) {
    let edits = Stage::ALL.into_iter().flat_map(|stage| rename(script, stage)).collect();
    let message = message!("the driver calls `run`, and there is none: `{name}` is another function", name = run.name);
    cx.report(run.name_span, message)
        .help(message!("the names are lower-case: `init`, `run`, `shutdown`"))
        .fix_unsafe(message!("Rename `{name}` to `run`", name = run.name), Some(edits));
}

/// The first line with something on it.
fn first_line(script: &Script) -> Span {
    let text = script.module().text();
    let start = text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').len();
    let length = text[start..].lines().next().unwrap_or_default().trim_end().len();
    Span::new(start, start + length)
}

fn correct_init(script: &Script) -> Option<&Function> {
    script.function(Stage::Init).map(|(_, function)| function)
}

/// A function at the top of the file that would be the one of a stage but for the case of its name.
fn misspelled(script: &Script, stage: Stage) -> Option<&Function> {
    if !matches!(script.entry(stage), Entry::Missing) {
        return None;
    }
    let near = |function: &&Function| function.top_level && function.name.eq_ignore_ascii_case(stage.name());
    script.module().functions().iter().find(near)
}

fn rename(script: &Script, stage: Stage) -> Vec<Edit> {
    let Some(function) = misspelled(script, stage) else { return Vec::new() };
    let uses = script.uses(&function.name).filter(|found| found.home == Home::Module);
    uses.map(|found| Edit::replace(found.span, stage.name())).collect()
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn marks_the_function() {
        check("python script", "
            def Init():
                pass
            def Run(mini_batch):
                ^^^ PJ501
                return mini_batch
        ");
    }

    #[test]
    fn marks_a_file_that_a_step_names() {
        check("python script", "def Run(mini_batch):\n    ^^^ PJ501\n    return mini_batch\n");
        check("python script", "def init(): pass\n    ^^^^ PJ501\ndef main(): pass\n");
        check("python script", "import os\n^^^^^^^^^ PJ501\nif __name__ == '__main__':\n    print(1)\n");
        check("python script", "from azureml_user.parallel_run import EntryScript\n^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ501\n");
    }

    #[test]
    fn silent_where_not_certain() {
        check("python file path=other.py", "def Run(mini_batch):\n    return mini_batch\n");
        check("python file path=other.py", "def init(): pass\ndef main(data): return data\n");
        check("python file path=other.py", "from azureml_user.parallel_run import EntryScript\n");
        check("python script", "from other import *\ndef init(): pass\ndef Run(mini_batch):\n    return mini_batch\n");
        check("python script", "def init(): pass\ndef Run(mini_batch):\n    return mini_batch\nrun = Run\n");
    }

    #[test]
    fn renames_all_uses() {
        let fixed = fix_of("PJ501", "python script", "
            def Init(): pass
            def Run(mini_batch):
                return mini_batch
            Run([])
        ");
        assert_eq!(
            fixed,
            "unsafe\n-def Init(): pass\n-def Run(mini_batch):\n+def init(): pass\n+def run(mini_batch):\n-Run([])\n+run([])\n"
        );
    }
}

//! PJ512 `mini-batch-as-path`: The mini-batch itself is used as a path.

use crate::rules::Context;
use crate::script::{Script, Stage, takes_path};
use crate::syntax::python::{Data, ParameterKind};
use crate::{message, rule};

rule! {
    /// The mini-batch itself is used as a path.
    ///
    /// - **Fires when** the first parameter of `run`, not bound again before, is passed as such to `open`, `Path`, `os.path.*`, `pandas.read_*`, `Image.open`, `cv2.imread`, `numpy.load`, `joblib.load` or `json.load`.
    /// - **Silent on** items of it (`mini_batch[0]`, a loop variable); `os.path.join(*mini_batch)`; the same name in other functions.
    /// - **Why** Documented: `run` gets a list of paths for file input and a DataFrame for tables, never a single path.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```python script
    /// def init():
    ///     pass
    ///
    ///
    /// def run(mini_batch):
    ///     with open(mini_batch) as file:
    ///         return [file.read()]
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
    ///     texts = []
    ///     for path in mini_batch:
    ///         with open(path) as file:
    ///             texts.append(file.read())
    ///     return texts
    /// ```
    PJ512 "mini-batch-as-path" Error, on: [], sdk: No, costs: true, fix: None, script: check
}

fn check<'a>(script: &'a Script, cx: &mut Context<'a>) {
    let Some((run, function)) = script.function(Stage::Run) else { return };
    let plain = function.parameters.first().is_some_and(|parameter| parameter.kind != ParameterKind::VarPositional);
    for doing in script.calls_in(run).filter(|_| plain) {
        let Some(takes) = doing.called().and_then(paths_of).filter(|_| !doing.is_conditional()) else { continue };
        let Some(call) = script.module().call(doing.site.id) else { continue };
        let is_batch = |data: &Data| matches!(data, Data::Parameter { function, index: 0 } if *function == run);
        let number = if takes == Paths::All { call.positional.len() } else { 1 };
        let Some(argument) = call.positional.iter().take(number).find(|value| is_batch(&value.data)) else { continue };
        let name = argument.used_at().slice(cx.text());
        let callee = call.callee_span.slice(cx.text());
        let message = message!("`{name}` is a list of paths or a DataFrame, never one path: `{callee}` fails on it", name = name, callee = callee);
        let help = message!("go through its items: `for path in {name}:`", name = name);
        cx.report(argument.used_at(), message).help(help);
    }
}

/// Which arguments of a function are paths.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Paths {
    First,
    All,
}

fn paths_of(callee: &str) -> Option<Paths> {
    if callee == "os.path.join" {
        return Some(Paths::All);
    }
    takes_path(callee).then_some(Paths::First)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    fn check_body(body: &str) {
        let imports = "import os\n\nimport cv2\nimport pandas as pd\n";
        check("python script", &format!("{imports}\n\ndef init():\n    pass\n\n\ndef run(mini_batch):\n{body}\n    return [1]\n"));
    }

    #[test]
    fn marks_the_argument() {
        check_body("    pd.read_csv(mini_batch)\n                ^^^^^^^^^^ PJ512");
        check_body("    with open(mini_batch) as file:\n              ^^^^^^^^^^ PJ512\n        file.read()");
        check_body("    os.path.basename(mini_batch)\n                     ^^^^^^^^^^ PJ512");
        check_body("    os.path.join('a', mini_batch)\n                      ^^^^^^^^^^ PJ512");
        check_body("    for path in mini_batch:\n        cv2.imread(mini_batch)\n                   ^^^^^^^^^^ PJ512");
        check_body("    files = mini_batch\n    open(files)\n         ^^^^^ PJ512");
    }

    #[test]
    fn silent_on_its_items() {
        check_body("    open(mini_batch[0])");
        check_body("    os.path.join(*mini_batch)");
        check_body("    [open(path) for path in mini_batch]");
        check_body("    [open(mini_batch) for mini_batch in mini_batch]");
        check_body("    for mini_batch in mini_batch:\n        open(mini_batch)");
        check_body("    mini_batch = mini_batch[0]\n    open(mini_batch)");
        check_body("    if isinstance(mini_batch, str):\n        open(mini_batch)");
        check_body("    work(mini_batch)");
    }
}

//! PJ507 `init-missing`: The entry script defines no function `init`.

use crate::rules::Context;
use crate::script::{Entry, Script, Stage};
use crate::{message, rule};

rule! {
    /// The entry script defines no function `init`.
    ///
    /// - **Fires when** an entry script defines `run` but binds no name `init` at module level. A file is one if a parallel step or the configuration names it, if its top-level `run` takes a `mini_batch`, `mini_batches` or `minibatch`, or a `mini_batch_context` second, or if it imports `azureml_user.parallel_run`.
    /// - **Silent on** what PJ501 is silent on; a `run` that is not a `def`.
    /// - **Why** The guide calls `init` required, the troubleshooting page optional (both documented). An empty one costs nothing.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```python script
    /// def run(mini_batch):
    ///     return mini_batch
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
    ///     return mini_batch
    /// ```
    PJ507 "init-missing" Warning, on: [], sdk: No, costs: false, fix: None, script: check
}

fn check<'a>(script: &'a Script, cx: &mut Context<'a>) {
    let (Entry::Function(_, run), Entry::Missing) = (script.entry(Stage::Run), script.entry(Stage::Init)) else {
        return;
    };
    let message = message!("there is no function `init`, which the guide calls required (documented)");
    cx.report(run.name_span, message).help(message!("add `def init():` with what is to be done once per process, or `pass`"));
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn marks_run() {
        check("python script", "def run(mini_batch):\n    ^^^ PJ507\n    return mini_batch\n");
    }

    #[test]
    fn silent_where_not_certain() {
        let run = "def run(mini_batch):\n    return mini_batch\n";
        check("python script", &format!("from other import *\n{run}"));
        check("python script", &format!("from other import init\n{run}"));
        check("python script", &format!("init = print\n{run}"));
        check("python script", &format!("if x:\n    def init(): pass\n{run}"));
        check("python script", &format!("globals()['init'] = print\n{run}"));
        check("python file path=other.py", "from azureml_user.parallel_run import EntryScript\n");
    }
}

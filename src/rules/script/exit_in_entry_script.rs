//! PJ513 `exit-in-entry-script`: The script ends the process in `run` or `init`.

use crate::rules::Context;
use crate::script::{Script, Stage};
use crate::syntax::python::{Function, FunctionId, UseForm};
use crate::text::Span;
use crate::{message, rule};

rule! {
    /// The script ends the process in `run` or `init`.
    ///
    /// - **Fires when** `sys.exit(…)`, `os._exit(…)`, `exit(…)`, `quit(…)` or `raise SystemExit` in `run` or `init`, nested functions excluded.
    /// - **Silent on** calls under `if __name__ == "__main__":`; other functions.
    /// - **Why** The worker dies with it, the mini-batch is lost and retried in a new process. An exception fails one mini-batch only and leaves a trace.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```python script
    /// import sys
    ///
    ///
    /// def init():
    ///     pass
    ///
    ///
    /// def run(mini_batch):
    ///     if not mini_batch:
    ///         sys.exit(1)
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
    ///     if not mini_batch:
    ///         raise ValueError("empty mini-batch")
    ///     return mini_batch
    /// ```
    PJ513 "exit-in-entry-script" Warning, on: [], sdk: No, costs: true, fix: None, script: check
}

fn check<'a>(script: &'a Script, cx: &mut Context<'a>) {
    for (id, function) in [Stage::Init, Stage::Run].into_iter().filter_map(|stage| script.function(stage)) {
        for span in exits(script, id, function) {
            let message = message!("this ends the worker process in `{function}`: its mini-batch is lost, and tried again in a new process", function = function.name);
            let help = message!("raise an exception that says what is wrong, `ValueError(…)` for instance");
            cx.report(span, message).help(help);
        }
    }
}

/// Where a function itself ends the process.
fn exits(script: &Script, id: FunctionId, function: &Function) -> Vec<Span> {
    const HANDLERS: [&str; 2] = ["SystemExit", "BaseException"];
    let calls = script.calls_in(id).filter(|doing| match doing.called() {
        Some("os._exit") => true,
        Some("sys.exit" | "exit" | "quit") => !doing.is_handled(script, &HANDLERS),
        _ => false,
    });
    let raised = script.module().names_in(function.body).filter(|found| {
        let is_exit = found.form == UseForm::Raised && found.name == "SystemExit" && found.function == Some(id);
        is_exit && !script.is_handled(found.node, &HANDLERS) && !script.is_main_only(found.node)
    });
    let mut found: Vec<_> = calls.map(|doing| doing.site.span).chain(raised.map(|found| found.span)).collect();
    found.sort_by_key(|span| span.start);
    found
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    fn check_body(body: &str) {
        check("python script", &format!("import os\nimport sys\n\n\ndef init():\n    pass\n\n\ndef run(mini_batch):\n    if not mini_batch:\n{body}\n    return mini_batch\n"));
    }

    #[test]
    fn marks_what_ends_the_process() {
        check_body("        sys.exit(1)\n        ^^^^^^^^^^^ PJ513");
        check_body("        os._exit(1)\n        ^^^^^^^^^^^ PJ513");
        check_body("        exit()\n        ^^^^^^ PJ513");
        check_body("        raise SystemExit\n              ^^^^^^^^^^ PJ513");
        check_body("        raise SystemExit(1)\n              ^^^^^^^^^^ PJ513");
    }

    #[test]
    fn silent_elsewhere() {
        check_body("        raise ValueError(1)");
        check_body("        def stop():\n            sys.exit(1)");
        check_body("        try:\n            sys.exit(1)\n        except SystemExit:\n            pass");
        check("python script", "import sys\n\n\ndef init(): pass\ndef run(mini_batch):\n    return mini_batch\ndef main():\n    sys.exit(1)\n");
    }
}

//! PJ506 `strict-argument-parsing`: The entry script parses its arguments strictly.

use crate::rules::Context;
use crate::script::Script;
use crate::syntax::python::Callee;
use crate::text::Edit;
use crate::{message, rule};

rule! {
    /// The entry script parses its arguments strictly.
    ///
    /// - **Fires when** `<x>.parse_args(…)` is called without a list of arguments, where `<x>` is bound to `argparse.ArgumentParser(…)` in the file, at module level, in `init` or `run`, or in a function of the file that one of them calls.
    /// - **Silent on** calls under `if __name__ == "__main__":`; `parse_args([...])` or `parse_args(args=…)`; files that are no entry scripts.
    /// - **Why** Documented, marked IMPORTANT: the command line also carries the driver's flags; `parse_args` stops with "unrecognized arguments" in every worker, until `init` has failed often enough to end the job.
    /// - **Fix** `parse_args()` → `parse_known_args()[0]` (safe).
    ///
    /// Invalid:
    ///
    /// ```python script
    /// import argparse
    ///
    ///
    /// def init():
    ///     global args
    ///     parser = argparse.ArgumentParser()
    ///     parser.add_argument("--limit", type=int)
    ///     args = parser.parse_args()
    ///
    ///
    /// def run(mini_batch):
    ///     return mini_batch[: args.limit]
    /// ```
    ///
    /// Valid:
    ///
    /// ```python script
    /// import argparse
    ///
    ///
    /// def init():
    ///     global args
    ///     parser = argparse.ArgumentParser()
    ///     parser.add_argument("--limit", type=int)
    ///     args, _ = parser.parse_known_args()
    ///
    ///
    /// def run(mini_batch):
    ///     return mini_batch[: args.limit]
    /// ```
    PJ506 "strict-argument-parsing" Error, on: [], sdk: No, costs: true, fix: Safe, script: check
}

fn check<'a>(script: &'a Script, cx: &mut Context<'a>) {
    // Who changes the command line may have taken out what is not theirs.
    if script.module().text().contains("sys.argv") {
        return;
    }
    for doing in script.argument_parsing().strict.iter().filter(|doing| !doing.is_handled(script, &["SystemExit", "BaseException"])) {
        let Callee::Method { path, .. } = &doing.site.callee else { continue };
        let Some(method) = path.last() else { continue };
        let edits = vec![Edit::replace(method.span, "parse_known_args"), Edit::insert(doing.site.span.end, "[0]")];
        let message = message!("`parse_args` stops at the flags that the driver adds to the command line (documented): every worker dies at its start");
        cx.report(method.span, message)
            .help(message!("`parse_known_args` leaves what it does not know alone"))
            .fix_safe(message!("Use `parse_known_args()[0]`"), Some(edits));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    fn script(init: &str, rest: &str) -> String {
        format!("import argparse\n\n\ndef init():\n    parser = argparse.ArgumentParser()\n    {init}\n\n\ndef run(mini_batch):\n    return mini_batch\n{rest}\n")
    }

    #[test]
    fn marks_the_method() {
        check("python script", &script("parser.parse_args()\n           ^^^^^^^^^^ PJ506", ""));
        let helper = "\n\ndef read():\n    parser = argparse.ArgumentParser()\n    return parser.parse_args()\n                  ^^^^^^^^^^ PJ506";
        check("python script", &script("read()", helper));
        check("python script", &script("pass", "\n\nparser = argparse.ArgumentParser()\nargs = parser.parse_args()\n              ^^^^^^^^^^ PJ506"));
    }

    #[test]
    fn silent_on_other_calls() {
        check("python script", &script("parser.parse_args([])", ""));
        check("python script", &script("parser.parse_args(args=rest)", ""));
        check("python script", &script("parser.parse_known_args()", ""));
        check("python script", &script("other.parse_args()", ""));
        let main = "\n\nif __name__ == \"__main__\":\n    args = argparse.ArgumentParser().parse_args()";
        check("python script", &script("pass", main));
        check("python file", "import argparse\nargs = argparse.ArgumentParser().parse_args()\n");
    }

    #[test]
    fn parses_what_is_known() {
        let fixed = fix_of("PJ506", "python script", &script("args = parser.parse_args(namespace=a)", ""));
        assert_eq!(fixed, "safe\n-    args = parser.parse_args(namespace=a)\n+    args = parser.parse_known_args(namespace=a)[0]\n");
    }
}

//! PJ515 `reserved-option`: The script declares an option that the driver uses for itself.

use crate::rules::Context;
use crate::script::Script;
use crate::{message, rule, tables};

rule! {
    /// The script declares an option that the driver uses for itself.
    ///
    /// - **Fires when** `add_argument("--<name>", …)` with a reserved name of the table in PJ3xx.
    /// - **Silent on** `--error_threshold`, `--allowed_failed_percent` and `--process_count_per_node`, which steps pass on purpose; options under `if __name__ == "__main__":`.
    /// - **Why** The script sees the driver's command line, so it gets the driver's value instead of its own, or the two clash ("argument --output: expected one argument", issue thread). Off, because scripts also do this on purpose: official samples read `--partition_keys` that way.
    /// - **Fix** none.
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
    ///     parser.add_argument("--output")
    ///     args, _ = parser.parse_known_args()
    ///
    ///
    /// def run(mini_batch):
    ///     return [args.output for _ in mini_batch]
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
    ///     parser.add_argument("--scores_path")
    ///     args, _ = parser.parse_known_args()
    ///
    ///
    /// def run(mini_batch):
    ///     return [args.scores_path for _ in mini_batch]
    /// ```
    PJ515 "reserved-option" Info, on: [], sdk: No, costs: true, fix: None, default: false, script: check
}

fn check<'a>(script: &'a Script, cx: &mut Context<'a>) {
    for (flag, span) in script.argument_parsing().options.iter().flat_map(|option| &option.names) {
        let reserved = flag.strip_prefix("--").and_then(tables::reserved_argument);
        // The others are passed by steps on purpose.
        if reserved.is_some_and(|reserved| reserved.in_v2) {
            let message = message!("the driver puts `{flag}` on the command line for itself: the script reads the driver's value, or the two clash", flag = flag);
            cx.report(*span, message).help(message!("give the option another name"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::RuleSet;
    use crate::rules::testing::check_with;

    fn check_option(option: &str) {
        let init = format!("def init():\n    parser = argparse.ArgumentParser()\n    parser.add_argument({option}\n    parser.parse_known_args()\n");
        let script = format!("import argparse\n\n\n{init}\n\ndef run(mini_batch):\n    return mini_batch\n");
        check_with("python script", &script, &RuleSet::of(|rule| rule.default || *rule == super::RULE));
    }

    #[test]
    fn marks_the_flag() {
        check_option("\"--output\")\n                        ^^^^^^^^^^ PJ515");
        check_option("\"--partition_keys\", type=str)\n                        ^^^^^^^^^^^^^^^^^^ PJ515");
    }

    #[test]
    fn silent_on_others() {
        check_option("\"--outputs\")");
        check_option("\"--error_threshold\")");
        check_option("\"output\")");
        check_option("name)");
    }
}

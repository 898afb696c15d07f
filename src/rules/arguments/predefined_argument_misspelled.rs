//! PJ302 `predefined-argument-misspelled`: A flag is nearly, but not quite, one of the driver's flags.

use crate::model::{ParallelStep, flags};
use crate::project::EntryScript;
use crate::rules::Context;
use crate::rules::shared::driver;
use crate::{message, rule};

rule! {
    /// A flag is nearly, but not quite, one of the driver's flags.
    ///
    /// - **Fires when** a flag (the part before `=`), is none of the driver's, but near one of them (`-` read as `_`, case dropped), or a proper prefix of exactly one, of at least 12 letters.
    /// - **Silent on** flags that the entry script's parser declares, if the script can be read; flags shorter than 8 letters; reserved names (PJ304, PJ720).
    /// - **Why** Nobody tells: the script, parsing leniently, ignores it, and the driver keeps its default. `--resource_monitor_interva` has stood in official samples and most of their copies since 2022; a pull request says it made a run exit with 1.
    /// - **Fix** put the right flag (safe).
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// task:
    ///   program_arguments: --resource_monitor_interva 20
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// task:
    ///   program_arguments: --resource_monitor_interval 20
    /// ```
    PJ302 "predefined-argument-misspelled" Error, on: [Component, Inline, Node, SdkV2, SdkV1], sdk: No, costs: true, fix: Safe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let words = step.arguments();
    for flag in flags(&words) {
        let Some(meant) = driver::meant(flag.text) else { continue };
        let script = cx.entry_script(step).and_then(EntryScript::script);
        if script.is_some_and(|script| script.argument_parsing().may_declare(flag.text)) {
            continue;
        }
        let taken = flags(&words).any(|other| other.text == meant);
        let edits = || cx.rewrite().set_text_range(flag.word.value, flag.range()?, meant);
        let edits = if taken { None } else { edits() };
        let message = message!("`{flag}` is none of the driver's flags; the driver keeps its default, and nobody says so", flag = flag.text);
        let help = message!("write `{meant}`", meant = meant);
        let title = message!("Change it to `{meant}`", meant = meant);
        cx.report(flag.span(), message).help(help).fix_safe(title, edits);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of, messages_of};

    #[test]
    fn draws_the_flag() {
        check("yaml inline", "task:\n  program_arguments: --resource_monitor_interva 20\n                     ^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ302");
        check("yaml component", "task:\n  program_arguments: --limit 5 --metric_name_prefix=a\n                               ^^^^^^^^^^^^^^^^^^^^ PJ302");
        check("yaml component", "task:\n  program_arguments: --first_task_creation 9\n                     ^^^^^^^^^^^^^^^^^^^^^ PJ302");
        check("yaml component", "task:\n  program_arguments: -copy_logs_to_parent True\n                     ^^^^^^^^^^^^^^^^^^^^ PJ302");
        check("python v2 task", "program_arguments=f\"--limit {n} --copy-logs-to-parent True\"\n                                ^^^^^^^^^^^^^^^^^^^^^ PJ302");
        check("python v1 step", "arguments=[\"--limit\", 5, \"--resource_monitor_interva\", 5]\n                          ^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ302");
    }

    #[test]
    fn silent() {
        for arguments in ["--resource_monitor_interval 20", "--amlbi_x 5", "--error_threshold 5", "--prefix a", "--limit 5 --tags resource_monitor_interva", "--resource_type a", "--output_directory x"] {
            check("yaml inline", &format!("task:\n  program_arguments: {arguments}"));
        }
        check("python v2 task", "program_arguments=\"--resource_monitor_interva\" + rest");
        check("python v2 task", "program_arguments=rest");
    }

    #[test]
    fn writes_the_right_one() {
        assert_eq!(
            fix_of("PJ302", "yaml inline", "task:\n  program_arguments: --a b --resource_monitor_interva=20"),
            "safe\n-      program_arguments: --a b --resource_monitor_interva=20\n+      program_arguments: --a b --resource_monitor_interval=20\n",
        );
        assert_eq!(
            fix_of("PJ302", "python v1 step", "arguments=[\"--resource_monitor_interva\", 5]"),
            "safe\n-    arguments=[\"--resource_monitor_interva\", 5],\n+    arguments=[\"--resource_monitor_interval\", 5],\n",
        );
        assert_eq!(fix_of("PJ302", "yaml inline", "task:\n  program_arguments: --resource_monitor_interval 5 --resource_monitor_interva 20"), "none");
        insta::assert_snapshot!(messages_of("yaml inline", "task:\n  program_arguments: --metric_name_prefix a"));
    }
}

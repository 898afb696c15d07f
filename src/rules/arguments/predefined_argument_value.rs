//! PJ303 `predefined-argument-value`: The value of one of the driver's flags is missing, of the wrong kind or out of range.

use super::is_refused;
use crate::message::Message;
use crate::model::{Flag, FlagValue, ParallelStep, flags};
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::tables::{self, Argument, Kind, Surface};
use crate::text::Edit;
use crate::{message, rule};

rule! {
    /// The value of one of the driver's flags is missing, of the wrong kind or out of range.
    ///
    /// - **Fires when** one of the driver's flags has no value (end of arguments, or another flag follows), a value that is not of its kind, or one outside its range; `True`/`False` compare without case.
    /// - **Silent on** expressions; dynamic values; flags whose range is not documented (kind only); `-1` after `--error_threshold`, which is a value, not a flag.
    /// - **Why** Documented ranges; nothing checks them before the driver does. The pages disagree on the default of `--task_overhead_timeout`, 30 or 600 seconds; the SDK sends none.
    /// - **Fix** `true`, `1`, `yes` → `True` and the reverse for Boolean flags, a Boolean flag without value → `True`: safe. Otherwise none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// task:
    ///   program_arguments: --allowed_failed_percent 500
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// task:
    ///   program_arguments: --allowed_failed_percent 50
    /// ```
    PJ303 "predefined-argument-value" Error, on: [Component, Inline, Node, SdkV2, SdkV1], sdk: No, costs: true, fix: Safe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let words = step.arguments();
    for flag in flags(&words) {
        let Some(argument) = tables::argument(flag.text).filter(|_| !is_refused(step, flag.name())) else { continue };
        if matches!(flag.given, FlagValue::Nothing) {
            let message = message!("`{flag}` has no value; nothing says so before the driver reads it", flag = flag.text);
            let title = message!("Write `{flag} True`", flag = flag.text);
            let edits = switched_on(step, &flag, argument, cx);
            cx.report(flag.span(), message).help(advice(argument)).fix_safe(title, edits);
            continue;
        }
        let Some((text, span)) = flag.value() else { continue };
        let Some(message) = fault(argument, text) else { continue };
        let edits = truth(argument, text).and_then(|word| set(&flag, word, cx));
        let title = message!("Write `{word}`", word = truth(argument, text).unwrap_or_default());
        cx.report(span, message).help(advice(argument)).fix_safe(title, edits);
    }
}

/// What is wrong with a value.
fn fault(argument: &Argument, text: &str) -> Option<Message> {
    let number = match argument.kind {
        Kind::Boolean if ["true", "false"].contains(&text.to_lowercase().as_str()) => return None,
        Kind::Boolean => return Some(message!("`{flag}` takes `True` or `False`, not `{text}`; nothing checks it before the driver does", flag = argument.flag, text = text)),
        Kind::Integer => text.replace('_', "").parse::<i64>().ok().map(|number| number as f64),
        Kind::Number => text.parse::<f64>().ok().filter(|number| number.is_finite()),
        _ => return None,
    };
    let Some(number) = number else {
        let whole = argument.kind == Kind::Integer;
        return Some(match whole {
            true => message!("`{flag}` takes a whole number, not `{text}`; nothing checks it before the driver does", flag = argument.flag, text = text),
            false => message!("`{flag}` takes a number, not `{text}`; nothing checks it before the driver does", flag = argument.flag, text = text),
        });
    };
    let below = argument.minimum.filter(|least| number < *least as f64);
    let above = argument.maximum.filter(|most| number > *most as f64);
    match (below, above) {
        _ if !argument.documented => None,
        (Some(least), _) => Some(message!("{text} is below the documented minimum of `{flag}`, {least}; nothing checks it before the driver does", text = text, flag = argument.flag, least = least)),
        (_, Some(most)) => Some(message!("{text} is above the documented maximum of `{flag}`, {most}; nothing checks it before the driver does", text = text, flag = argument.flag, most = most)),
        _ => None,
    }
}

/// What the flag takes.
fn advice(argument: &Argument) -> Message {
    match (argument.kind, argument.minimum.filter(|_| argument.documented), argument.maximum) {
        (Kind::Boolean, ..) => message!("write `True` or `False` after it"),
        (Kind::Integer | Kind::Number, Some(least), Some(most)) => {
            message!("write a number from {least} to {most} after it", least = least, most = most)
        }
        (Kind::Integer | Kind::Number, Some(least), None) => message!("write a number from {least} up after it", least = least),
        (Kind::Integer | Kind::Number, ..) => message!("write a number after it"),
        _ => message!("write a text after it"),
    }
}

/// The Boolean that a word is meant as.
fn truth(argument: &Argument, text: &str) -> Option<&'static str> {
    let word = text.to_lowercase();
    let meant = |words: &[&str]| argument.kind == Kind::Boolean && words.contains(&word.as_str());
    match () {
        () if meant(&["1", "yes", "y", "on", "t"]) => Some("True"),
        () if meant(&["0", "no", "n", "off", "f"]) => Some("False"),
        () => None,
    }
}

fn set(flag: &Flag, word: &str, cx: &Context) -> Option<Vec<Edit>> {
    let rewrite = cx.rewrite();
    match flag.given {
        FlagValue::Next(next) if next.value.text_with_holes().is_none() => rewrite.set_value(next.value, &Literal::text(word)),
        FlagValue::Next(next) => rewrite.set_text_range(next.value, next.word.range.clone(), word),
        _ => rewrite.set_text_range(flag.word.value, flag.range()?.end + 1..flag.word.word.range.end, word),
    }
}

/// Puts `True` behind a Boolean flag without a value. Not in v1's list, where that would be an item of its own.
fn switched_on(step: &ParallelStep, flag: &Flag, argument: &Argument, cx: &Context) -> Option<Vec<Edit>> {
    if argument.kind != Kind::Boolean || step.surface == Surface::SdkV1 {
        return None;
    }
    let range = flag.range()?;
    cx.rewrite().set_text_range(flag.word.value, range, &format!("{} True", flag.text))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of, messages_of};

    fn inline(arguments: &str) -> String {
        format!("task:\n  program_arguments: {arguments}")
    }

    #[test]
    fn draws_value_or_flag() {
        check("yaml inline", &inline("--allowed_failed_percent 500\n                                              ^^^ PJ303"));
        check("yaml component", &inline("--copy_logs_to_parent=maybe\n                                           ^^^^^ PJ303"));
        check("yaml component", &inline("--copy_logs_to_parent --limit 5\n                     ^^^^^^^^^^^^^^^^^^^^^ PJ303"));
        check("yaml component", &inline("--limit 5 --metrics_name_prefix\n                               ^^^^^^^^^^^^^^^^^^^^^ PJ303"));
        check("yaml component", &inline("--error_threshold -2\n                                       ^^ PJ303"));
        check("yaml component", &inline("--task_overhead_timeout 1.5\n                                             ^^^ PJ303"));
        check("yaml component", &inline("--progress_update_timeout 0\n                                               ^ PJ303"));
        check("python v2 task", "program_arguments=f\"--limit {n} --push_metrics_to_parent 1\"\n                                                         ^ PJ303");
        check("python v1 step", "arguments=[\"--copy_logs_to_parent\", 1, \"--limit\", 5]\n                                    ^ PJ303");
        check("python v1 step", "arguments=[\"--limit\", \"--resource_monitor_interval=a\"]\n                                                   ^ PJ303");
    }

    #[test]
    fn silent() {
        for arguments in [
            "--error_threshold -1",
            "--allowed_failed_percent 0.5",
            "--copy_logs_to_parent true",
            "--copy_logs_to_parent ${{inputs.data}}",
            "--metrics_name_prefix 5",
            "--rank_mini_batch_count -5",
            "--amlbi_x",
            "--resource_monitor_interval 0",
        ] {
            check("yaml inline", &inline(arguments));
        }
        check("python v2 task", "program_arguments=f\"--error_threshold {n}\"");
        check("python v2 task", "program_arguments=\"--error_threshold \" + n");
        check("python v1 step", "arguments=[\"--copy_logs_to_parent\", True]");
        check("python v1 step", "arguments=[\"--copy_logs_to_parent\", flag]");
    }

    #[test]
    fn writes_the_boolean() {
        let fixed = |arguments| fix_of("PJ303", "yaml inline", &inline(arguments));
        assert_eq!(fixed("--copy_logs_to_parent=yes"), "safe\n-      program_arguments: --copy_logs_to_parent=yes\n+      program_arguments: --copy_logs_to_parent=True\n");
        assert_eq!(fixed("--copy_logs_to_parent 0 --a"), "safe\n-      program_arguments: --copy_logs_to_parent 0 --a\n+      program_arguments: --copy_logs_to_parent False --a\n");
        assert_eq!(fixed("--copy_logs_to_parent"), "safe\n-      program_arguments: --copy_logs_to_parent\n+      program_arguments: --copy_logs_to_parent True\n");
        assert_eq!(fixed("--error_threshold"), "none");
        assert_eq!(fixed("--allowed_failed_percent 500"), "none");
        let v1 = |list| fix_of("PJ303", "python v1 step", &format!("arguments={list}"));
        assert_eq!(v1("[\"--copy_logs_to_parent\", 1]"), "safe\n-    arguments=[\"--copy_logs_to_parent\", 1],\n+    arguments=[\"--copy_logs_to_parent\", \"True\"],\n");
        assert_eq!(v1("[\"--copy_logs_to_parent\"]"), "none");
    }

    #[test]
    fn says_what_is_wrong() {
        let all = "--allowed_failed_percent 500 --error_threshold x --resource_monitor_interval -5 --copy_logs_to_parent 2 --metrics_name_prefix";
        insta::assert_snapshot!(messages_of("yaml inline", &inline(all)));
    }
}

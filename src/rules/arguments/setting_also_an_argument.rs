//! PJ305 `setting-also-an-argument`: A setting is given as a field and again as a program argument.

use super::delete;
use super::reserved_argument::with_value;
use crate::model::{Flag, ParallelStep, Value, flags};
use crate::rules::Context;
use crate::tables::{self, Field};
use crate::{message, rule};

rule! {
    /// A setting is given as a field and again as a program argument.
    ///
    /// - **Fires when** `error_threshold` is set and `program_arguments` has `--error_threshold`; or the same for any reserved name of PJ304 and the field it stands for.
    /// - **Silent on** `mini_batch_error_threshold` beside `--allowed_failed_percent`, which are two settings; a component's field beside a node's argument.
    /// - **Why** Which one wins is not documented. One page knows `error_threshold` as the argument `--error_threshold` only; the SDK has the setting, and v1 forbade the argument.
    /// - **Fix** equal values: delete the argument, safe. Different ones: none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// error_threshold: 5
    /// task:
    ///   program_arguments: --error_threshold 10
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// error_threshold: 5
    /// ```
    PJ305 "setting-also-an-argument" Warning, on: [Component, Inline, Node, SdkV2], sdk: No, costs: true, fix: Safe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let words = step.arguments();
    for flag in flags(&words).filter(|flag| flag.text.starts_with("--")) {
        let Some(given) = field(&flag).and_then(|field| step.get(field)) else { continue };
        let equal = is_equal(given.value(), &flag);
        let message = message!(
            "`{flag}` is given as the field `{key}` too; which of the two counts is not documented",
            flag = flag.text,
            key = given.entry.key,
        );
        let help = message!("keep the field and delete the argument");
        let edits = equal.then(|| delete::words(cx, step, &words, with_value(&words, &flag)?)).flatten();
        cx.report(flag.span(), message)
            .help(help)
            .related(given.entry.span, message!("the field stands here"))
            .fix_safe(message!("Delete the argument"), edits);
    }
}

/// The field that says the same as a flag.
fn field(flag: &Flag) -> Option<Field> {
    let documented = tables::argument(flag.text).and_then(|argument| argument.field);
    let reserved = tables::reserved_argument(flag.name()).filter(|reserved| reserved.in_v2);
    documented.or_else(|| reserved?.field)
}

fn is_equal(field: &Value, flag: &Flag) -> bool {
    let Some((text, _)) = flag.value() else { return false };
    match field.number() {
        Some(number) => text.parse() == Ok(number),
        None => field.known_text() == Some(text),
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_flag() {
        check("yaml inline", "error_threshold: 5\ntask:\n  program_arguments: --error_threshold 10\n                     ^^^^^^^^^^^^^^^^^ PJ305");
        check("yaml component", "task:\n  program_arguments: --mini_batch_size=5\n                     ^^^^^^^^^^^^^^^^^ PJ305");
        check("yaml component", "task:\n  program_arguments: --run_max_try 2\n                     ^^^^^^^^^^^^^ PJ305");
        check("python v2 task", "program_arguments=f\"--n {n} --allowed_failed_count {m}\"\n                            ^^^^^^^^^^^^^^^^^^^^^^ PJ305");
    }

    #[test]
    fn silent() {
        check("yaml inline", "mini_batch_error_threshold: 5\ntask:\n  program_arguments: --allowed_failed_percent 5");
        check("yaml inline", "task:\n  program_arguments: --error_threshold 5");
        check("yaml inline", "max_concurrency_per_instance: 2\ntask:\n  program_arguments: --process_count_per_node 2");
    }

    #[test]
    fn deletes_an_equal_argument() {
        let fixed = |arguments: &str| fix_of("PJ305", "yaml inline", &format!("error_threshold: 5\ntask:\n  program_arguments: {arguments}"));
        assert_eq!(fixed("--a 1 --error_threshold 5"), "safe\n-      program_arguments: --a 1 --error_threshold 5\n+      program_arguments: --a 1\n");
        assert_eq!(fixed("--error_threshold=5 --a"), "safe\n-      program_arguments: --error_threshold=5 --a\n+      program_arguments: --a\n");
        assert_eq!(fixed("--error_threshold 5"), "safe\n-      program_arguments: --error_threshold 5\n");
        assert_eq!(fixed("--error_threshold 6"), "none");
        assert_eq!(fixed("$[[--error_threshold 5]]"), "none");
    }
}

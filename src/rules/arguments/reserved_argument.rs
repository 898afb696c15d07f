//! PJ304 `reserved-argument`: A program argument has a name that the driver uses for a setting of the step.

use super::delete;
use crate::model::{ArgumentWord, Flag, FlagValue, ParallelStep, flags};
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::tables::{self, Field, Kind, Place, Surface};
use crate::text::Edit;
use crate::{message, rule};

rule! {
    /// A program argument has a name that the driver uses for a setting of the step.
    ///
    /// - **Fires when** a flag is `--mini_batch_size, --allowed_failed_count, --output, --output_action, --logging_level, --run_invocation_timeout, --run_max_try, --append_row_file_name` or `--partition_keys`, alone or with `=`.
    /// - **Silent on** `--error_threshold` and `--allowed_failed_percent`, documented for v2; `--process_count_per_node`, which published components use as their own option; v1 (PJ720); names whose setting the step gives too (PJ305); longer names that start alike (`--output_dir`).
    /// - **Why** v1 refuses these names because the driver's own command line has them; v2 checks nothing. A thread shows the clash: "argument --output: expected one argument".
    /// - **Fix** where the step has a setting of that meaning and it is absent: move the value there (`--mini_batch_size 5` → `mini_batch_size: "5"`), unsafe. Otherwise none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// task:
    ///   program_arguments: --output ${{outputs.scores}}
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// task:
    ///   program_arguments: --scores_path ${{outputs.scores}}
    /// ```
    PJ304 "reserved-argument" Warning, on: [Component, Inline, Node, SdkV2], sdk: No, costs: true, fix: Unsafe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let words = step.arguments();
    for flag in flags(&words).filter(|flag| flag.text.starts_with("--")) {
        let Some(reserved) = tables::reserved_argument(flag.name()).filter(|reserved| reserved.in_v2) else { continue };
        // A setting that is given twice is PJ305's.
        if reserved.field.is_some_and(|field| step.value(field).is_some()) {
            continue;
        }
        let message = message!(
            "the driver's own command line has `{flag}`; it takes the argument for itself or stops, and the script does not get it",
            flag = flag.text,
        );
        let home = reserved.field.and_then(|field| tables::homes(step.surface, field).first());
        let help = match home {
            Some((_, key)) => message!("set `{key}` if that is meant, or give the script's option another name", key = key),
            None => message!("give the script's option another name"),
        };
        let edits = reserved.field.and_then(|field| moved(cx, step, field, &words, &flag));
        let title = message!("Set `{key}` instead", key = home.map_or("", |(_, key)| *key));
        cx.report(flag.span(), message).help(help).fix_unsafe(title, edits);
    }
}

/// Takes the argument away and gives its value to the field.
fn moved(cx: &Context, step: &ParallelStep, field: Field, words: &[ArgumentWord], flag: &Flag) -> Option<Vec<Edit>> {
    if step.mentions(field) {
        return None;
    }
    let (text, _) = flag.value()?;
    let homes = || tables::homes(step.surface, field).iter().filter(|(place, _)| *place != Place::Attribute);
    let literal = |place| match tables::entry(step.surface, place, field)?.kind {
        Kind::Text => Some(Literal::text(text)),
        Kind::Integer => text.parse().ok().map(Literal::Integer),
        _ => None,
    };
    let there = homes().find_map(|(place, key)| Some((*place, *key, step.block(*place)?)));
    let rewrite = cx.rewrite();
    let set = match there {
        Some((place, key, mapping)) => rewrite.insert(mapping, key, &literal(place)?),
        // On a component node a new block would replace all of the component's.
        None if step.surface == Surface::Node => None,
        None => {
            let (place, key) = homes().find(|(place, _)| *place == Place::RetrySettings && step.holder(*place).is_none())?;
            rewrite.insert_mapping(&step.body, place.name(), &[(key, literal(*place)?)])
        }
    };
    rewrite.all([set, delete::words(cx, step, words, with_value(words, flag)?)])
}

/// The indices of a flag and its value.
pub(super) fn with_value(words: &[ArgumentWord], flag: &Flag) -> Option<std::ops::Range<usize>> {
    let at = words.iter().position(|word| std::ptr::eq(word, flag.word))?;
    Some(at..at + if matches!(flag.given, FlagValue::Next(_)) { 2 } else { 1 })
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of, messages_of};

    fn inline(arguments: &str) -> String {
        format!("task:\n  program_arguments: {arguments}")
    }

    #[test]
    fn draws_the_flag() {
        check("yaml inline", &inline("--output ${{outputs.scores}}\n                     ^^^^^^^^ PJ304"));
        check("yaml component", &inline("--a 1 --logging_level=DEBUG\n                           ^^^^^^^^^^^^^^^ PJ304"));
        check("python v2 task", "program_arguments=f\"--limit {n} --partition_keys a\"\n                                ^^^^^^^^^^^^^^^^ PJ304");
    }

    #[test]
    fn silent() {
        for arguments in ["--output_dir x", "--allowed_failed_percent 5", "--process_count_per_node 2", "--note output", "--model_name a"] {
            check("yaml inline", &inline(arguments));
        }
    }

    #[test]
    fn becomes_a_setting() {
        let fixed = |arguments| fix_of("PJ304", "yaml inline", &inline(arguments));
        assert_eq!(
            fixed("--a 1 --logging_level DEBUG --b"),
            "unsafe\n-      program_arguments: --a 1 --logging_level DEBUG --b\n+      program_arguments: --a 1 --b\n+    logging_level: DEBUG\n",
        );
        assert_eq!(fixed("--output ${{outputs.scores}}"), "none");
        assert_eq!(fixed("--logging_level ${{inputs.data}}"), "none");
        assert_eq!(
            fix_of("PJ304", "python v2 task", "program_arguments=\"--logging_level=DEBUG\""),
            "unsafe\n-        program_arguments=\"--logging_level=DEBUG\",\n+    logging_level=\"DEBUG\",\n",
        );
        let timeout = fix_of("PJ304", "yaml inline minus=retry_settings", &inline("--x 1 --run_invocation_timeout 60"));
        insta::assert_snapshot!(timeout);
    }

    #[test]
    fn says_what_to_do() {
        insta::assert_snapshot!(messages_of("yaml inline", &inline("--output x --logging_level DEBUG")));
    }
}

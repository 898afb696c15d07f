//! PJ116 `number-notation`: An unquoted value is read as another value than it shows.

use crate::model::{Data, Entry, ParallelStep, Pipeline};
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::tables::{self, Effect, Field, Kind, Place, Surface};
use crate::{message, rule};

rule! {
    /// An unquoted value is read as another value than it shows.
    ///
    /// - **Fires when** an integer field is written with a leading zero (`010`), with colons (`1:30`) or in base 2 or 16; or `version` of a component is an unquoted number whose text differs from what the SDK keeps (`1.10`, `010`, `1_0`).
    /// - **Silent on** quoted values; values rejected anyway (PJ101, PJ135); ordinary integers; `1_000` for an integer field; `1e3`, which YAML 1.1 reads as text; the version of an inline environment, which has no effect (PJ063).
    /// - **Why** PyYAML reads YAML 1.1: `010` is 8, `timeout: 10:00` is 600, `version: 1.10` is registered as version `1.1`. All pass.
    /// - **Fix** `version`: quote it, unsafe (it changes what is registered); integers: write what is read in decimal, unsafe.
    ///
    /// Invalid:
    ///
    /// ```yaml component
    /// version: 1.10
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml component
    /// version: "1.10"
    /// ```
    PJ116 "number-notation" Warning, on: [Component, Inline, Node, Pipeline], sdk: No, costs: true, fix: Unsafe, step: check, pipeline: check_pipeline
}

fn check(step: &ParallelStep, cx: &mut Context) {
    for place in [Place::Step, Place::RetrySettings, Place::Resources] {
        let Some(mapping) = step.block(place) else { continue };
        let integers = tables::keys(step.surface, place);
        let integers = integers.filter(|info| info.kind == Kind::Integer && info.effect == Effect::Takes);
        integers.filter_map(|info| mapping.get(info.key)).for_each(|entry| integer(entry, cx));
    }
    if step.surface == Surface::Component {
        step.get(Field::Version).into_iter().for_each(|given| version(given.entry, cx));
    }
}

fn check_pipeline(pipeline: &Pipeline, cx: &mut Context) {
    let entry = pipeline.body.get(Field::Version.name()).filter(|_| pipeline.is_component);
    entry.into_iter().for_each(|entry| version(entry, cx));
}

/// A whole number in a notation that few people read as YAML does.
fn integer(entry: &Entry, cx: &mut Context) {
    let source = cx.rewrite().source(&entry.value);
    let Some(number) = entry.value.int().filter(|_| is_odd(source)) else { return };
    let message = message!(
        "`{key}` is written `{source}`, which YAML 1.1 reads as {number}",
        key = entry.key,
        source = source,
        number = number,
    );
    let edits = cx.rewrite().set_value(&entry.value, &Literal::Integer(number));
    let help = message!("write the number that is meant in plain decimal digits, such as `{number}`", number = number);
    cx.report(entry.value.span, message).help(help).fix_unsafe(message!("Write `{number}`", number = number), edits);
}

/// Base 2, 8, 16 or 60.
fn is_odd(source: &str) -> bool {
    let digits = source.trim_start_matches(['+', '-']);
    let leading_zero = digits.len() > 1 && digits.starts_with('0');
    leading_zero || digits.contains(':')
}

/// A version that is kept as another text than the one written.
fn version(entry: &Entry, cx: &mut Context) {
    let source = cx.rewrite().source(&entry.value);
    let kept = match entry.value.data {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => python_text(number),
        _ => return,
    };
    if kept == source || source.starts_with(['"', '\'', '!']) {
        return;
    }
    let message = message!(
        "version `{source}` is not quoted: YAML reads a number, and the component is registered as version `{kept}`",
        source = source,
        kept = kept,
    );
    let edits = cx.rewrite().set_value(&entry.value, &Literal::text(source));
    let help = message!("write `\"{source}\"`", source = source);
    cx.report(entry.value.span, message).help(help).fix_unsafe(message!("Quote the version"), edits);
}

/// A number as Python prints it.
fn python_text(number: f64) -> String {
    let text = format!("{number:?}");
    match text.split_once('e') {
        Some((digits, exponent)) => {
            let power: i32 = exponent.parse().unwrap_or_default();
            format!("{digits}e{}{:02}", if power < 0 { '-' } else { '+' }, power.abs())
        }
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of, messages_of};

    #[test]
    fn whole_numbers() {
        check("yaml component", "error_threshold: 010\n                 ^^^ PJ116");
        check("yaml inline", "retry_settings:\n  timeout: 10:00\n           ^^^^^ PJ116");
        check("yaml node", "resources: {instance_count: 0x2}\n                            ^^^ PJ116");
        check("yaml inline", "max_concurrency_per_instance: 0b10\n                              ^^^^ PJ116");
    }

    #[test]
    fn versions() {
        for version in ["1.10", "010", "1_0", "1.0e+3", "1:30", "0x1f", "1."] {
            let mark = format!("{}{} PJ116", " ".repeat(9), "^".repeat(version.len()));
            check("yaml component", &format!("version: {version}\n{mark}"));
        }
    }

    #[test]
    fn silent() {
        for version in ["1.1", "1", "1e3", "'1.10'", "1.0", "1.2.3", "\"010\""] {
            check("yaml component", &format!("version: {version}"));
        }
        check("yaml inline", "error_threshold: '010'\nretry_settings:\n  timeout: 1_000");
        check("yaml inline", "error_threshold: 0\nmini_batch_error_threshold: -1");
        check("yaml inline", "mini_batch_size: 010\n                 ^^^ PJ101");
    }

    #[test]
    fn fixes() {
        let fixed = fix_of("PJ116", "yaml component", "version: 1.10");
        assert_eq!(fixed, "unsafe\n-version: 1.10\n+version: \"1.10\"\n");
        let fixed = fix_of("PJ116", "yaml inline", "error_threshold: 010");
        assert_eq!(fixed, "unsafe\n-    error_threshold: 010\n+    error_threshold: 8\n");
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_of("yaml component", "version: 1.10"), @r#"PJ116 version `1.10` is not quoted: YAML reads a number, and the component is registered as version `1.1` | write `"1.10"`"#);
        insta::assert_snapshot!(messages_of("yaml inline", "retry_settings:\n  timeout: 10:00"), @"PJ116 `timeout` is written `10:00`, which YAML 1.1 reads as 600 | write the number that is meant in plain decimal digits, such as `600`");
    }
}

//! PJ102 `mini-batch-size-format`: `mini_batch_size` is not a number with an optional `kb`, `mb` or `gb`.

use crate::diagnostic::Applicability;
use crate::model::{ParallelStep, Value, assigned_instance};
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::tables::{self, Field};
use crate::text::Decoded;
use crate::{message, rule};

rule! {
    /// `mini_batch_size` is not a number with an optional `kb`, `mb` or `gb`.
    ///
    /// - **Fires when** a string value, trailing newline removed, does not match `^\d+([kKmMgG][bB])?$`; in v1 also the default of a `PipelineParameter` given as `mini_batch_size`.
    /// - **Silent on** whole expressions on inline and component nodes (elsewhere PJ215); dynamic values; a text that is to be replaced (`<size>`); a text around an expression (PJ208).
    /// - **Why** The SDK raises a bare `ValueError` without file or line. The documentation itself writes "100 kb" with a blank, which is refused; so are `1k`, `100b`, `1tb`, `1.5mb`, `-1`, `1e3` and the empty string. `10kbmb` passes the SDK's pattern and then dies in `int()`. A pipeline parameter's default is not checked in v1 at all.
    /// - **Fix** blank between number and unit, thousands separators, `10b` → `10`, `1k`/`1m`/`1g` → `1kb`/`1mb`/`1gb`: safe. `1tb` → `1024gb`, `1.5mb` → `1536kb`: unsafe. Otherwise none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// mini_batch_size: "100 kb"
    /// ```
    ///
    /// ```python v2
    /// mini_batch_size="1k"
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// mini_batch_size: "100"
    /// ```
    PJ102 "mini-batch-size-format" Error, on: [Component, Inline, Node, SdkV2, SdkV1], sdk: No, costs: false, fix: Mixed, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for violation in cx.violations(step) {
        report(violation.value, false, cx);
    }
    for given in step.given(Field::MiniBatchSize) {
        let Some(default) = crate::rules::shared::parameter::default(given.value()) else { continue };
        let instance = assigned_instance(step.surface, given.place, &given.entry.key, default);
        let found = instance.map(|instance| tables::violations(step.surface, &instance)).unwrap_or_default();
        if found.iter().any(|violation| violation.rule == Some(RULE.code)) {
            report(default, true, cx);
        }
    }
}

fn report(value: &Value, is_default: bool, cx: &mut Context) {
    let Some(text) = value.text().map(Decoded::as_str) else { return };
    let repaired = repair(text);
    let edits = repaired.as_ref().and_then(|(text, _)| cx.rewrite().set_value(value, &Literal::text(text)));
    let message = match is_default {
        false => message!(
            "`mini_batch_size` is `{text}`; the SDK raises a bare `ValueError` for all but digits with `kb`, `mb` or `gb` right behind them",
            text = text.trim(),
        ),
        true => message!(
            "the parameter's default for `mini_batch_size` is `{text}`, which SDK v1 does not check before the run; only digits with `kb`, `mb` or `gb` right behind them are a size",
            text = text.trim(),
        ),
    };
    let help = match &repaired {
        Some((text, _)) => message!("write `\"{text}\"`", text = text),
        None => message!("write how many files a mini-batch has, `\"10\"`, or for a table its size, `\"1mb\"`"),
    };
    let sure = repaired.map_or(Applicability::Unsafe, |(_, sure)| sure);
    cx.report(value.span, message).help(help).fix(sure, message!("Write the size as the SDK reads it"), edits);
}

/// What the text must have meant, and how sure that is.
fn repair(text: &str) -> Option<(String, Applicability)> {
    let text = text.trim();
    let letters = text.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (number, unit) = (text[..letters].trim_end(), &text[letters..]);
    let lower = unit.to_ascii_lowercase();
    let Some(digits) = digits(number) else { return finer(number, &lower) };
    let unit = match lower.as_str() {
        "" | "b" => String::new(),
        "k" | "m" | "g" => format!("{unit}b"),
        "kb" | "mb" | "gb" => unit.to_owned(),
        "tb" => return finer(&digits, &lower),
        _ => return None,
    };
    Some((format!("{digits}{unit}"), Applicability::Safe))
}

/// The digits of a whole number, thousands separators removed.
fn digits(number: &str) -> Option<String> {
    let separator = number.chars().find(|c| [',', '_', ' ', '\''].contains(c));
    let mut groups = separator.map_or_else(|| vec![number], |separator| number.split(separator).collect()).into_iter();
    let first = groups.next()?;
    let sound = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let rest_sound = groups.all(|group| group.len() == 3 && sound(group));
    let first_sound = sound(first) && (separator.is_none() || first.len() <= 3);
    (first_sound && rest_sound).then(|| number.chars().filter(char::is_ascii_digit).collect())
}

/// The same size in the next smaller unit, if it is a whole number of those.
fn finer(number: &str, unit: &str) -> Option<(String, Applicability)> {
    let finer = match unit {
        "tb" => "gb",
        "gb" => "mb",
        "mb" => "kb",
        "kb" => "",
        _ => return None,
    };
    let plain = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let size = number.parse::<f64>().ok().filter(|_| plain && number.len() < 12)? * 1024.0;
    (size.fract() == 0.0 && size >= 1.0).then(|| (format!("{size}{finer}"), Applicability::Unsafe))
}

#[cfg(test)]
mod tests {
    use super::repair;
    use crate::diagnostic::Applicability;
    use crate::rules::testing::{check, fix_of, messages_of};

    #[test]
    fn draws_the_text() {
        check("yaml component", "mini_batch_size: 100 kb\n                 ^^^^^^ PJ102");
        check("yaml inline", "mini_batch_size: '1k'\n                 ^^^^ PJ102");
        check("yaml node", "mini_batch_size: 1e3\n                 ^^^ PJ102");
        check("yaml inline", "mini_batch_size: ''\n                 ^^ PJ102");
        check("python v2", "mini_batch_size='1.5mb',\n                ^^^^^^^ PJ102");
        check("python v2 after", "score.mini_batch_size = '-1'\n                        ^^^^ PJ102");
        check("python v1 config", "mini_batch_size='10kbmb',\n                ^^^^^^^^ PJ102");
        let parameter = "
            mini_batch_size=PipelineParameter(name='size', default_value='10 kb'),
                                                                         ^^^^^^^ PJ102
            ";
        check("python v1 config", parameter);
    }

    #[test]
    fn silent() {
        for size in ["'10'", "\"10\\n\"", "１０"] {
            check("yaml component", &format!("mini_batch_size: {size}"));
        }
        check("yaml component", "inputs: {data: {type: mltable}}\nmini_batch_size: 1Gb");
        check("yaml node", "mini_batch_size: ${{parent.inputs.size}}\n                                  ^^^^ PJ210");
        for size in ["<size>", "'{{ size }}'", "'#{size}#'", "$(size)", "${SIZE}", "__SIZE__"] {
            check("yaml inline", &format!("mini_batch_size: {size}"));
        }
        check("yaml component", "mini_batch_size: '{{inputs.size}}'\n                 ^^^^^^^^^^^^^^^^^^^ PJ102");
        check("yaml component", "mini_batch_size: '<>'\n                 ^^^^ PJ102");
        check("python v2", "mini_batch_size=f'{size} kb'");
        check("python v1 config", "mini_batch_size=PipelineParameter(name='size', default_value='10')");
        check("python v1 config", "mini_batch_size=PipelineParameter(name='size', default_value=size)");
    }

    fn check_repair(text: &str, expected: &str) {
        let shown = match repair(text) {
            None => String::from("none"),
            Some((text, Applicability::Safe)) => text,
            Some((text, _)) => format!("{text}?"),
        };
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn repairs() {
        for (text, expected) in [
            ("100 kb", "100kb"), ("1,000", "1000"), ("1 000 000", "1000000"), ("10b", "10"), ("1k", "1kb"),
            ("1G", "1Gb"), ("10 KB", "10KB"), ("2 m", "2mb"), ("1tb", "1024gb?"), ("1.5mb", "1536kb?"),
            ("1.5 GB", "1536mb?"), ("0.5kb", "512?"), ("1.1mb", "none"), ("1.5", "none"), ("-1", "none"),
            ("", "none"), ("1e3", "none"), ("10kbmb", "none"), ("1,5mb", "none"), ("10,00", "none"), ("ten", "none"),
            ("10 files", "none"), ("０ kb", "none"), (".", "none"), (".mb", "none"), ("..mb", "none"),
        ] {
            check_repair(text, expected);
        }
    }

    #[test]
    fn fixes() {
        let yaml = fix_of("PJ102", "yaml inline", "mini_batch_size: '100 kb'");
        assert_eq!(yaml, "safe\n-    mini_batch_size: '100 kb'\n+    mini_batch_size: '100kb'\n");
        let python = fix_of("PJ102", "python v2", "mini_batch_size=\"1tb\"");
        assert_eq!(python, "unsafe\n-    mini_batch_size=\"1tb\",\n+    mini_batch_size=\"1024gb\",\n");
        assert_eq!(fix_of("PJ102", "python v2", "mini_batch_size=\"-1\""), "none");
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_of("yaml inline", "mini_batch_size: 100 kb"), @r#"PJ102 `mini_batch_size` is `100 kb`; the SDK raises a bare `ValueError` for all but digits with `kb`, `mb` or `gb` right behind them | write `"100kb"`"#);
        insta::assert_snapshot!(messages_of("yaml inline", "mini_batch_size: '-1'"), @r#"PJ102 `mini_batch_size` is `-1`; the SDK raises a bare `ValueError` for all but digits with `kb`, `mb` or `gb` right behind them | write how many files a mini-batch has, `"10"`, or for a table its size, `"1mb"`"#);
    }
}

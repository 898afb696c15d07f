//! PJ136 `shm-size-form`: `shm_size` is not a number with `b`, `k`, `m` or `g`.

use crate::model::{ParallelStep, Value};
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::{message, rule};

rule! {
    /// `shm_size` is not a number with `b`, `k`, `m` or `g`.
    ///
    /// - **Fires when** the value does not match `^[1-9][0-9]*[bkmg]$` (any case).
    /// - **Silent on** expressions and dynamic values.
    /// - **Why** Documented form; the SDK sends any text.
    /// - **Fix** `2gb`, `2 g`, `2GiB` → `2g`: safe. A bare number: none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// resources:
    ///   shm_size: 2gb
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// resources:
    ///   shm_size: 2g
    /// ```
    PJ136 "shm-size-form" Error, on: [Component, Inline, Node, SdkV2], sdk: No, costs: false, fix: Safe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for violation in cx.violations(step) {
        let value = violation.value;
        let source = cx.rewrite().source(value).trim_matches(['"', '\'']);
        let message = message!(
            "`{key}` is `{source}`; the SDK sends any text, but documented is a number with `b`, `k`, `m` or `g`",
            key = violation.info.key,
            source = source,
        );
        let meant = meant(value);
        let help = match &meant {
            Some(text) => message!("write `{text}`", text = text),
            None => message!("write a number with a unit, such as `2g` for two gigabytes"),
        };
        let title = message!("Write `{text}`", text = meant.as_deref().unwrap_or_default());
        let edits = meant.and_then(|text| cx.rewrite().set_value(value, &Literal::text(text)));
        cx.report(value.span, message).help(help).fix_safe(title, edits);
    }
}

/// The size without blanks and with the unit's first letter only.
fn meant(value: &Value) -> Option<String> {
    let text = value.known_text()?.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = text.split_at(digits);
    let unit = match unit.trim().to_ascii_lowercase().as_str() {
        "b" => 'b',
        "k" | "kb" | "ki" | "kib" => 'k',
        "m" | "mb" | "mi" | "mib" => 'm',
        "g" | "gb" | "gi" | "gib" => 'g',
        _ => return None,
    };
    let sound = !number.is_empty() && !number.starts_with('0');
    sound.then(|| format!("{number}{unit}"))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of, messages_of};

    #[test]
    fn draws_the_size() {
        check("yaml component", "resources:\n  shm_size: 2gb\n            ^^^ PJ136");
        check("yaml inline", "resources:\n  shm_size: '2'\n            ^^^ PJ136");
        check("yaml node", "resources: {shm_size: 0g}\n                      ^^ PJ136");
        check("yaml inline", "resources:\n  shm_size: 2048\n            ^^^^ PJ136");
        check("python v2", "shm_size='2 g',\n         ^^^^^ PJ136");
        check("python v2 after", "score.resources.shm_size = '2GiB'\n                           ^^^^^^ PJ136");
    }

    #[test]
    fn silent() {
        check("yaml inline", "resources:\n  shm_size: 2G");
        check("yaml node", "resources: {shm_size: '${{parent.inputs.memory}}'}\n                                        ^^^^^^ PJ210");
        check("python v2", "shm_size=memory");
    }

    #[test]
    fn fixes() {
        let fix = |value: &str| fix_of("PJ136", "yaml inline", &format!("resources:\n  shm_size: {value}"));
        for value in ["2gb", "2 g", "2GiB", "2 GB"] {
            assert_eq!(fix(value), format!("safe\n-      shm_size: {value}\n+      shm_size: 2g\n"));
        }
        for value in ["2", "2x", "0g", "1.5g", "g", "''"] {
            assert_eq!(fix(value), "none", "{value}");
        }
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_of("yaml inline", "resources:\n  shm_size: 2gb"), @"PJ136 `shm_size` is `2gb`; the SDK sends any text, but documented is a number with `b`, `k`, `m` or `g` | write `2g`");
    }
}

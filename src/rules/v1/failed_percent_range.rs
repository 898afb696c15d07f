//! PJ707 `failed-percent-range`: `allowed_failed_percent` is not a number from 0 to 100.

use crate::model::ParallelStep;
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::{message, rule};

rule! {
    /// `allowed_failed_percent` is not a number from 0 to 100.
    ///
    /// - **Fires when** a number outside 0…100, a string or a Boolean.
    /// - **Silent on** `None`; fractions, which v1 takes; dynamic values.
    /// - **Why** `ValueError` when the line runs.
    /// - **Fix** a string that is such a number: write the number; otherwise none.
    ///
    /// Invalid:
    ///
    /// ```python v1 config
    /// allowed_failed_percent=500
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 config
    /// allowed_failed_percent=50
    /// ```
    PJ707 "failed-percent-range" Error, on: [SdkV1], sdk: Yes, costs: false, fix: Safe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for violation in cx.violations(step) {
        let (Some(minimum), Some(maximum)) = (violation.info.minimum, violation.info.maximum) else { continue };
        let message = message!(
            "`allowed_failed_percent` is {source}, no number from {minimum} to {maximum}; `ParallelRunConfig` raises an error when this line runs",
            source = cx.rewrite().source(violation.value),
            minimum = minimum,
            maximum = maximum,
        );
        let text = violation.value.known_text().map(str::trim);
        let number = text.filter(|text| is_between(text, minimum, maximum));
        let edits = number.and_then(|text| cx.rewrite().set_value(violation.value, &Literal::Raw(text.to_owned())));
        let help = message!("write a number from {minimum} to {maximum}", minimum = minimum, maximum = maximum);
        let title = message!("Write `{number}`", number = number.unwrap_or_default());
        cx.report(violation.value.span, message).help(help).fix_safe(title, edits);
    }
}

/// Whether a text is a plain decimal number within limits.
fn is_between(text: &str, minimum: i64, maximum: i64) -> bool {
    let plain = text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit() || c == '.');
    let whole = text.split('.').next().and_then(|whole| whole.parse::<i64>().ok());
    let inside = |whole: i64| (minimum..maximum).contains(&whole) || whole == maximum && text.parse() == Ok(whole);
    // Python takes no integer with leading zeros.
    let padded = text.len() > 1 && text.starts_with('0') && !text.contains('.');
    plain && !padded && text.parse::<f64>().is_ok() && whole.is_some_and(inside)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_value() {
        for (value, marks) in [("500", "^^^"), ("-1", "^^"), ("'10'", "^^^^")] {
            check("python v1 config", &format!("allowed_failed_percent={value},\n                       {marks} PJ707"));
        }
    }

    #[test]
    fn silent() {
        for value in ["None", "0", "100", "0.5", "percent"] {
            check("python v1 config", &format!("allowed_failed_percent={value}"));
        }
    }

    #[test]
    fn fixes() {
        let fix = |value: &str| fix_of("PJ707", "python v1 config", &format!("allowed_failed_percent={value}"));
        assert_eq!(fix("\"10.5\""), "safe\n-    allowed_failed_percent=\"10.5\",\n+    allowed_failed_percent=10.5,\n");
        assert_eq!(fix("'500'"), "none");
        assert_eq!(fix("'nan'"), "none");
        assert_eq!(fix("500"), "none");
    }
}

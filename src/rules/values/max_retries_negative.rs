//! PJ124 `max-retries-negative`: `max_retries` is negative.

use super::range;
use crate::model::ParallelStep;
use crate::rules::{Context, Violation};
use crate::tables::Surface;
use crate::{message, rule};

rule! {
    /// `max_retries` is negative.
    ///
    /// - **Fires when** `retry_settings.max_retries` is below 0; in v1 `run_max_try` is below 1.
    /// - **Silent on** 0 in v2: the schema reference allows it, the SDK's text says 1 and up; expressions and dynamic values.
    /// - **Why** Documented range. v2 sends any number; v1 raises `ValueError`.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// retry_settings:
    ///   max_retries: -1
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// retry_settings:
    ///   max_retries: 2
    /// ```
    PJ124 "max-retries-negative" Error, on: [Component, Inline, Node, SdkV2, SdkV1], sdk: No, costs: true, fix: None, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for (violation, number) in range::numbers(step, cx) {
        let help = match step.surface {
            Surface::SdkV1 => message!("write how often a mini-batch is tried in all: 1 means no second try"),
            _ => message!("write 0 for no second try; documented without it: {default}", default = default_of(&violation)),
        };
        cx.report(violation.value.span, range::message(step, &violation, number)).help(help);
    }
}

fn default_of<'a>(violation: &'a Violation) -> &'a str {
    violation.info.default.as_deref().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, messages_of};

    #[test]
    fn draws_the_number() {
        check("yaml component", "retry_settings:\n  max_retries: -1\n               ^^ PJ124");
        check("yaml inline", "retry_settings:\n  max_retries: '-1'\n               ^^^^ PJ124");
        check("yaml node", "retry_settings: {timeout: 60, max_retries: -1}\n                                           ^^ PJ124");
        check("python v2", "retry_settings=dict(timeout=60, max_retries=-1),\n                                            ^^ PJ124");
        check("python v2 after", "score.retry_settings.max_retries = -1\n                                   ^^ PJ124");
        check("python v1 config", "run_max_try=0,\n            ^ PJ124");
    }

    #[test]
    fn silent() {
        check("yaml inline", "retry_settings:\n  max_retries: 0");
        check("yaml node", "retry_settings:\n  timeout: 60\n  max_retries: ${{parent.inputs.retries}}\n                                ^^^^^^^ PJ210");
        check("python v1 config", "run_max_try=None");
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_of("yaml inline", "retry_settings:\n  max_retries: -1"), @"PJ124 `max_retries` is -1, below the documented minimum of 0; the SDK sends it unchecked | write 0 for no second try; documented without it: 2");
        insta::assert_snapshot!(messages_of("python v1 config", "run_max_try=0"), @"PJ124 `run_max_try` is 0; `ParallelRunConfig` raises `ValueError` for anything below 1 | write how often a mini-batch is tried in all: 1 means no second try");
    }
}

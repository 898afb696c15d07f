//! PJ125 `timeout-range`: `timeout` is outside 1 to 259200 seconds.

use super::range;
use crate::model::ParallelStep;
use crate::rules::Context;
use crate::{message, rule};

rule! {
    /// `timeout` is outside 1 to 259200 seconds.
    ///
    /// - **Fires when** `retry_settings.timeout` is below 1 or above 259200; in v1 `run_invocation_timeout` is below 1.
    /// - **Silent on** expressions and dynamic values.
    /// - **Why** Documented range (259200 s is three days). v2 sends any number; v1 refuses 0 and below only.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// retry_settings:
    ///   timeout: 604800
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// retry_settings:
    ///   timeout: 86400
    /// ```
    PJ125 "timeout-range" Error, on: [Component, Inline, Node, SdkV2, SdkV1], sdk: No, costs: true, fix: None, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for (violation, number) in range::numbers(step, cx) {
        let help = message!("it is the longest time in seconds that one call of `run` may take; three days are the most");
        cx.report(violation.value.span, range::message(step, &violation, number)).help(help);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, messages_of};

    #[test]
    fn draws_the_number() {
        check("yaml component", "retry_settings:\n  timeout: 0\n           ^ PJ125");
        check("yaml inline", "retry_settings:\n  timeout: 259201\n           ^^^^^^ PJ125");
        check("yaml node", "retry_settings: {timeout: -5, max_retries: 2}\n                          ^^ PJ125");
        check("python v2", "retry_settings=dict(timeout=604800, max_retries=2),\n                            ^^^^^^ PJ125");
        check("python v2 after", "score.retry_settings.timeout = 0\n                               ^ PJ125");
        check("python v2 after", "score.retry_settings = dict(timeout=0)\n                                    ^ PJ125");
        check("python v1 config", "run_invocation_timeout=0,\n                       ^ PJ125");
    }

    #[test]
    fn silent() {
        check("yaml inline", "retry_settings:\n  timeout: 259200");
        check("yaml inline", "retry_settings:\n  timeout: 1");
        check("yaml node", "retry_settings:\n  timeout: ${{parent.inputs.limit}}\n                            ^^^^^ PJ210\n  max_retries: 2");
        check("python v1 config", "run_invocation_timeout=259201");
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_of("yaml inline", "retry_settings:\n  timeout: 604800"), @"PJ125 `timeout` is 604800, above the documented maximum of 259200; the SDK sends it unchecked | it is the longest time in seconds that one call of `run` may take; three days are the most");
        insta::assert_snapshot!(messages_of("yaml inline", "retry_settings:\n  timeout: 0"), @"PJ125 `timeout` is 0, below the documented minimum of 1; the SDK sends it unchecked | it is the longest time in seconds that one call of `run` may take; three days are the most");
    }
}

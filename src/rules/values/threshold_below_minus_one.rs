//! PJ120 `threshold-below-minus-one`: A failure threshold is below -1.

use super::range;
use crate::model::ParallelStep;
use crate::rules::Context;
use crate::{message, rule};

rule! {
    /// A failure threshold is below -1.
    ///
    /// - **Fires when** `error_threshold` or `mini_batch_error_threshold` (v1: `error_threshold`, `allowed_failed_count`) is a number below -1.
    /// - **Silent on** -1, which means "ignore all failures"; expressions and dynamic values.
    /// - **Why** Documented range: -1 and up. v1 raises `ValueError`; v2 sends any number.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// mini_batch_error_threshold: -5
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// mini_batch_error_threshold: -1
    /// ```
    PJ120 "threshold-below-minus-one" Error, on: [Component, Inline, Node, SdkV2, SdkV1], sdk: No, costs: true, fix: None, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for (violation, number) in range::numbers(step, cx) {
        let help = message!("write -1 to ignore every failure, or 0 to stop at the first one");
        cx.report(violation.value.span, range::message(step, &violation, number)).help(help);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, messages_of};

    #[test]
    fn draws_the_number() {
        check(
            "yaml inline",
            "
            mini_batch_error_threshold: -5
                                        ^^ PJ120
            error_threshold: -1
            ",
        );
        check("yaml component", "error_threshold: '-2'\n                 ^^^^ PJ120");
        check("yaml node", "error_threshold: -2\n                 ^^ PJ120");
        check("python v2", "error_threshold=-2,\n                ^^ PJ120");
        check("python v2 after", "score.mini_batch_error_threshold = -9\n                                   ^^ PJ120");
        check("python v1 config", "allowed_failed_count=-2,\n                     ^^ PJ120");
        check("python v1 after", "config.error_threshold = -2\n                         ^^ PJ120");
    }

    #[test]
    fn silent() {
        check("yaml node", "error_threshold: ${{parent.inputs.limit}}\n                                  ^^^^^ PJ210\nmini_batch_error_threshold: -1");
        check("python v2", "error_threshold=limit");
        check("python v1 config", "error_threshold=-1");
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_of("yaml inline", "error_threshold: -5"), @"PJ120 `error_threshold` is -5, below the documented minimum of -1; the SDK sends it unchecked | write -1 to ignore every failure, or 0 to stop at the first one");
        insta::assert_snapshot!(messages_of("python v1 config", "error_threshold=-5"), @"PJ120 `error_threshold` is -5; `ParallelRunConfig` raises `ValueError` for anything below -1 | write -1 to ignore every failure, or 0 to stop at the first one");
    }
}

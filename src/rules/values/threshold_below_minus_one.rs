//! PJ120 `threshold-below-minus-one`: A failure threshold is below -1.

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
    for violation in cx.violations(step) {
        let Some(number) = violation.value.number() else { continue };
        let message = message!(
            "`{field}` is {number}, below the documented minimum of {minimum}; it is sent as it is",
            field = violation.info.key,
            number = number,
            minimum = violation.info.minimum.unwrap_or_default(),
        );
        let help = message!("write -1 to ignore every failure, 0 to stop at the first one");
        cx.report(violation.value.span, message).help(help);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

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
        check("yaml node", "error_threshold: ${{parent.inputs.limit}}\nmini_batch_error_threshold: 0");
    }
}

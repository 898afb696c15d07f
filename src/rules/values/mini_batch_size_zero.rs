//! PJ103 `mini-batch-size-zero`: `mini_batch_size` is zero or negative.

use super::range;
use crate::model::{MiniBatchSize, ParallelStep, Value};
use crate::rules::Context;
use crate::tables::{Field, Surface};
use crate::{message, rule};

rule! {
    /// `mini_batch_size` is zero or negative.
    ///
    /// - **Fires when** the value is `"0"` with any unit; in v1, and assigned to a node of v2, also an integer below 1.
    /// - **Silent on** expressions and dynamic values.
    /// - **Why** All pass: v2 takes `"0"`, v1 takes `0` and `-1`. On a node it counts as not given if the component is in a file. Documented minimum: 1.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// mini_batch_size: "0"
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// mini_batch_size: "1"
    /// ```
    PJ103 "mini-batch-size-zero" Error, on: [Component, Inline, Node, SdkV2, SdkV1], sdk: No, costs: true, fix: None, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for violation in cx.violations(step) {
        report(step, violation.value, cx);
    }
    for given in step.given(Field::MiniBatchSize) {
        let size = given.value().known_text().and_then(MiniBatchSize::parse);
        let number = given.value().int().filter(|_| step.surface == Surface::SdkV2 && given.mapping.is_none());
        if size.is_some_and(|size| size.number == 0) || number.is_some_and(|number| number < 1) {
            report(step, given.value(), cx);
        }
    }
}

fn report(step: &ParallelStep, value: &Value, cx: &mut Context) {
    let size = value.int().map_or_else(|| value.known_text().unwrap_or_default().to_owned(), |number| number.to_string());
    let field = Field::MiniBatchSize.name();
    let message = range::ignored_zero(step, field, cx).unwrap_or_else(|| message!(
        "`mini_batch_size` is {size}, which passes every check before the run; the documented minimum is 1",
        size = size.trim(),
    ));
    let help = message!("write how many files a mini-batch has, `\"10\"`, or for a table its size, `\"1mb\"`");
    cx.report(value.span, message).help(help);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, messages_of};

    #[test]
    fn draws_the_value() {
        check("yaml component", "mini_batch_size: '0'\n                 ^^^ PJ103");
        check("yaml inline", "mini_batch_size: 000kb\n                 ^^^^^ PJ103");
        check("yaml node", "mini_batch_size: 0gb\n                 ^^^ PJ103");
        check("python v2", "mini_batch_size='0',\n                ^^^ PJ103");
        check("python v2 after", "score.mini_batch_size = '0'\n                        ^^^ PJ103");
        check("python v2 after", "score.mini_batch_size = 0\n                        ^ PJ103");
        check("python v1 config", "mini_batch_size='0',\n                ^^^ PJ103");
        check("python v1 config", "mini_batch_size=0,\n                ^ PJ103");
        check("python v1 config", "mini_batch_size=-1,\n                ^^ PJ103");
        check("python v1 after", "config.mini_batch_size = 0\n                         ^ PJ103");
    }

    #[test]
    fn silent() {
        check("yaml inline", "mini_batch_size: '1'");
        check("yaml node", "mini_batch_size: ${{parent.inputs.size}}\n                                  ^^^^ PJ210");
        check("python v2", "mini_batch_size=size");
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_of("yaml inline", "mini_batch_size: '0'"), @r#"PJ103 `mini_batch_size` is 0, which passes every check before the run; the documented minimum is 1 | write how many files a mini-batch has, `"10"`, or for a table its size, `"1mb"`"#);
    }
}

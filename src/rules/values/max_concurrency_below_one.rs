//! PJ122 `max-concurrency-below-one`: `max_concurrency_per_instance` is below 1.

use super::range;
use crate::model::ParallelStep;
use crate::rules::Context;
use crate::{message, rule};

rule! {
    /// `max_concurrency_per_instance` is below 1.
    ///
    /// - **Fires when** the value (v1: `process_count_per_node`) is a number below 1.
    /// - **Silent on** expressions and dynamic values; absence (documented: one per GPU, else one per core).
    /// - **Why** v2 sends any number; on a node 0 counts as not given if the component is in a file. v1 raises `ValueError`. Without a value the SDK sends nothing; documented: 1 process on a GPU node, one for each core on others. A sample on one page says 1 for all.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// max_concurrency_per_instance: 0
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// max_concurrency_per_instance: 1
    /// ```
    PJ122 "max-concurrency-below-one" Error, on: [Component, Inline, Node, SdkV2, SdkV1], sdk: No, costs: true, fix: None, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for (violation, number) in range::numbers(step, cx) {
        let ignored = range::ignored_zero(step, violation.info.key, cx).filter(|_| number == 0);
        let message = ignored.unwrap_or_else(|| range::message(step, &violation, number));
        let help = message!(
            "write how many processes run on each node; documented without it: one for each GPU, else one for each core"
        );
        cx.report(violation.value.span, message).help(help);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, messages_of};

    #[test]
    fn draws_the_number() {
        check("yaml component", "max_concurrency_per_instance: -1\n                              ^^ PJ122");
        check("yaml inline", "max_concurrency_per_instance: '0'\n                              ^^^ PJ122");
        check("yaml node", "max_concurrency_per_instance: 0\n                              ^ PJ122");
        check("python v2", "max_concurrency_per_instance=0,\n                             ^ PJ122");
        check("python v2 after", "score.max_concurrency_per_instance = 0\n                                     ^ PJ122");
        check("python v1 config", "process_count_per_node=0,\n                       ^ PJ122");
    }

    #[test]
    fn silent() {
        check("yaml node", "max_concurrency_per_instance: ${{parent.inputs.processes}}\n                                               ^^^^^^^^^ PJ210");
        check("python v2", "max_concurrency_per_instance=processes");
        check("python v1 config", "process_count_per_node=PipelineParameter('p', default_value=0)");
        check("python v1 config", "process_count_per_node=None");
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_of("yaml node", "max_concurrency_per_instance: 0"), @"PJ122 `max_concurrency_per_instance` is 0, which a node takes for not given: what its component says counts | write how many processes run on each node; documented without it: one for each GPU, else one for each core");
        insta::assert_snapshot!(messages_of("yaml inline", "max_concurrency_per_instance: 0"), @"PJ122 `max_concurrency_per_instance` is 0, below the documented minimum of 1; the SDK sends it unchecked | write how many processes run on each node; documented without it: one for each GPU, else one for each core");
    }
}

//! PJ123 `instance-count-below-one`: `instance_count` is below 1.

use super::range;
use crate::model::ParallelStep;
use crate::rules::Context;
use crate::tables::Surface;
use crate::{message, rule};

rule! {
    /// `instance_count` is below 1.
    ///
    /// - **Fires when** the value (v1: `node_count`) is 0 or below -1.
    /// - **Silent on** -1, which published components carry and whose meaning is undocumented; expressions and dynamic values.
    /// - **Why** Documented minimum and default: 1. v2 sends any number and leaves the answer to the service; v1 looks only if it holds the compute object.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// resources:
    ///   instance_count: 0
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// resources:
    ///   instance_count: 1
    /// ```
    PJ123 "instance-count-below-one" Error, on: [Component, Inline, Node, SdkV2, SdkV1], sdk: Late, costs: true, fix: None, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for (violation, number) in range::numbers(step, cx) {
        let message = match step.surface {
            Surface::SdkV1 => message!(
                "`{field}` is {number}; SDK v1 refuses it only where the compute is given as an object, and sends it otherwise",
                field = violation.info.key,
                number = number,
            ),
            _ => range::message(step, &violation, number),
        };
        let help = message!("write how many nodes the step runs on, 1 or more");
        cx.report(violation.value.span, message).help(help);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, messages_of};

    #[test]
    fn draws_the_number() {
        check("yaml component", "resources:\n  instance_count: 0\n                  ^ PJ123");
        check("yaml inline", "resources:\n  instance_count: -2\n                  ^^ PJ123");
        check("yaml node", "resources: {instance_count: 0}\n                            ^ PJ123");
        check("python v2", "instance_count=0,\n               ^ PJ123");
        check("python v2 after", "score.resources.instance_count = 0\n                                 ^ PJ123");
        check("python v2 after", "score.resources = dict(instance_count=0)\n                                      ^ PJ123");
        check("python v1 config", "node_count=0,\n           ^ PJ123");
    }

    #[test]
    fn silent() {
        check("yaml inline", "resources:\n  instance_count: -1");
        check("yaml node", "resources:\n  instance_count: ${{parent.inputs.nodes}}\n                                   ^^^^^ PJ210");
        check("python v2", "instance_count=nodes");
        check("python v1 config", "node_count=None");
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_of("yaml inline", "resources:\n  instance_count: 0"), @"PJ123 `instance_count` is 0, below the documented minimum of 1; the SDK sends it unchecked | write how many nodes the step runs on, 1 or more");
        insta::assert_snapshot!(messages_of("python v1 config", "node_count=0"), @"PJ123 `node_count` is 0; SDK v1 refuses it only where the compute is given as an object, and sends it otherwise | write how many nodes the step runs on, 1 or more");
    }
}

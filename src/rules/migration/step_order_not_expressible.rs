//! PJ832 `step-order-not-expressible`: The pipeline orders steps without data between them.

use crate::model::{FileModel, Object, Value};
use crate::rules::Context;
use super::calls;
use crate::{message, rule};

rule! {
    /// The pipeline orders steps without data between them.
    ///
    /// - **Fires when** in a file with a v1 parallel step: `StepSequence(…)`, or `<step>.run_after(…)`.
    /// - **Silent on** order that follows from outputs and inputs.
    /// - **Why** v2 orders nodes by data flow only (issue threads call it the blocking point of their migration). Without the order, the nodes run at the same time.
    /// - **Fix** none: let the later step take an output of the earlier one.
    ///
    /// Invalid:
    ///
    /// ```python v1 after
    /// from azureml.pipeline.core import StepSequence
    ///
    /// steps = StepSequence(steps=[step])
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 after
    /// steps = [step]
    /// ```
    PJ832 "step-order-not-expressible" Warning, on: [SdkV1], sdk: No, costs: true, fix: None, file: check
}

fn check(model: &FileModel, cx: &mut Context) {
    for call in model.v1_calls.iter().filter_map(Value::object).filter(|call| orders(call)) {
        let message = message!("v2 orders steps by the data between them only; without any they run at the same time");
        let help = message!("let the later step take an output of the earlier one");
        cx.report(calls::anchor(call, cx.text()), message).help(help);
    }
}

/// Whether a call orders steps.
pub(crate) fn orders(call: &Object) -> bool {
    call.name() == "StepSequence" || call.name() == "run_after" && call.receiver.is_some()
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{count};

    #[test]
    fn fires_on_order_without_data() {
        let found = |block: &str| count("PJ832", "python v1 after", &format!("from azureml.pipeline.core import StepSequence\n{block}"));
        assert_eq!(found("StepSequence(steps=[step])"), 1);
        assert_eq!(found("step.run_after(other)"), 1);
        assert_eq!(found("other.run_after(step)"), 0);
        assert_eq!(found("[step]"), 0);
    }
}

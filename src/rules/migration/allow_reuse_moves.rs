//! PJ818 `allow-reuse-moves`: `allow_reuse=False` must be carried over, or old results are reused.

use crate::model::{Data, ParallelStep};
use crate::rules::Context;
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// `allow_reuse=False` must be carried over, or old results are reused.
    ///
    /// - **Fires when** `ParallelRunStep(allow_reuse=False)`, or a dynamic value.
    /// - **Silent on** `allow_reuse=True` and absence (the default of both SDKs).
    /// - **Why** v2's counterpart, `is_deterministic`, belongs to the component and is true by default; on nodes it has no effect (PJ024). Four of five published v1 steps switch reuse off.
    /// - **Fix** none here: in Python the call of v2 takes `is_deterministic=False`; in YAML the step becomes a component file with `is_deterministic: false`.
    ///
    /// Invalid:
    ///
    /// ```python v1 step
    /// allow_reuse=False
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 step
    /// allow_reuse=True
    /// ```
    PJ818 "allow-reuse-moves" Warning, on: [SdkV1], sdk: No, costs: true, fix: None, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    for given in step.given(Field::IsDeterministic) {
        let message = match given.value().data {
            Data::Bool(false) => message!("v1 runs this step anew each time; v2 reuses its results, unless the component says otherwise"),
            Data::Dynamic | Data::Object(_) => message!("v1 may run this step anew each time; v2 reuses its results, unless the component says otherwise"),
            _ => continue,
        };
        let help = message!("in v2, write `is_deterministic=False` in `parallel_run_function`, or `is_deterministic: false` in a component's file");
        cx.report(given.entry.key_span, message).help(help);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{count};

    #[test]
    fn fires_unless_it_is_true() {
        for (value, found) in [("False", 1), ("reuse", 1), ("True", 0), ("None", 0)] {
            assert_eq!(count("PJ818", "python v1 step", &format!("allow_reuse={value}")), found, "{value}");
        }
        assert_eq!(count("PJ818", "python v1 step", "name='a'"), 0);
    }
}

//! PJ815 `several-inputs`: The step splits several inputs; a v2 step splits one.

use crate::model::ParallelStep;
use crate::rules::Context;
use crate::rules::shared::dataset;
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// The step splits several inputs; a v2 step splits one.
    ///
    /// - **Fires when** the `inputs` list of a `ParallelRunStep` has more than one item.
    /// - **Silent on** lists of unknown length; `side_inputs`.
    /// - **Why** v1 makes mini-batches of all inputs one after the other; v2 has one `input_data` and no equivalent (issue thread).
    /// - **Fix** none: merge the data into one `mltable` or folder, or make one step per input.
    ///
    /// Invalid:
    ///
    /// ```python v1 step
    /// inputs=[data, Dataset.get_by_name(ws, "more").as_named_input("more")]
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 step
    /// inputs=[data]
    /// ```
    PJ815 "several-inputs" Warning, on: [SdkV1], sdk: No, costs: true, fix: None, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    let [first, second, ..] = dataset::items(step, Field::Inputs) else { return };
    let message = message!("v1 makes mini-batches of all inputs, one after the other; a v2 step splits one `input_data`");
    let help = message!("merge the data into one `mltable` or folder, or make a step for each input");
    cx.report(second.used_at(), message).help(help).related(first.used_at(), message!("the first input"));
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{count};

    #[test]
    fn fires_on_the_second_input() {
        assert_eq!(count("PJ815", "python v1 step", "inputs=[data, more, most]"), 1);
        assert_eq!(count("PJ815", "python v1 step", "inputs=[data], side_inputs=[more]"), 0);
        assert_eq!(count("PJ815", "python v1 step", "inputs=[*more]"), 0);
        assert_eq!(count("PJ815", "python v1 step", "inputs=datasets"), 0);
    }
}

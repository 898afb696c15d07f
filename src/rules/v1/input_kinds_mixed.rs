//! PJ712 `input-kinds-mixed`: The inputs of a step are not all of one kind.

use crate::model::ParallelStep;
use crate::rules::Context;
use crate::rules::shared::dataset::{self, Kind};
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// The inputs of a step are not all of one kind.
    ///
    /// - **Fires when** the items of `inputs` are known, and at least one is a file dataset and one a tabular dataset.
    /// - **Silent on** items of unknown kind; `side_inputs`.
    /// - **Why** "All inputs of step must be same type".
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```python v1 step
    /// inputs=[Dataset.File.from_files((ws, "a")).as_named_input("a"), Dataset.Tabular.from_delimited_files((ws, "b")).as_named_input("b")]
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 step
    /// inputs=[Dataset.File.from_files((ws, "a")).as_named_input("a"), Dataset.File.from_files((ws, "b")).as_named_input("b")]
    /// ```
    PJ712 "input-kinds-mixed" Error, on: [SdkV1], sdk: Yes, costs: false, fix: None, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    let items = dataset::items(step, Field::Inputs);
    let kinds: Option<Vec<Kind>> = items.iter().map(dataset::kind).collect();
    let Some(kinds) = kinds else { return };
    let Some((first, other)) = items.first().zip(kinds.iter().position(|kind| Some(kind) != kinds.first())) else { return };
    let Some(item) = items.get(other) else { return };
    let message = message!("the inputs are files and tables; `ParallelRunStep` raises \"All inputs of step must be same type\"");
    let help = message!("give files only or tables only, or make a step of each");
    let finding = cx.report(item.used_at(), message).help(help);
    finding.related(first.used_at(), message!("the first input is of the other kind"));
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    const FILES: &str = "Dataset.File.from_files('a').as_named_input('a')";
    const TABLE: &str = "Dataset.Tabular.from_delimited_files('b').as_named_input('b')";

    #[test]
    fn draws_the_first_of_another_kind() {
        let margin = " ".repeat(10 + FILES.len());
        check("python v1 step", &format!("inputs=[{FILES}, {TABLE}],\n{margin}{} PJ712", "^".repeat(TABLE.len())));
    }

    #[test]
    fn silent() {
        check("python v1 step", "inputs=[Dataset.File.from_files('a').as_named_input('a'), OutputFileDatasetConfig('x')]");
        check("python v1 step", &format!("inputs=[{FILES}, data, {TABLE}]"));
        check("python v1 step", &format!("inputs=[{FILES}], side_inputs=[{TABLE}]"));
        check("python v1 step", "inputs=datasets");
    }
}

//! PJ821 `table-needs-mltable`: A tabular dataset needs an MLTable file in v2.

use crate::model::ParallelStep;
use crate::rules::Context;
use crate::rules::shared::dataset::{self, Kind};
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// A tabular dataset needs an MLTable file in v2.
    ///
    /// - **Fires when** an item of `inputs` or `side_inputs` comes from `Dataset.Tabular.…`, `.read_delimited_files()`, `.read_parquet_files()`, `.parse_delimited_files()` or `.parse_parquet_files()`.
    /// - **Silent on** unknown kinds.
    /// - **Why** v2 reads tables through an `MLTable` file with its transformations, mode `direct`, and the `mltable` package in the environment; none of the three exists in v1.
    /// - **Fix** none; the migration writes the input with `type: mltable`, `mode: direct` and proposes an `MLTable` file for delimited and Parquet sources.
    ///
    /// Invalid:
    ///
    /// ```python v1 file
    /// from azureml.core import Dataset
    /// from azureml.pipeline.steps import ParallelRunStep
    ///
    /// table = Dataset.Tabular.from_delimited_files((store, "b")).as_named_input("b")
    /// step = ParallelRunStep(name="score", parallel_run_config=config, inputs=[table], output=scores)
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v2
    /// inputs={"data": Input(type="mltable", path="azureml:b:1", mode="direct")}
    /// mini_batch_size="1mb"
    /// ```
    PJ821 "table-needs-mltable" Warning, on: [SdkV1], sdk: No, costs: false, fix: None, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    for item in [Field::Inputs, Field::SideInputs].into_iter().flat_map(|field| dataset::items(step, field)) {
        if dataset::kind(item) != Some(Kind::Table) {
            continue;
        }
        let message = message!("v2 reads a table through an `MLTable` file, which v1 does not have");
        let help = message!("write an `MLTable` file beside the data, give it as `Input(type=\"mltable\", mode=\"direct\")`, and add the package `mltable` to the environment");
        cx.report(item.used_at(), message).help(help);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{count};

    fn found(input: &str) -> usize {
        count("PJ821", "python v1 step", &format!("inputs=[{input}]"))
    }

    #[test]
    fn fires_on_tables() {
        assert_eq!(found("Dataset.Tabular.from_parquet_files('a').as_named_input('a')"), 1);
        assert_eq!(found("OutputFileDatasetConfig('a').read_delimited_files().as_input('a')"), 1);
        assert_eq!(found("PipelineData('a').as_dataset().parse_parquet_files()"), 1);
    }

    #[test]
    fn silent() {
        assert_eq!(found("data"), 0);
        assert_eq!(found("OutputFileDatasetConfig('a')"), 0);
        assert_eq!(found("unknown"), 0);
    }
}

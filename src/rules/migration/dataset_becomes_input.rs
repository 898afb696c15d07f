//! PJ820 `dataset-becomes-input`: A v1 dataset becomes an input with type, path and mode.

use crate::message::Message;
use crate::model::{ParallelStep, Value};
use crate::rules::Context;
use crate::rules::shared::dataset::{self, Kind};
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// A v1 dataset becomes an input with type, path and mode.
    ///
    /// - **Fires when** an item of `inputs` or `side_inputs` comes from `Dataset.get_by_name`, `Dataset.File.from_files`, `Dataset.get_by_id`, `DatasetConsumptionConfig`, or a `DataReference`.
    /// - **Silent on** tabular datasets (PJ821); outputs of other steps.
    /// - **Why** A registered v1 dataset is no v2 data asset of type `uri_folder`: read as `mltable` with `eval_mount` (issue thread), a datastore path as `azureml://datastores/<name>/paths/<path>` with `ro_mount`. `path_on_compute` and a mount point given to `as_mount` have no effect in v2.
    /// - **Fix** none here. In v2: `Input(type="mltable", path="azureml:<name>:<version>", mode="eval_mount")` for registered ones (`@latest` without version), `Input(type="uri_folder", path="azureml://…", mode="ro_mount")` for datastore paths, `download` for `as_download`.
    ///
    /// Invalid:
    ///
    /// ```python v1 step
    /// inputs=[Dataset.get_by_name(ws, "images").as_named_input("images").as_mount()]
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v2
    /// inputs={"data": Input(type="mltable", path="azureml:images:1", mode="eval_mount")}
    /// ```
    PJ820 "dataset-becomes-input" Info, on: [SdkV1], sdk: No, costs: false, fix: None, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    for item in [Field::Inputs, Field::SideInputs].into_iter().flat_map(|field| dataset::items(step, field)) {
        let Some(help) = successor(item) else { continue };
        let message = message!("a v1 dataset becomes an `Input` with type, path and mode");
        cx.report(item.used_at(), message).help(help);
    }
}

/// What a dataset becomes, by the calls that made it. Tables and outputs of other steps become something else.
fn successor(item: &Value) -> Option<Message> {
    let object = item.object().filter(|_| dataset::kind(item) != Some(Kind::Table))?;
    let made = match object.name() {
        dataset::CONSUMPTION => object.argument("dataset", 1)?.object()?,
        _ => object,
    };
    let has = |word: &str| made.class.split('.').any(|other| other == word);
    if has("Dataset") && (has("get_by_name") || has("get_by_id")) {
        return Some(message!("a registered dataset is read as `Input(type=\"mltable\", path=\"azureml:<name>:<version>\", mode=\"eval_mount\")`"));
    }
    let of_files = has("Dataset") && has("File") && has("from_files");
    (of_files || has("DataReference")).then(|| message!("a path in a datastore is read as `Input(type=\"uri_folder\", path=\"azureml://datastores/<name>/paths/<path>\", mode=\"ro_mount\")`"))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{count};

    fn found(input: &str) -> usize {
        count("PJ820", "python v1 step", &format!("inputs=[{input}]"))
    }

    #[test]
    fn fires_on_datasets() {
        assert_eq!(found("data"), 1);
        assert_eq!(found("Dataset.get_by_name(ws, 'a').as_named_input('a').as_mount()"), 1);
        assert_eq!(found("Dataset.File.from_files('a').as_named_input('a')"), 1);
        assert_eq!(count("PJ820", "python v1 step", "inputs=[more], side_inputs=[data]"), 1);
        let class = "from azureml.data.dataset_consumption_config import DatasetConsumptionConfig as C\nParallelRunStep('a', config, [C('a', Dataset.get_by_id(ws, 'b'))], scores)";
        assert_eq!(count("PJ820", "python v1 after", class), 2);
    }

    #[test]
    fn silent() {
        assert_eq!(found("OutputFileDatasetConfig('a')"), 0);
        assert_eq!(found("Dataset.Tabular.from_delimited_files('a').as_named_input('a')"), 0);
        assert_eq!(found("unknown"), 0);
    }
}

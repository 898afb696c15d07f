//! What the calls of SDK v1 make of data, by the names of the calls. Knows no rule; silent where a name does not tell.

use crate::model::{Object, ParallelStep, Value};
use crate::tables::Field;

/// What a dataset is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Files.
    Files,
    /// A table.
    Table,
}

/// What a value is for an input of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// An input, or an output of another step that becomes one by itself.
    Input,
    /// A dataset that has not been made an input.
    Dataset,
    /// Data of a pipeline that has not been made a dataset.
    PipelineData,
    /// A reference to a place in a datastore.
    Reference,
    /// A data frame.
    Frame,
}

/// The calls that say how an input is given to the script.
pub(crate) const MODES: [&str; 3] = ["as_mount", "as_download", "as_hdfs"];
/// The class that makes an input of a dataset.
pub(crate) const CONSUMPTION: &str = "DatasetConsumptionConfig";
/// The class of an output that is a dataset.
pub(crate) const OUTPUT: &str = "OutputFileDatasetConfig";

/// What a dataset is, by the calls that made it; a registered one does not say.
pub(crate) fn kind(value: &Value) -> Option<Kind> {
    let object = value.object()?;
    match object.name() {
        CONSUMPTION => kind_of_class(&object.argument("dataset", 1)?.object()?.class),
        _ => kind_of_class(&object.class),
    }
}

/// The last call that says it decides: `OutputFileDatasetConfig(…).read_delimited_files()` is a table. What is mounted
/// or downloaded has files, unless it is known to be a table.
fn kind_of_class(class: &str) -> Option<Kind> {
    let said = class.rsplit('.').find_map(|word| match word {
        "File" | "FileDataset" | OUTPUT | "as_dataset" => Some(Kind::Files),
        "Tabular" | "TabularDataset" | "read_delimited_files" | "read_parquet_files" => Some(Kind::Table),
        "parse_delimited_files" | "parse_parquet_files" => Some(Kind::Table),
        _ => None,
    });
    let mounted = || class.contains("Dataset") && class.rsplit('.').any(|word| MODES.contains(&word));
    said.or_else(|| mounted().then_some(Kind::Files))
}

/// What a value is for an input, if the calls that made it tell.
pub(crate) fn form(value: &Value) -> Option<Form> {
    let object = value.object()?;
    let has = |word: &str| object.class.split('.').any(|other| other == word);
    match object.name() {
        CONSUMPTION | OUTPUT | "as_named_input" | "as_dataset" => Some(Form::Input),
        "PipelineData" => Some(Form::PipelineData),
        "DataReference" => Some(Form::Reference),
        "to_pandas_dataframe" | "to_spark_dataframe" => Some(Form::Frame),
        _ if has(OUTPUT) || has("as_named_input") || has("as_dataset") => Some(Form::Input),
        "get_by_name" | "get_by_id" if has("Dataset") => Some(Form::Dataset),
        name if name.starts_with("from_") && (has("File") || has("Tabular")) && has("Dataset") => Some(Form::Dataset),
        _ => None,
    }
}

/// The name that is given to an input where it is made one.
pub(crate) fn name(value: &Value) -> Option<&Value> {
    let names = |object: &&Object| match object.name() {
        CONSUMPTION | "as_named_input" => true,
        "as_input" => object.class.contains(OUTPUT),
        _ => false,
    };
    value.object()?.chain().find(names)?.argument("name", 0)
}

/// The items of a field that is a list.
pub(crate) fn items(step: &ParallelStep, field: Field) -> &[Value] {
    step.value(field).and_then(Value::items).unwrap_or_default()
}

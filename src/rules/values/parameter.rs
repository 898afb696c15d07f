//! `PipelineParameter` of SDK v1: a value that may be replaced when the pipeline is submitted.

use crate::model::{Object, Value};

/// The default of a `PipelineParameter`, if the value is one.
pub(super) fn default(value: &Value) -> Option<&Value> {
    let object = value.object().filter(|object| object.name() == "PipelineParameter")?;
    let Object { arguments, positional, .. } = object;
    arguments.get("default_value").map(|entry| &entry.value).or(positional.get(1))
}

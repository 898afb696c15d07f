//! `PipelineParameter` of SDK v1: a value that may be replaced when the pipeline is submitted.

use crate::model::{Object, Value};

/// The `PipelineParameter` that a value is.
pub(crate) fn parameter(value: &Value) -> Option<&Object> {
    value.object().filter(|object| object.name() == "PipelineParameter")
}

/// The default of a `PipelineParameter`, if the value is one.
pub(crate) fn default(value: &Value) -> Option<&Value> {
    parameter(value)?.argument("default_value", 1)
}

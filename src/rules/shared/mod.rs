//! What rules of several groups ask of values.

pub(super) mod dataset;
pub(super) mod output_action;
pub(super) mod parameter;
pub(super) mod reference;

//! What rules of several groups ask of values.

pub(super) mod component;
pub(super) mod dataset;
pub(super) mod driver;
pub(crate) mod mini_batch;
pub(super) mod output_action;
pub(super) mod parameter;
pub(super) mod ports;
pub(super) mod reference;
pub(super) mod split;

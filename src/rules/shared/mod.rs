//! What rules of several groups ask of values.

pub(super) mod component;
pub(crate) mod dataset;
pub(super) mod driver;
pub(crate) mod mini_batch;
pub(crate) mod names;
pub(crate) mod output_action;
pub(crate) mod parameter;
pub(super) mod ports;
pub(super) mod reference;
pub(super) mod split;

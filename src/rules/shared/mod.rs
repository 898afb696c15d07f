//! What rules of several groups ask of values.

pub(super) mod reference;

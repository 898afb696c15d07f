//! Parallel jobs in YAML: components, pipelines with their nodes, and the files of SDK v1.

mod convert;
mod lower;
mod order;
mod recognize;
mod render;
#[cfg(test)]
mod tests;
mod write;

pub use convert::root;
pub use lower::lower;
pub use render::{component, path_in_component, path_in_node, pipeline, unsaid};
pub use write::{Remark, annotate, write};

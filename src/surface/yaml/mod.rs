//! Parallel jobs in YAML: components, pipelines with their nodes, and the files of SDK v1.

mod convert;
mod lower;
mod recognize;

pub use convert::root;
pub use lower::lower;

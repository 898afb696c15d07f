//! Parallel jobs in YAML: components, pipelines with their nodes, and the files of SDK v1.

mod convert;
mod lower;
mod recognize;

pub use lower::lower;

//! parlint knows Azure Machine Learning parallel jobs.
pub mod syntax;
pub mod tables;
pub mod text;

//! parlint knows Azure Machine Learning parallel jobs.
pub mod tables;
pub mod text;

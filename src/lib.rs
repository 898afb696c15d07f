//! parlint knows Azure Machine Learning parallel jobs.
pub mod text;

//! Text to tree, one module a language. Parsing never fails: every text gives a tree and a list of errors.
//! The only layer that names a parser crate; knows nothing of Azure.

pub mod notebook;
pub mod python;
pub mod yaml;

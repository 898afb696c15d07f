//! The configuration: which settings exist, how they are read from TOML, and what they come to for one file. Reads files
//! only through [`Files`](crate::project::Files); knows no command line and no output.

mod discovery;
mod entry;
mod globs;
mod layer;
mod parse;
mod schema;
mod selector;
mod settings;

pub use discovery::{Configuration, Found};
pub use entry::{Entry, Key, Kind};
pub use globs::Globs;
pub use layer::{FailOn, Layer};
pub use parse::{Parsed, parse, parse_pyproject};
pub use schema::schema;
pub use selector::{Selector, UnknownRule};
pub use settings::Settings;

#[cfg(test)]
mod tests;

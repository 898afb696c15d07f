//! The subcommands, one a file.

mod check;
mod config;
mod file;
mod fixing;
mod rule;

pub use check::check;
pub use config::config;
pub use rule::rule;

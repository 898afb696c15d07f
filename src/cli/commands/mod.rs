//! The subcommands, one a file.

mod check;
mod config;
mod delivery;
mod file;
mod fixing;
mod intake;
mod migrate;
mod rule;
mod server;

pub use check::check;
pub use config::config;
pub use migrate::migrate;
pub use rule::rule;
pub use server::server;

use crate::message;
use crate::message::Message;
use std::path::PathBuf;

/// Where relative paths start.
fn working_directory() -> Result<PathBuf, Message> {
    std::env::current_dir().map_err(|error| message!("the working directory cannot be found: {error}", error = error))
}

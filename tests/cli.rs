//! The program as people use it: the built binary, run in folders made for the occasion.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "cli/config.rs"]
mod config;
#[path = "cli/files.rs"]
mod files;
#[path = "cli/fixing.rs"]
mod fixing;
#[path = "cli/formats.rs"]
mod formats;
#[path = "cli/help.rs"]
mod help;
#[path = "cli/migrate.rs"]
mod migrate;
#[path = "cli/near_misses.rs"]
mod near_misses;
#[path = "cli/notebook.rs"]
mod notebook;
#[path = "cli/sandbox.rs"]
mod sandbox;
#[path = "cli/scripts.rs"]
mod scripts;
#[path = "cli/status.rs"]
mod status;

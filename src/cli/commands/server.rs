//! `parlint server`: hands over to the language server.

use crate::cli::Status;
use crate::cli::arguments::ServerOptions;
use crate::message;
use crate::message::Message;
use crate::server::{self, Options};

/// Serves an editor until it leaves.
///
/// # Errors
/// If the server cannot run.
pub fn server(options: &ServerOptions) -> Result<Status, Message> {
    let ServerOptions { locale, log_level, log_file, stdio: _ } = options;
    let options = Options { locale: *locale, log_level: *log_level, log_file: log_file.clone() };
    let said_goodbye =
        server::run(options).map_err(|error| message!("the server cannot run: {error}", error = error))?;
    Ok(if said_goodbye { Status::Clean } else { Status::Abandoned })
}

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
    let said_goodbye = server::run(Options { locale: options.locale })
        .map_err(|error| message!("the server cannot run: {error}", error = error))?;
    Ok(if said_goodbye { Status::Clean } else { Status::Abandoned })
}

//! `parlint server`: the language server. The one layer that knows the protocol's types and the editor's positions;
//! everything it says it asks the engine.
//!
//! ```text
//! stdin ─ transport ─ session ─ backend ─▶ state (under a lock) ─▶ snapshot ─▶ check, at the desk: a thread for that
//!                                 │                                   │
//! stdout ◀─ transport ◀───────────┴────────── worker ◀────────────────┘
//! ```
//!
//! A notification changes the state before anything else is looked at, and wakes the worker. A request takes a
//! snapshot, likewise at once, and is answered from it: every answer speaks of the text as it was when it was asked.

mod actions;
mod backend;
mod changes;
mod client;
mod configuration;
mod desk;
mod diagnostics;
mod documents;
mod editor_settings;
mod features;
mod files;
mod index;
mod lifecycle;
mod log;
mod migration;
#[cfg(test)]
mod model_tests;
mod navigation;
mod notebook;
mod open;
mod places;
mod pull;
mod scan;
mod session;
mod shared;
mod snapshot;
mod state;
mod transport;
mod uri;
mod worker;

pub use log::Level;

use crate::guard;
use crate::tables::Locale;
use backend::Backend;
use log::Log;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use tower_lsp::LspService;

/// The name under which diagnostics are shown.
const SOURCE: &str = "parlint";

/// What a server is told when it is started.
#[derive(Debug, Default)]
pub struct Options {
    /// The language of messages, whatever the client's is.
    pub locale: Option<Locale>,
    /// How much is logged.
    pub log_level: Level,
    /// Where to; without it, to standard error.
    pub log_file: Option<PathBuf>,
}

/// Serves one client on the standard streams until it leaves; tells whether it said goodbye.
///
/// # Errors
/// If the log cannot be written, or the system does not allow it to run.
pub fn run(options: Options) -> io::Result<bool> {
    guard::install();
    let log = Arc::new(Log::new(options.log_level, options.log_file.as_deref())?);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    let service = LspService::build(|client| Backend::new(client, options.locale, Arc::clone(&log)));
    let service = service.custom_method("window/workDoneProgress/cancel", Backend::cancel_progress);
    let (service, socket) = service.finish();
    let said_goodbye = session::serve(&runtime, service, socket, &log);
    // A thread that still reads or works is left alone: the process ends now.
    runtime.shutdown_background();
    Ok(said_goodbye)
}

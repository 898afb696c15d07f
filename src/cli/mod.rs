//! The command line: what is asked, which files are looked at, and how the answer is printed. Knows no rule.

mod arguments;
mod commands;
mod configuration;
mod output;
mod pages;
mod parallel;
mod progress;
mod report;
mod results;
mod screen;
mod write;

pub use pages::{configuration_page, pages};

use crate::locale::{self, Words};
use crate::message::Message;
use crate::tables::Locale;
use arguments::{Arguments, Command};
use clap::{CommandFactory, Parser};
use screen::Screen;
use std::process::ExitCode;

/// What a run says by its exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    /// Nothing found.
    Clean,
    /// Findings.
    Findings,
    /// The editor left the server without a goodbye.
    Abandoned,
    /// Wrong usage, or an internal error.
    Failure,
}

/// Does what the arguments of this process ask for.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let status = run(&arguments).unwrap_or_else(|failure| {
        Screen::plain().complain(&failure, words(arguments.locale()));
        Status::Failure
    });
    ExitCode::from(match status {
        Status::Clean => 0,
        Status::Findings | Status::Abandoned => 1,
        Status::Failure => 2,
    })
}

/// # Errors
/// Why nothing could be done: wrong usage, or output that cannot be written.
fn run(arguments: &Arguments) -> Result<Status, Message> {
    match &arguments.command {
        None => commands::check(&arguments.check),
        Some(Command::Check(check)) => commands::check(check),
        Some(Command::Migrate(options)) => commands::migrate(options),
        Some(Command::Rule(query)) => commands::rule(query),
        Some(Command::Config(query)) => commands::config(query),
        Some(Command::Server(options)) => commands::server(options),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Arguments::command(), "parlint", &mut script);
            Screen::plain().print(&String::from_utf8_lossy(&script))?;
            Ok(Status::Clean)
        }
        Some(Command::Version) => {
            Screen::plain().print(concat!("parlint ", env!("CARGO_PKG_VERSION"), "\n"))?;
            Ok(Status::Clean)
        }
    }
}

/// Words of the language that was chosen, or else of that of the environment.
fn words(chosen: Option<Locale>) -> Words {
    Words::new(chosen.unwrap_or_else(|| locale::of_environment(|name| std::env::var(name).ok())))
}

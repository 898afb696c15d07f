//! Standard output and standard error: colours where they are wanted, the width, and what the screen can show.

use super::arguments::Color;
use super::output::Style;
use crate::locale::Words;
use crate::message;
use crate::message::Message;
use anstream::{AutoStream, ColorChoice};
use std::io::{self, IsTerminal, Write};

/// Where people read.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    color: Color,
}

impl Screen {
    /// A screen with colours as asked for.
    #[must_use]
    pub fn new(color: Color) -> Self {
        Self { color }
    }

    /// A screen with colours if it can show them.
    #[must_use]
    pub fn plain() -> Self {
        Self { color: Color::Auto }
    }

    /// Prints text, which may have colours in it, to standard output. A reader that has gone away is no error.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn print(self, text: &str) -> Result<(), Message> {
        let stdout = io::stdout();
        let choice = self.choice(AutoStream::choice(&stdout));
        let mut stream = AutoStream::new(stdout.lock(), choice);
        match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            result => result.map_err(|error| message!("standard output cannot be written: {error}", error = error)),
        }
    }

    /// Prints text to standard error. What cannot be said there cannot be said at all.
    pub fn say(self, text: &str) {
        let stderr = io::stderr();
        let choice = self.choice(AutoStream::choice(&stderr));
        let mut stream = AutoStream::new(stderr.lock(), choice);
        let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
    }

    /// Says what makes the run fail.
    pub fn complain(self, error: &Message, words: Words) {
        let label = words.say(&message!("error"));
        self.say(&format!("\u{1b}[1m\u{1b}[91m{label}\u{1b}[0m: {}\n", words.say(error)));
    }

    /// Says what is to be known and makes nothing fail.
    pub fn warn(self, warning: &Message, words: Words) {
        let label = words.say(&message!("warning"));
        self.say(&format!("\u{1b}[1m\u{1b}[93m{label}\u{1b}[0m: {}\n", words.say(warning)));
    }

    /// Text for a file: with colours only if they are always wanted.
    #[must_use]
    pub fn for_file(self, text: &str) -> String {
        if self.color == Color::Always { text.to_owned() } else { anstream::adapter::strip_str(text).to_string() }
    }

    /// What the screen can show.
    #[must_use]
    pub fn style(self) -> Style {
        let width = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let width = width.filter(|_| io::stdout().is_terminal()).unwrap_or(140);
        Style { width: width.clamp(60, 200), unicode: is_unicode(|name| std::env::var(name).ok()) }
    }

    fn choice(self, automatic: ColorChoice) -> ColorChoice {
        match self.color {
            Color::Auto => automatic,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        }
    }
}

/// Whether the environment says that text is UTF-8.
fn is_unicode(variable: impl Fn(&str) -> Option<String>) -> bool {
    if cfg!(windows) {
        return variable("WT_SESSION").is_some();
    }
    let value = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| variable(name).filter(|value| !value.is_empty()));
    value.is_some_and(|value| value.to_ascii_lowercase().replace('-', "").contains("utf8"))
}

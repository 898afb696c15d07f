//! What happens, for those who look for the cause of something: lines to standard error or a file.

use std::fmt::Display;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// How much is said; each level says what the ones before it say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing.
    Off,
    /// What failed.
    Error,
    /// What is not as it should be.
    #[default]
    Warning,
    /// What the session is about.
    Info,
    /// Every step.
    Debug,
}

impl Level {
    /// All levels.
    pub const ALL: [Self; 5] = [Self::Off, Self::Error, Self::Warning, Self::Info, Self::Debug];

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
            Self::Debug => "debug",
        }
    }

    /// The level that this word stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == word)
    }
}

/// The log of a session.
pub struct Log {
    level: Level,
    start: Instant,
    output: Mutex<Box<dyn Write + Send>>,
}

impl Log {
    /// A log to the end of a file, or to standard error.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn new(level: Level, file: Option<&Path>) -> io::Result<Self> {
        let open = |path: &Path| std::fs::OpenOptions::new().create(true).append(true).open(path);
        let output: Box<dyn Write + Send> = match file {
            Some(path) => Box::new(open(path)?),
            None => Box::new(io::stderr()),
        };
        Ok(Self { level, start: Instant::now(), output: Mutex::new(output) })
    }

    /// Says what failed.
    pub fn error(&self, message: impl Display) {
        self.write(Level::Error, message);
    }

    /// Says what is not as it should be.
    pub fn warning(&self, message: impl Display) {
        self.write(Level::Warning, message);
    }

    /// Says what the session is about.
    pub fn info(&self, message: impl Display) {
        self.write(Level::Info, message);
    }

    /// Says what is being done.
    pub fn debug(&self, message: impl Display) {
        self.write(Level::Debug, message);
    }

    fn write(&self, level: Level, message: impl Display) {
        if level > self.level {
            return;
        }
        let seconds = self.start.elapsed().as_secs_f64();
        let line = format!("[{seconds:9.3}] {}: {message}\n", level.as_str());
        // Where nothing can be written, nobody can be told.
        let _ = self.output.lock().unwrap_or_else(PoisonError::into_inner).write_all(line.as_bytes());
    }
}

//! What one source of settings says: a configuration file, `--config key=value`, or the options of the command line.

use super::{Globs, Key, Selector};
use crate::diagnostic::Severity;
use crate::tables::Locale;
use std::collections::BTreeMap;

/// The mildest finding that makes a run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailOn {
    /// A finding of this severity or a graver one.
    Severity(Severity),
    /// None does.
    Never,
}

impl FailOn {
    /// All values, as they are written.
    pub const NAMES: [&'static str; 4] = ["error", "warning", "info", "never"];

    /// The value written so.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        if word == "never" {
            return Some(Self::Never);
        }
        Severity::parse(word).map(Self::Severity)
    }

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Severity(severity) => severity.as_str(),
            Self::Never => "never",
        }
    }

    /// Whether a finding of this severity makes the run fail.
    #[must_use]
    pub fn fails(self, severity: Severity) -> bool {
        matches!(self, Self::Severity(least) if severity >= least)
    }
}

/// The settings of one source. What it does not say is absent or empty.
#[derive(Clone, Debug, Default)]
pub struct Layer {
    /// Where each setting stands: `parlint.toml:3`, `--select`.
    pub origins: BTreeMap<Key, String>,
    /// The rules that run, instead of those that are on by default.
    pub select: Option<Vec<Selector>>,
    /// Rules that run in addition.
    pub extend_select: Vec<Selector>,
    /// Rules that do not run.
    pub ignore: Vec<Selector>,
    /// Severities that replace the rules' own.
    pub severity: Vec<(Selector, Severity)>,
    /// Rules that do not run on some files.
    pub per_file_ignores: Vec<(Globs, Vec<Selector>)>,
    /// What is not walked, instead of the default.
    pub exclude: Option<Globs>,
    /// What is not walked in addition.
    pub extend_exclude: Option<Globs>,
    /// The mildest finding that makes a run fail.
    pub fail_on: Option<FailOn>,
    /// The language of messages.
    pub locale: Option<Locale>,
    /// The size in bytes above which a file is not read.
    pub max_file_size: Option<u64>,
    /// Python files that are entry scripts.
    pub entry_scripts: Option<Globs>,
}

//! One case: a few small files that the SDK and parlint are asked about. Knows neither.

use parlint::text::Span;
use std::collections::BTreeMap;

/// A few small files, one of which is looked at.
#[derive(Clone, Debug)]
pub struct Case {
    /// A name for people that stays the same: `inline/mini_batch_size/null`.
    pub name: String,
    /// Path and text of every file.
    pub files: BTreeMap<String, String>,
    /// The path of the file that is looked at.
    pub main: String,
    /// What the SDK's script is to load it as, if it has a choice: `job`, `component`.
    pub load: &'static str,
    /// What was done to a valid case.
    pub change: Change,
}

/// What was done to a valid case.
#[derive(Clone, Debug)]
pub enum Change {
    /// Nothing that matters: the SDK builds what it builds of the case of this name, and parlint is silent.
    Neutral(String),
    /// Something at one of these places of the main file, right or wrong. An error about it stands there.
    At(Vec<Span>),
    /// Something, anywhere.
    Somewhere,
}

impl Case {
    /// The text of the main file.
    pub fn text(&self) -> &str {
        &self.files[&self.main]
    }

    /// The same case with another text of the main file.
    pub fn with_text(&self, text: String) -> Self {
        let mut other = self.clone();
        other.files.insert(self.main.clone(), text);
        other
    }
}

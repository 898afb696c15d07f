//! Flags among the program arguments and what is given for them. Knows how a command line is read, no flag by name.

use super::{ArgumentWord, holds_expression};
use crate::text::{HOLE, Span};
use std::ops::Range;

/// A flag, `--limit` or `--limit=5`.
pub struct Flag<'a> {
    /// The word it stands in.
    pub word: &'a ArgumentWord<'a>,
    /// The flag without `=` and what follows.
    pub text: &'a str,
    /// What is given for it.
    pub given: FlagValue<'a>,
}

/// What is given for a flag.
#[derive(Clone, Copy)]
pub enum FlagValue<'a> {
    /// Nothing: the arguments end, or another flag follows.
    Nothing,
    /// Known at run time only, or an expression.
    Unknown,
    /// The rest of the word after `=`.
    Joined(&'a str),
    /// The word after it.
    Next(&'a ArgumentWord<'a>),
}

impl<'a> Flag<'a> {
    /// Its name without dashes.
    #[must_use]
    pub fn name(&self) -> &'a str {
        self.text.trim_start_matches('-')
    }

    /// Where it stands in the decoded text; `None` for a quoted word, whose text is not what stands there.
    #[must_use]
    pub fn range(&self) -> Option<Range<usize>> {
        let word = &self.word.word;
        let plain = word.range.len() == word.text.len();
        plain.then(|| word.range.start..word.range.start + self.text.len())
    }

    /// Where it is written.
    #[must_use]
    pub fn span(&self) -> Span {
        self.word.span_of(self.range().unwrap_or(self.word.word.range.clone()))
    }

    /// The text given for it, if that is known, and where it stands.
    #[must_use]
    pub fn value(&self) -> Option<(&'a str, Span)> {
        match self.given {
            FlagValue::Nothing | FlagValue::Unknown => None,
            FlagValue::Next(word) => Some((word.word.text.as_str(), word.span())),
            FlagValue::Joined(text) => {
                let start = self.range().map(|range| range.end + 1);
                let span = start.map(|start| self.word.span_of(start..self.word.word.range.end));
                Some((text, span.unwrap_or(self.word.span())))
            }
        }
    }
}

/// The flags among a step's arguments, those left out of which it is not certain that they are flags.
pub fn flags<'a>(words: &'a [ArgumentWord<'a>]) -> impl Iterator<Item = Flag<'a>> {
    words.iter().enumerate().filter_map(|(index, word)| {
        let (text, joined) = split(&word.word.text)?;
        let given = match joined {
            Some(joined) if is_unknown(joined) => FlagValue::Unknown,
            Some(joined) => FlagValue::Joined(joined),
            None => given(words.get(index + 1)),
        };
        Some(Flag { word, text, given })
    })
}

fn given<'a>(next: Option<&'a ArgumentWord<'a>>) -> FlagValue<'a> {
    match next {
        None => FlagValue::Nothing,
        Some(next) if is_flag(&next.word.text) => FlagValue::Nothing,
        Some(next) if next.word.is_dynamic() => FlagValue::Unknown,
        Some(next) => FlagValue::Next(next),
    }
}

fn is_unknown(text: &str) -> bool {
    text.contains(HOLE) || holds_expression(text)
}

fn is_flag(text: &str) -> bool {
    split(text).is_some()
}

/// The flag and what stands behind its `=`. Negative numbers are no flags.
fn split(text: &str) -> Option<(&str, Option<&str>)> {
    let (flag, joined) = text.split_once('=').map_or((text, None), |(flag, joined)| (flag, Some(joined)));
    let name = flag.strip_prefix("--").or(flag.strip_prefix('-'))?;
    let plain = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    (name.starts_with(char::is_alphabetic) && name.chars().all(plain)).then_some((flag, joined))
}

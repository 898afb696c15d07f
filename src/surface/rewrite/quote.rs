//! Which quotation mark to write: that of the text replaced, else the neighbours', else the file's. Knows what a quoted
//! literal begins with in YAML and Python alike.

use crate::model::{Mapping, Origin};
use crate::text::Span;

/// A quotation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quote {
    /// `'`
    Single,
    /// `"`
    Double,
}

impl Quote {
    /// The character.
    #[must_use]
    pub fn char(self) -> char {
        match self {
            Self::Single => '\'',
            Self::Double => '"',
        }
    }

    /// The other mark.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Single => Self::Double,
            Self::Double => Self::Single,
        }
    }

    /// This mark or, on a condition, the other.
    #[must_use]
    pub fn other_if(self, condition: bool) -> Self {
        if condition { self.other() } else { self }
    }

    /// The mark that a literal begins with, after a Python prefix.
    pub(super) fn of(source: &str) -> Option<Self> {
        match source.trim_start_matches(|c: char| "rbuftRBUFT".contains(c)).chars().next()? {
            '\'' => Some(Self::Single),
            '"' => Some(Self::Double),
            _ => None,
        }
    }

    /// The mark of the literal at `span`, else the one that the file prefers.
    pub(super) fn at(text: &str, span: Span) -> Self {
        Self::of(span.slice(text)).unwrap_or_else(|| Self::prevailing(text))
    }

    /// The mark of a mapping's values or keys, else the one that the file prefers.
    pub(super) fn near(text: &str, mapping: &Mapping) -> Self {
        let written = mapping.entries.iter().filter(|entry| entry.origin == Origin::Written);
        let of = |span: Span| Self::of(span.slice(text));
        let found = written.rev().find_map(|entry| of(entry.key_span).or_else(|| of(entry.value.span)));
        found.unwrap_or_else(|| Self::prevailing(text))
    }

    /// The mark that opens most literals of the file; `"` if that is not clear.
    #[must_use]
    pub fn prevailing(text: &str) -> Self {
        let bytes = text.as_bytes();
        let opens = |at: &usize| at.checked_sub(1).is_none_or(|before| b" (=[{,:".contains(&bytes[before]));
        let single = memchr::memchr_iter(b'\'', bytes).filter(opens).count();
        let double = memchr::memchr_iter(b'"', bytes).filter(opens).count();
        if single > double { Self::Single } else { Self::Double }
    }
}

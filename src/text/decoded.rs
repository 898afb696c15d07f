//! Text that was decoded from a literal (escapes, folded lines, concatenation), with the way back to its source bytes.
//! Does not know which language the literal is written in.

use super::Span;
use std::ops::Range;

/// Stands in the decoded text where a part is only known at run time, such as an f-string's placeholder.
pub const HOLE: char = '\u{FFFC}';

/// A decoded text and, for every part of it, the source bytes that part came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decoded {
    value: String,
    runs: Vec<Run>,
    holes: bool,
}

/// `length` decoded bytes from `at`, written in `source`. Verbatim runs have the same bytes on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    at: usize,
    length: usize,
    source: Span,
    verbatim: bool,
}

impl Decoded {
    /// A text that stands in the source exactly as it is read, from byte `start` on.
    #[must_use]
    pub fn verbatim(text: &str, start: usize) -> Self {
        let mut decoded = Self::default();
        decoded.push_verbatim(text, start);
        decoded
    }

    /// Appends text that stands in the source as it is read, from byte `start` on.
    pub fn push_verbatim(&mut self, text: &str, start: usize) {
        self.push(text, Span::new(start, start + text.len()), true);
    }

    /// Appends text that is written otherwise in `source`: an escape, a folded line break.
    pub fn push_replaced(&mut self, text: &str, source: Span) {
        self.push(text, source, false);
    }

    /// Appends a part that is known at run time only, as one [`HOLE`].
    pub fn push_hole(&mut self, source: Span) {
        self.holes = true;
        self.push(HOLE.encode_utf8(&mut [0; 4]), source, false);
    }

    /// Appends another decoded text (implicit concatenation, `+`).
    pub fn append(&mut self, other: &Self) {
        let base = self.value.len();
        self.value.push_str(&other.value);
        self.holes |= other.holes;
        self.runs.extend(other.runs.iter().map(|run| Run { at: run.at + base, ..*run }));
    }

    fn push(&mut self, text: &str, source: Span, verbatim: bool) {
        self.runs.push(Run { at: self.value.len(), length: text.len(), source, verbatim });
        self.value.push_str(text);
    }

    /// The decoded text; parts known at run time only are a [`HOLE`].
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.value
    }

    /// Whether a part is known at run time only.
    #[must_use]
    pub fn has_holes(&self) -> bool {
        self.holes
    }

    /// The same text, read from a source in which it stands so many bytes further on.
    #[must_use]
    pub fn moved(&self, by: isize) -> Self {
        let runs = self.runs.iter().map(|run| Run { source: run.source.moved(by), ..*run });
        Self { value: self.value.clone(), runs: runs.collect(), holes: self.holes }
    }

    /// Whether `other` is the same text, read from a source in which it stands so many bytes further on.
    #[must_use]
    pub fn is_moved(&self, other: &Self, by: isize) -> bool {
        let same = |(own, other): (&Run, &Run)| {
            (own.at, own.length, own.verbatim) == (other.at, other.length, other.verbatim)
                && own.source.is_moved(other.source, by)
        };
        let runs = self.runs.len() == other.runs.len() && self.runs.iter().zip(&other.runs).all(same);
        runs && self.value == other.value && self.holes == other.holes
    }

    /// The source bytes of a range of the decoded text: exact where the range is verbatim, else the smallest
    /// span of whole pieces that holds it. `None` for text without source, or a range outside it.
    #[must_use]
    pub fn span_of(&self, range: Range<usize>) -> Option<Span> {
        if range.end > self.value.len() || range.start > range.end {
            return None;
        }
        let touching = self.runs.iter().filter(|run| run.touches(&range)).map(|run| run.project(&range));
        touching.reduce(Span::cover)
    }

    /// Whether a range stands in the source byte for byte, so that replacing [`Self::span_of`] replaces just it.
    #[must_use]
    pub fn is_verbatim(&self, range: Range<usize>) -> bool {
        let Some(span) = self.span_of(range.clone()) else { return false };
        span.len() == range.len() && self.runs.iter().filter(|run| run.touches(&range)).all(|run| run.verbatim)
    }
}

impl Run {
    fn end(&self) -> usize {
        self.at + self.length
    }

    fn touches(&self, range: &Range<usize>) -> bool {
        if range.is_empty() {
            return self.at <= range.start && range.start <= self.end();
        }
        self.at < range.end && range.start < self.end()
    }

    fn project(&self, range: &Range<usize>) -> Span {
        if !self.verbatim {
            return self.source;
        }
        let start = range.start.clamp(self.at, self.end()) - self.at;
        let end = range.end.clamp(self.at, self.end()) - self.at;
        Span::new(self.source.start + start, self.source.start + end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_back_through_escapes_and_folds() {
        // `"a\tb` + folded line + `cd"` with the quote at byte 0.
        let mut text = Decoded::default();
        text.push_verbatim("a", 1);
        text.push_replaced("\t", Span::new(2, 4));
        text.push_verbatim("b", 4);
        text.push_replaced(" ", Span::new(5, 8));
        text.push_verbatim("cd", 8);
        assert_eq!(text.as_str(), "a\tb cd");
        assert_eq!(text.span_of(4..6), Some(Span::new(8, 10)));
        assert_eq!(text.span_of(5..6), Some(Span::new(9, 10)));
        assert_eq!(text.span_of(0..2), Some(Span::new(1, 4)));
        assert!(text.is_verbatim(4..6));
        assert!(!text.is_verbatim(0..2));
        assert!(!text.is_verbatim(2..5));
        assert_eq!(text.span_of(0..99), None);
    }

    #[test]
    fn holes_are_remembered_through_append() {
        let mut text = Decoded::verbatim("--a ", 2);
        let mut tail = Decoded::default();
        tail.push_hole(Span::new(6, 9));
        text.append(&tail);
        assert!(text.has_holes());
        assert_eq!(text.span_of(4..text.as_str().len()), Some(Span::new(6, 9)));
    }
}

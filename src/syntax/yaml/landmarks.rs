//! What lies before the place where the parser stops, by which the line that is to blame is found. Knows no tree.

use super::events::{Event, Spanned};
use crate::text::Span;

/// The open brackets and the last token so far, in bytes of what the parser reads.
#[derive(Default)]
pub(super) struct Landmarks {
    brackets: Vec<usize>,
    /// Where the last token starts.
    pub(super) token: Option<usize>,
    /// Where the last token or bracket ends.
    pub(super) end: usize,
}

impl Landmarks {
    /// The outermost bracket that is open.
    pub(super) fn bracket(&self) -> Option<usize> {
        self.brackets.first().copied()
    }

    /// Passes a mapping without looking into it; its last scalar starts at `token`.
    pub(super) fn pass_over(&mut self, span: Span, token: Option<usize>) {
        self.token = token.or(self.token);
        self.end = span.end;
    }

    /// Passes an event.
    pub(super) fn pass(&mut self, Spanned { event, span, .. }: &Spanned) {
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) if !span.is_empty() => self.brackets.push(span.start),
            Event::SequenceEnd | Event::MappingEnd if !span.is_empty() => drop(self.brackets.pop()),
            Event::Scalar(..) | Event::Alias(_) | Event::UnresolvedAlias(_) => self.token = Some(span.start),
            _ => return,
        }
        self.end = span.end;
    }
}

//! The parser crate, called with our options: events with byte spans, and where it stopped. Knows no tree.

use crate::text::Span;
use granit_parser::{ErrorKind, Parser, StrInput, options};
use std::borrow::Cow;

pub(super) use granit_parser::{Event, ScalarStyle, StructureStyle};

/// A tag with its shorthand resolved, and where it is written.
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) span: Span,
}

impl Tag {
    /// What the parser tells of a node's tag.
    pub(super) fn new(tag: Option<Cow<'_, granit_parser::Tag>>, span: Option<Span>) -> Option<Self> {
        let (handle, suffix) = tag.as_ref()?.parts();
        Some(Self { name: format!("{handle}{suffix}"), span: span? })
    }
}

/// An event, the bytes it covers, and those of its node's tag.
pub(super) struct Spanned<'t> {
    pub(super) event: Event<'t>,
    pub(super) span: Span,
    pub(super) tag: Option<Span>,
}

impl Spanned<'_> {
    /// The same event in another text, in which `place` is where a byte stands.
    pub(super) fn moved(self, place: impl Fn(usize) -> usize) -> Self {
        let moved = |span: Span| Span::new(place(span.start), place(span.end));
        Self { span: moved(self.span), tag: self.tag.map(moved), ..self }
    }

    /// Whether it is a comment.
    pub(super) fn is_comment(&self) -> bool {
        matches!(self.event, Event::Comment(..))
    }

    /// Whether it is this plain scalar, with nothing said of it.
    pub(super) fn is_plain(&self, text: &str, span: Span) -> bool {
        matches!(&self.event, Event::Scalar(value, ScalarStyle::Plain, 0, None) if value == text) && self.span == span
    }
}

/// Where and why the parser went no further.
#[derive(Clone, Debug)]
pub(super) struct Stop {
    pub(super) at: usize,
    pub(super) kind: ErrorKind,
}

impl Stop {
    /// The same in another text, in which `place` is where a byte stands.
    pub(super) fn moved(self, place: impl Fn(usize) -> usize) -> Self {
        Self { at: place(self.at), ..self }
    }

    /// Whether a comment was refused for what stands before it.
    pub(super) fn is_comment(&self) -> bool {
        self.kind == ErrorKind::CommentNotSeparated
    }

    /// Whether something else stands where a key was expected.
    pub(super) fn is_missing_key(&self) -> bool {
        matches!(self.kind, ErrorKind::SimpleKeyExpected | ErrorKind::ExpectedBlockMappingKey)
    }

    /// Whether a quoted scalar may have been refused for how one of its lines begins.
    pub(super) fn is_indentation(&self) -> bool {
        matches!(self.kind, ErrorKind::InvalidQuotedScalarIndent | ErrorKind::TabInIndentation)
    }
}

/// The events of a text up to its end or the first error.
pub(super) struct Events<'t> {
    parser: Parser<'t, StrInput<'t>>,
    length: usize,
}

impl<'t> Events<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let options = options! {
            emit_anchor_events: true,
            emit_unresolved_aliases: true,
            // Comments are no errors, however many stand together.
            max_buffered_comment_events: usize::MAX,
        };
        Self { parser: Parser::new_from_str_with_options(text, options), length: text.len() }
    }

    fn span(&self, span: granit_parser::Span) -> Span {
        let range = span.byte_range().unwrap_or(self.length..self.length);
        Span::new(range.start.min(self.length), range.end.min(self.length))
    }
}

impl<'t> Iterator for Events<'t> {
    type Item = Result<Spanned<'t>, Stop>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.parser.next_event()? {
            Ok((event, span)) => {
                let tag = span.tag_span().map(|tag| self.span(tag));
                Some(Ok(Spanned { event, span: self.span(span), tag }))
            }
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(self.length).min(self.length);
                Some(Err(Stop { at, kind: error.kind().clone() }))
            }
        }
    }
}

//! What a directive covers: the entries that begin on its line, or on the next line of code, with all they hold. Knows
//! where things begin and end in a text, not what they mean.

use super::directive::{Directive, Scope};
use crate::document::{Comment, Document, Language};
use crate::syntax::{python, yaml};
use crate::text::{LineIndex, Span};

/// Something that spans several lines.
struct Extent {
    span: Span,
    /// No comment can stand inside.
    is_text: bool,
}

/// Where things begin and end in a document.
pub(super) struct Coverage<'d> {
    text: &'d str,
    lines: &'d LineIndex,
    language: Language,
    /// By where they begin.
    extents: Vec<Extent>,
    /// Lines with nothing but a comment, in order.
    comment_lines: Vec<usize>,
}

impl<'d> Coverage<'d> {
    /// Reads the document's text again: called only for documents that suppress something, or are about to.
    pub(super) fn new(document: &'d Document) -> Self {
        let (text, lines) = (document.text(), document.code().lines());
        let mut extents = match document.language() {
            Language::Yaml => yaml_extents(text),
            Language::Python | Language::Notebook => {
                let extents = python::parse(text);
                extents.extents().map(|extent| Extent { span: extent.span, is_text: extent.is_text }).collect()
            }
        };
        extents.sort_by_key(|extent| extent.span.start);
        let own = document.comments().iter().filter(|comment| comment.own_line);
        let comment_lines = own.map(|comment| lines.line_of(comment.span.start)).collect();
        Self { text, lines, language: document.language(), extents, comment_lines }
    }

    /// What a directive covers; nothing if there is no line of code for it.
    pub(super) fn of(&self, directive: &Directive, scope: Scope) -> Option<Span> {
        match scope {
            Scope::File => Some(Span::new(0, self.text.len())),
            Scope::Entry => self.target(&directive.comment).map(|line| self.of_line(line)),
        }
    }

    /// The line that a comment speaks of: its own, or the next one with code.
    pub(super) fn target(&self, comment: &Comment) -> Option<usize> {
        let line = self.lines.line_of(comment.span.start);
        if !comment.own_line {
            return Some(line);
        }
        let is_code = |line: &usize| !self.is_comment(*line) && !self.line(*line).slice(self.text).trim().is_empty();
        (line + 1..self.lines.len()).find(is_code)
    }

    fn is_comment(&self, line: usize) -> bool {
        self.comment_lines.binary_search(&line).is_ok()
    }

    /// A line and all that begins on it.
    pub(super) fn of_line(&self, line: usize) -> Span {
        let whole = self.line(line);
        let first = self.extents.partition_point(|extent| extent.span.start < whole.start);
        let beginning = self.extents[first..].iter().take_while(|extent| extent.span.start <= whole.end);
        beginning.fold(whole, |cover, extent| cover.cover(extent.span))
    }

    /// A line without its line break.
    pub(super) fn line(&self, line: usize) -> Span {
        self.lines.line_range(self.text, line).into()
    }

    /// The line of byte `offset`.
    pub(super) fn line_of(&self, offset: usize) -> usize {
        self.lines.line_of(offset)
    }

    /// Whether a comment can stand at the end of a line.
    pub(super) fn may_end_in_comment(&self, line: usize) -> bool {
        let end = self.line(line).end;
        !self.is_in_text(end) && !self.is_continued(line)
    }

    /// The first line of the text or continued line that a line is a part of: a comment can stand above it.
    pub(super) fn first_line(&self, mut line: usize) -> usize {
        loop {
            let start = self.line(line).start;
            let around = self.text_around(start).map(|extent| self.line_of(extent.span.start));
            let continued = line.checked_sub(1).filter(|above| self.is_continued(*above));
            match around.or(continued) {
                Some(above) if above < line => line = above,
                _ => return line,
            }
        }
    }

    fn is_in_text(&self, offset: usize) -> bool {
        self.text_around(offset).is_some()
    }

    fn text_around(&self, offset: usize) -> Option<&Extent> {
        let before = self.extents.partition_point(|extent| extent.span.start < offset);
        self.extents[..before].iter().find(|extent| extent.is_text && offset < extent.span.end)
    }

    /// Whether a backslash carries a line of Python on.
    fn is_continued(&self, line: usize) -> bool {
        self.language != Language::Yaml && self.line(line).slice(self.text).ends_with('\\')
    }
}

/// Entries and texts of a YAML document that span several lines.
fn yaml_extents(text: &str) -> Vec<Extent> {
    let tree = yaml::parse(text);
    let mut extents = Vec::new();
    let mut open: Vec<_> = tree.documents().collect();
    while let Some(node) = open.pop() {
        if node.as_scalar().is_some() {
            extents.push(Extent { span: node.span(), is_text: true });
        }
        open.extend(node.items());
        for entry in node.entries().filter(|entry| entry.entry().origin == yaml::Origin::Written) {
            extents.push(Extent { span: entry.entry().span, is_text: false });
            open.push(entry.value());
        }
    }
    extents.retain(|extent| extent.span.slice(text).contains(['\n', '\r']));
    extents
}

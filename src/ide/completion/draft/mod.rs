//! Half-typed documents, completed for a moment: the word that will be typed is put in its place, with what it takes
//! for the text to be understood. Several drafts, the likelier first; whoever asks takes the first that makes sense.

mod python;
mod yaml;

use crate::document::{Document, Language};
use crate::text::Span;

/// The word that stands for what will be typed.
pub(super) const MARK: &str = "PARLINTCURSOR";

/// A completed text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    /// The text.
    pub text: String,
    /// Where the mark is in it, or where the cursor is if there is none.
    pub offset: usize,
    /// What the draft adds beside the word, so that the text is understood.
    pub added: Span,
}

impl Draft {
    /// The text with something else between `start` and `end`, of which the mark begins after `before`.
    fn new(text: &str, start: usize, end: usize, (before, after): (&str, &str)) -> Self {
        let head = format!("{}{before}", &text[..start]);
        let offset = head.len();
        let added = Span::default();
        Self { added, text: format!("{head}{MARK}{after}{}", &text[end..]), offset }
    }

    /// The document that the text is.
    pub fn document(&self, original: &Document) -> Document {
        let language = match original.language() {
            Language::Yaml => Language::Yaml,
            // The cells of a notebook are joined in the analysed text.
            Language::Python | Language::Notebook => Language::Python,
        };
        Document::new(original.path(), self.text.clone(), language)
    }
}

/// The drafts of a document with the cursor at `offset`.
pub(super) fn drafts(document: &Document, offset: usize) -> Vec<Draft> {
    let text = document.text();
    if !text.is_char_boundary(offset) {
        return Vec::new();
    }
    match document.language() {
        Language::Yaml => yaml::drafts(text, offset),
        Language::Python | Language::Notebook => python::drafts(text, offset),
    }
}

/// Where the word ends that begins before or at `offset`.
fn word_end(text: &str, offset: usize) -> usize {
    let rest = &text[offset..];
    offset + rest.find(|c: char| !is_word(c)).unwrap_or(rest.len())
}

/// Whether a character is part of a name.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

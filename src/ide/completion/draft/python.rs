//! Drafts of Python: the word of the cursor becomes a keyword argument, a key or a value, and what is open is closed.

use super::{Draft, word_end};
use crate::syntax::python::{Unclosed, unclosed};

/// The drafts of a text with the cursor at `offset`.
pub(super) fn drafts(text: &str, offset: usize) -> Vec<Draft> {
    let open = unclosed(&text[..offset]);
    let end = word_end(text, offset);
    let cursor = Cursor { text, offset, end, open };
    if cursor.open.in_comment {
        return Vec::new();
    }
    match cursor.open.quote {
        Some(quote) => cursor.in_string(quote),
        None => cursor.in_code(),
    }
}

struct Cursor<'t> {
    text: &'t str,
    offset: usize,
    /// Where the word of the cursor ends.
    end: usize,
    /// What is open before the cursor.
    open: Unclosed,
}

impl Cursor<'_> {
    /// The text with this behind the mark, in place of the rest of the word.
    fn with(&self, after: &str) -> Draft {
        Draft::new(self.text, self.offset, self.end, ("", after))
    }

    /// The text with each of these behind the mark, what is open closed behind it, and without.
    fn closed_or_not(&self, endings: &[String]) -> Vec<Draft> {
        let comma = if self.open.brackets.is_empty() || self.rest().starts_with(',') { "" } else { "," };
        let closing = self.open.closing();
        let draft =
            |ending: &String| [self.with(&format!("{ending}{comma}")), self.with(&format!("{ending}{closing}"))];
        endings.iter().flat_map(draft).collect()
    }

    /// What follows the word, blanks left out.
    fn rest(&self) -> &str {
        self.text[self.end..].trim_start()
    }

    fn in_string(&self, quote: &str) -> Vec<Draft> {
        let line = self.text[self.offset..].find('\n').map_or(self.text.len(), |at| self.offset + at);
        let limit = if quote.len() == 1 { line } else { self.text.len() };
        let Some(close) = self.text[self.offset..limit].find(quote) else {
            return self.closed_or_not(&[quote.to_owned(), format!("{quote}: None")]);
        };
        let close = self.offset + close + quote.len();
        let rest = &self.text[self.offset..close];
        let as_key = Draft::new(self.text, self.offset, close, ("", &format!("{rest}: None")));
        vec![Draft::new(self.text, self.offset, self.offset, ("", "")), as_key]
    }

    fn in_code(&self) -> Vec<Draft> {
        let rest = self.rest();
        if rest.starts_with('=') && !rest.starts_with("==") {
            return vec![Draft::new(self.text, self.offset, self.offset, ("", ""))];
        }
        let before = self.text[..self.offset].trim_end_matches(super::is_word).trim_end();
        let value = before.ends_with(['=', ':', '[']);
        let (keyword, plain) = (["=None".to_owned()], [String::new()]);
        let mut found = if value { Vec::new() } else { self.closed_or_not(&keyword) };
        found.extend(self.closed_or_not(&plain));
        if self.open.brackets.last() == Some(&'{') {
            let word = &self.text[before.len()..self.offset];
            let from = before.len() + (word.len() - word.trim_start().len());
            let key = |after: &str| {
                let opened = format!("\"{}", &self.text[from..self.offset]);
                Draft::new(self.text, from, self.end, (&opened, &format!("\": None{after}")))
            };
            found.extend([key(","), key(&self.open.closing())]);
        }
        found
    }
}

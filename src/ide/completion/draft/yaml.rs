//! Drafts of YAML: the line of the cursor becomes a key, or its value is closed.

use super::{Draft, is_word, word_end};
use crate::text::Span;

/// The drafts of a text with the cursor at `offset`.
pub(super) fn drafts(text: &str, offset: usize) -> Vec<Draft> {
    let start = text[..offset].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let end = text[offset..].find(['\n', '\r']).map_or(text.len(), |at| offset + at);
    let line = Line { text, start, offset, end };
    if line.in_comment() {
        return Vec::new();
    }
    if line.is_key() { line.keys() } else { line.values() }
}

/// The line of the cursor.
struct Line<'t> {
    text: &'t str,
    start: usize,
    offset: usize,
    end: usize,
}

impl Line<'_> {
    fn before(&self) -> &str {
        &self.text[self.start..self.offset]
    }

    fn indent(&self) -> &str {
        let before = self.before();
        &before[..before.len() - before.trim_start().len()]
    }

    /// The line up to the cursor, without its indentation and the dashes of list items.
    fn content(&self) -> &str {
        self.before().trim_start().trim_start_matches("- ").trim_start()
    }

    fn in_comment(&self) -> bool {
        self.before().trim_start().starts_with('#') || self.before().contains(" #")
    }

    /// Whether a key is being written, and nothing follows that makes it one.
    fn is_key(&self) -> bool {
        let rest = &self.text[word_end(self.text, self.offset)..self.end];
        let name = |c: char| is_word(c) || "-$.\"'".contains(c);
        self.content().chars().all(name) && !rest.trim_start().starts_with(':')
    }

    fn keys(&self) -> Vec<Draft> {
        let draft = |before: &str, after| Draft::new(self.text, self.offset, self.end, (before, after));
        let quote = self.content().chars().next().filter(|c| "\"'".contains(*c));
        let close = quote.map_or(":".to_owned(), |quote| format!("{quote}:"));
        let as_key = draft("", &close);
        if self.indent().is_empty() {
            return vec![as_key.clone(), as_pipeline(as_key)];
        }
        // A node that does not say yet what it is.
        let header = format!("type: parallel\n{}", self.indent());
        let word = self.before().trim_start().to_owned();
        let from = self.offset - word.len();
        let added = Span::new(from, from + header.len());
        let as_node = Draft { added, ..Draft::new(self.text, from, self.end, (&format!("{header}{word}"), &close)) };
        vec![as_key.clone(), as_node, as_pipeline(as_key)]
    }

    fn values(&self) -> Vec<Draft> {
        let end = word_end(self.text, self.offset);
        let open = Draft::new(self.text, self.offset, self.offset, ("", ""));
        let mut found = vec![open];
        let closing = self.closing();
        if !closing.is_empty() {
            found.push(Draft::new(self.text, self.offset, end, ("", &closing)));
            found.push(Draft::new(self.text, self.offset, self.end, ("", &closing)));
        }
        found.extend(self.types());
        found
    }

    /// The quote and brackets that are open before the cursor.
    fn closing(&self) -> String {
        let (mut quote, mut brackets, mut rest) = (None, Vec::new(), self.before());
        while let Some(c) = rest.chars().next() {
            let expression = rest.starts_with("${{").then(|| rest.find("}}").map_or(3, |close| close + 2));
            let length = expression.unwrap_or(c.len_utf8());
            match (quote, c) {
                _ if expression.is_some() => {}
                (Some(open), _) if open == c => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') => quote = Some(c),
                (None, '{') => brackets.push('}'),
                (None, '[') => brackets.push(']'),
                (None, '}' | ']') => drop(brackets.pop()),
                (None, _) => {}
            }
            rest = &rest[length..];
        }
        quote.into_iter().chain(brackets.into_iter().rev()).collect()
    }

    /// What a node or file is stands in doubt while its `type` is typed: it is taken for each that it may be.
    fn types(&self) -> Vec<Draft> {
        let Some(typed) = self.content().strip_prefix("type:") else { return Vec::new() };
        let from = self.offset - typed.trim_start().len();
        let blank = if typed.is_empty() { " " } else { "" };
        let draft = |word| Draft {
            text: format!("{}{blank}{word}{}", &self.text[..from], &self.text[self.end..]),
            offset: from + blank.len(),
            added: Span::default(),
        };
        ["parallel", "pipeline"].map(draft).to_vec()
    }
}

/// The draft of a pipeline that has no nodes yet, with one of ours.
fn as_pipeline(mut draft: Draft) -> Draft {
    let length = draft.text.len();
    draft.text.push_str("\njobs: {PARLINT: {type: parallel}}\n");
    draft.added = Span::new(length, draft.text.len());
    draft
}

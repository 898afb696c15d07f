//! What a comment says to parlint: `# parlint: ignore[PJ101, mini-batch-size-type] reason`. Knows the grammar, no rule.

use crate::document::Comment;
use crate::text::Span;

/// What a comment says to parlint: one comment may hold several, each behind its own `#`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Directive {
    /// From `#` to its end, or to the next directive of the comment.
    pub span: Span,
    /// The comment it is a part of.
    pub comment: Comment,
    /// Its words, `parlint:` and the reason left out.
    pub body: Span,
    /// What it says.
    pub form: Form,
}

/// What a directive says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Items in brackets, at least one.
    Items(Scope, Vec<Item>),
    /// No item; `insert` is where a list would go, in brackets unless those are there.
    Bare {
        /// What it would cover.
        scope: Scope,
        /// Where the list is missing.
        insert: usize,
        /// Whether the brackets are there.
        brackets: bool,
    },
    /// Another word than `ignore` and `ignore-file`.
    Unknown {
        /// The word.
        word: Span,
    },
    /// A list that is not closed.
    Unclosed,
}

/// What a directive covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// The entries of a line.
    Entry,
    /// The file.
    File,
}

/// A code or name between the brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// Where it stands.
    pub span: Span,
    /// What stands there.
    pub text: String,
}

/// The words of a directive.
pub(super) const WORDS: [(&str, Scope); 2] = [("ignore", Scope::Entry), ("ignore-file", Scope::File)];

const MARK: &str = "parlint:";

/// The directives of a text.
pub(super) fn directives(text: &str, comments: &[Comment]) -> Vec<Directive> {
    if !has_mark(text) {
        return Vec::new();
    }
    comments.iter().flat_map(|comment| of_comment(text, *comment)).collect()
}

/// Whether the text has the mark at all, which most texts have not.
fn has_mark(text: &str) -> bool {
    let at_mark = |colon: usize| colon.checked_sub(MARK.len() - 1).is_some_and(|start| is_mark(text, start));
    memchr::memchr_iter(b':', text.as_bytes()).any(at_mark)
}

fn is_mark(text: &str, start: usize) -> bool {
    text.as_bytes().get(start..start + MARK.len()).is_some_and(|word| word.eq_ignore_ascii_case(MARK.as_bytes()))
}

fn of_comment(text: &str, comment: Comment) -> Vec<Directive> {
    let source = comment.span.slice(text);
    let hash = |(at, _): (usize, &str)| {
        let start = comment.span.start + at;
        let word = start + 1 + blanks(text.get(start + 1..comment.span.end)?);
        is_mark(text, word).then_some((start, word + MARK.len()))
    };
    let starts: Vec<(usize, usize)> = source.match_indices('#').filter_map(hash).collect();
    let ends = starts.iter().skip(1).map(|(next, _)| *next).chain([comment.span.end]);
    let starts = starts.iter().zip(ends).filter(|((_, body), end)| !is_note(text, *body, *end));
    starts.map(|((start, body), end)| parse(text, comment, Span::new(*start, end), *body)).collect()
}

/// Whether a comment is a note that `parlint migrate` left: it begins with what it is about, in backquotes.
fn is_note(text: &str, body: usize, end: usize) -> bool {
    text.get(body..end).is_some_and(|body| body.trim_start().starts_with('`'))
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

fn parse(text: &str, comment: Comment, span: Span, body: usize) -> Directive {
    let source = text.get(body..span.end).unwrap_or_default();
    let start = body + blanks(source);
    let source = source.trim_start();
    let length = source.find(|c: char| !(c.is_alphanumeric() || "-_".contains(c))).unwrap_or(source.len());
    let word = Span::new(start, start + length);
    let scope = WORDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word.slice(text))).map(|(_, scope)| *scope);
    let (form, end) = match scope {
        None => (Form::Unknown { word }, word.end),
        Some(scope) => list(text, scope, word.end, span.end),
    };
    Directive { span, comment, body: Span::new(start, end.max(start)), form }
}

/// The list behind the word, and where it ends.
fn list(text: &str, scope: Scope, from: usize, limit: usize) -> (Form, usize) {
    let rest = text.get(from..limit).unwrap_or_default();
    let open = from + blanks(rest);
    if !rest.trim_start().starts_with('[') {
        return (Form::Bare { scope, insert: from, brackets: false }, from);
    }
    let inner = text.get(open + 1..limit).unwrap_or_default();
    let Some(close) = inner.find(']').map(|at| open + 1 + at) else {
        return (Form::Unclosed, from + rest.trim_end().len());
    };
    let items = items(text, Span::new(open + 1, close));
    if items.is_empty() {
        return (Form::Bare { scope, insert: open + 1, brackets: true }, close + 1);
    }
    (Form::Items(scope, items), close + 1)
}

fn items(text: &str, inner: Span) -> Vec<Item> {
    let mut start = inner.start;
    let mut found = Vec::new();
    for piece in inner.slice(text).split(',') {
        let at = start + blanks(piece);
        let word = piece.trim();
        if !word.is_empty() {
            found.push(Item { span: Span::new(at, at + word.len()), text: word.to_owned() });
        }
        start += piece.len() + 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(comment: &str, expected: &[&str]) {
        let text = format!("a {comment}");
        let span = Span::new(2, text.len());
        let found = directives(&text, &[Comment { span, own_line: false }]);
        let shown = |directive: &Directive| match &directive.form {
            Form::Items(scope, items) => {
                let items: Vec<_> = items.iter().map(|item| item.span.slice(&text)).collect();
                format!("{scope:?} {}", items.join("+"))
            }
            Form::Bare { scope, insert, brackets } => format!("{scope:?} bare {brackets} {:?}", &text[*insert..]),
            Form::Unknown { word } => format!("unknown {:?}", word.slice(&text)),
            Form::Unclosed => "unclosed".to_owned(),
        };
        assert_eq!(found.iter().map(shown).collect::<Vec<_>>(), expected, "{comment}");
    }

    #[test]
    fn reads_directives() {
        check("# parlint: ignore[PJ101]", &["Entry PJ101"]);
        check("#parlint:ignore-file [ PJ101 , mini-batch-size-type, ] because", &["File PJ101+mini-batch-size-type"]);
        check("# why # PARLINT: Ignore[PJ1] # parlint: ignore[PJ2]", &["Entry PJ1", "Entry PJ2"]);
        check("# parlint: ignore why", &["Entry bare false \" why\""]);
        check("# parlint: ignore[ ,]", &["Entry bare true \" ,]\""]);
        check("# parlint: ignore[PJ1", &["unclosed"]);
        check("# parlint: disable=x", &["unknown \"disable\""]);
        check("# parlint:", &["unknown \"\""]);
        check("# see parlint: ignore[PJ1]", &[]);
        check("# parlintx: ignore[PJ1]", &[]);
        check("# 日本 # parlint: ignore[日本]", &["Entry 日本"]);
    }
}

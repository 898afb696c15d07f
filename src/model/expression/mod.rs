//! `${{…}}` in a text: where it stands, what it names, what is meant as one but is none, and the optional segments
//! `$[[…]]` around it. Knows neither steps nor which scope is right where.

mod malformed;
mod scope;
mod segment;
#[cfg(test)]
mod tests;

pub use malformed::{Flaw, Malformed};
pub use scope::{Correction, correction, is_scope};

use std::ops::Range;

/// One `${{…}}`, in bytes of the decoded text it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    /// From `$` to the last brace.
    pub range: Range<usize>,
    /// What is inside, blanks around it removed: `inputs.data`.
    pub inner: Range<usize>,
}

impl Expression {
    /// The text inside.
    #[must_use]
    pub fn body<'a>(&self, text: &'a str) -> &'a str {
        &text[self.inner.clone()]
    }

    /// The words between the dots, each with its place in the text.
    pub fn words<'a>(&self, text: &'a str) -> impl Iterator<Item = (Range<usize>, &'a str)> {
        let start = self.inner.start;
        let body = self.body(text);
        body.split('.').map(move |word| {
            let at = start + (word.as_ptr() as usize - body.as_ptr() as usize);
            (at..at + word.len(), word)
        })
    }
}

/// What was found in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scan {
    /// Every expression that the SDK takes for one, in order.
    pub expressions: Vec<Expression>,
    /// What is meant as an expression or as an optional segment, but is none. An expression of the SDK that names
    /// nothing, `${{}}` or `${{data}}`, is in both lists.
    pub malformed: Vec<Malformed>,
    /// The optional segments `$[[…]]`, brackets included; the outer ones of nested ones.
    pub segments: Vec<Range<usize>>,
}

impl Scan {
    /// The places of expressions and of what is meant as one, unsorted.
    fn pieces(&self) -> Vec<Range<usize>> {
        let expressions = self.expressions.iter().map(|expression| expression.range.clone());
        expressions.chain(self.malformed.iter().map(|piece| piece.range.clone())).collect()
    }
}

/// Finds the expressions of a text as the SDK does: `\$\{\{\s*(\S*?)\s*\}\}`.
#[must_use]
pub fn scan(text: &str) -> Scan {
    let mut found = Scan::default();
    if !text.contains(['$', '{', '}', ']']) {
        return found;
    }
    let foreign = braces(text, &mut found);
    malformed::delimiters(text, &foreign, &mut found);
    segment::find(text, &mut found);
    found.malformed.sort_by_key(|piece| (piece.range.start, piece.range.end));
    found
}

/// Reads what begins with `${{`. Answers the ranges that belong to other tools.
fn braces(text: &str, found: &mut Scan) -> Vec<Range<usize>> {
    let mut foreign = Vec::new();
    let mut from = 0;
    while let Some(open) = find(text, from, OPEN) {
        let inside = open + OPEN.len();
        let end = find(text, inside, OPEN).unwrap_or(text.len());
        let Some(close) = find(&text[..end], inside, CLOSE) else {
            found.malformed.push(malformed::unclosed(text, open));
            from = inside;
            continue;
        };
        let raw = &text[inside..close];
        let body = raw.trim();
        let range = open..close + CLOSE.len();
        from = range.end;
        if body.contains(char::is_whitespace) {
            match malformed::blank(body, range.clone()) {
                Some(piece) => found.malformed.push(piece),
                None => foreign.push(range),
            }
            continue;
        }
        found.malformed.extend(malformed::nameless(body, range.clone()));
        let start = inside + (raw.len() - raw.trim_start().len());
        found.expressions.push(Expression { range, inner: start..start + body.len() });
    }
    foreign
}

const OPEN: &str = "${{";
const CLOSE: &str = "}}";

/// Where a delimiter stands at or behind `from`. The texts are short: `str::find` prepares itself longer than it searches.
fn find(text: &str, from: usize, delimiter: &str) -> Option<usize> {
    memchr::memmem::find(&text.as_bytes()[from..], delimiter.as_bytes()).map(|at| at + from)
}

/// Whether a text holds `${{`, so that what it says is known to the service only.
#[must_use]
pub fn holds_expression(text: &str) -> bool {
    find(text, 0, OPEN).is_some()
}

/// Whether a text is one expression and nothing else.
#[must_use]
pub fn is_single_expression(text: &str) -> bool {
    matches!(scan(text).expressions.as_slice(), [only] if only.range == (0..text.len()))
}

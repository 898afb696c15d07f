//! `${{…}}` in a text: where it stands and what it names. Knows neither steps nor which scope is right where.

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
    /// Every well-formed expression, in order.
    pub expressions: Vec<Expression>,
}

/// Finds the expressions of a text as the SDK does: `\$\{\{\s*(\S*?)\s*\}\}`.
#[must_use]
pub fn scan(text: &str) -> Scan {
    let mut expressions = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find("${{").map(|at| at + from) {
        let Some(close) = text[open..].find("}}").map(|at| at + open) else { break };
        let raw = &text[open + 3..close];
        let body = raw.trim();
        if body.contains(char::is_whitespace) {
            from = open + 3;
            continue;
        }
        let start = open + 3 + (raw.len() - raw.trim_start().len());
        expressions.push(Expression { range: open..close + 2, inner: start..start + body.len() });
        from = close + 2;
    }
    Scan { expressions }
}

/// Whether a text holds `${{`, so that what it says is known to the service only.
#[must_use]
pub fn holds_expression(text: &str) -> bool {
    text.contains("${{")
}

/// Whether a text is one expression and nothing else.
#[must_use]
pub fn is_single_expression(text: &str) -> bool {
    matches!(scan(text).expressions.as_slice(), [only] if only.range == (0..text.len()))
}

//! Masks: pieces of a text that are read as blanks (or as a placeholder key) because they could not be parsed, and how a
//! line can be masked. Knows no tree.

use crate::text::{LineIndex, Span};

/// A masked piece of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mask {
    pub(super) kind: Kind,
    /// The bytes that were replaced.
    pub(super) span: Span,
    /// Bytes from the start of the line to the piece.
    pub(super) column: usize,
}

/// What of a line was masked, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// What stands after `key: ` or `- `.
    Value,
    /// A whole line that may have opened a block: a placeholder key stands for it.
    Key,
    /// A whole line.
    Line,
}

impl Mask {
    /// Whether it shares a byte with `span`.
    pub(super) fn overlaps(self, span: Span) -> bool {
        self.span.start < span.end && span.start < self.span.end
    }

    /// What is read in its place.
    pub(super) fn blank(self) -> String {
        let blanks = " ".repeat(self.span.len());
        match self.kind {
            Kind::Key => format!("x:{}", &blanks[2..]),
            Kind::Value | Kind::Line => blanks,
        }
    }
}

/// The ways to mask a line, the least first.
pub(super) fn of_line(text: &str, index: &LineIndex, line: usize) -> Vec<Mask> {
    let start = index.line_range(text, line).start;
    let body = text[index.line_range(text, line)].trim_end();
    let range = start..start + body.len();
    let first = body.len() - body.trim_start_matches(['\u{feff}', ' ', '\t']).len();
    let mask = |kind, start: usize| Mask { kind, span: Span::new(range.start + start, range.end), column: start };
    if body[first..].is_empty() {
        return Vec::new();
    }
    let value = value_start(body, first).map(|start| mask(Kind::Value, start));
    let key = (body.len() - first > 2).then(|| mask(Kind::Key, first));
    value.into_iter().chain(key).chain([mask(Kind::Line, first)]).collect()
}

/// Where the value starts in a line `- key: value`.
fn value_start(line: &str, first: usize) -> Option<usize> {
    let mut at = first;
    while let Some(rest) = line[at..].strip_prefix("- ") {
        at = line.len() - rest.trim_start().len();
    }
    let dash = (at > first).then_some(at);
    let start = key_end(&line[at..]).map(|end| at + end).or(dash)?;
    let value = &line[start..];
    let start = line.len() - value.trim_start().len();
    (start < line.len()).then_some(start)
}

/// The byte after the `:` of a simple key at the start of `text`.
fn key_end(text: &str) -> Option<usize> {
    let quoted = text.chars().next().filter(|c| matches!(c, '"' | '\''));
    let name = match quoted {
        Some(quote) => 2 + text[1..].find(quote)?,
        None => text.find(|c: char| !is_key_character(c))?,
    };
    let rest = text[name..].trim_start_matches(' ');
    let after = rest.strip_prefix(':')?;
    (name > 0 && (after.is_empty() || after.starts_with([' ', '\t']))).then(|| text.len() - after.len())
}

fn is_key_character(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '$')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What each way to mask the last line of `text` leaves of it.
    fn check(text: &str, expected: &[&str]) {
        let index = LineIndex::new(text);
        let left = of_line(text, &index, index.len() - 1).into_iter().map(|mask| {
            let mut masked = text.to_owned();
            masked.replace_range(mask.span.start..mask.span.end, &mask.blank());
            assert_eq!(masked.len(), text.len());
            masked.trim_end().to_owned()
        });
        assert_eq!(left.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn ways_to_mask_a_line() {
        check("  a: @x", &["  a:", "  x:", ""]);
        check("- - \"a b\": [", &["- - \"a b\":", "x:", ""]);
        check("- @x", &["-", "x:", ""]);
        check("@日", &["x:", ""]);
        check("a:", &[""]);
        check("{{x}}", &["x:", ""]);
        check("a\n   ", &[]);
    }
}

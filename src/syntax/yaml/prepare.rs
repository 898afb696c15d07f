//! The text as the parser gets it: of the same length, with PyYAML's line breaks and without unprintable characters.
//!
//! PyYAML breaks lines at NEL, LS and PS too, YAML 1.2 does not; they become blanks and a `\n`. Control characters,
//! which PyYAML refuses, become blanks, so that one of them costs one scalar and not the file.

use crate::text::Span;
use std::borrow::Cow;

/// A text of the same length, and what is wrong with the original.
pub(super) struct Prepared<'t> {
    pub(super) text: Cow<'t, str>,
    /// Characters that PyYAML refuses wherever they stand.
    pub(super) unprintable: Vec<Span>,
}

/// More of them say nothing more.
const MAX_REPORTED: usize = 20;

pub(super) fn prepare(text: &str) -> Prepared<'_> {
    let mut unprintable = Vec::new();
    let mut result = Cow::Borrowed(text);
    for (at, c) in suspects(text).filter(|&(_, c)| is_altered(c)) {
        let span = Span::new(at, at + c.len_utf8());
        let blank = match c {
            '\u{85}' => " \n",
            '\u{2028}' | '\u{2029}' => "  \n",
            _ => &"   "[..c.len_utf8()],
        };
        result.to_mut().replace_range(span.start..span.end, blank);
        if !is_break(c) && unprintable.len() < MAX_REPORTED {
            unprintable.push(span);
        }
    }
    Prepared { text: result, unprintable }
}

/// The characters that are not plain ASCII. Most texts have few of them, and each is looked at with every keystroke.
fn suspects(text: &str) -> impl Iterator<Item = (usize, char)> {
    let is_suspect = |byte: u8| !matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~');
    let found = text.bytes().enumerate().filter(move |&(_, byte)| is_suspect(byte));
    found.filter_map(|(at, _)| Some((at, text.get(at..)?.chars().next()?)))
}

/// Whether the parser saw something else in place of `c`.
pub(super) fn is_altered(c: char) -> bool {
    is_break(c) || !is_printable(c)
}

fn is_break(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// `Reader.NON_PRINTABLE` of PyYAML, turned round.
fn is_printable(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{85}' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str, unprintable: usize) {
        let prepared = prepare(text);
        assert_eq!(prepared.text, expected);
        assert_eq!(prepared.text.len(), text.len());
        assert_eq!(prepared.unprintable.len(), unprintable);
    }

    #[test]
    fn keeps_the_length() {
        check("a: 日本\t\r\n", "a: 日本\t\r\n", 0);
        check("a\u{85}b\u{2028}c", "a \nb  \nc", 0);
        check("a\0b\u{80}c\u{ffff}", "a b  c   ", 3);
    }
}

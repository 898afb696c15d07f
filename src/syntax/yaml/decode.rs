//! Scalars in flow style, plain and quoted: their characters and where each was written. Block scalars are in
//! `block`. Knows no tree.

use crate::text::{Decoded, Span};

use super::Style;

/// Decodes a plain or quoted scalar written in `span`. Where this does not give `value`, what the parser read, the whole
/// scalar is one replaced piece: spans are then coarse, but never wrong.
pub(super) fn flow(text: &str, span: Span, style: Style, value: &str) -> Decoded {
    let quotes = usize::from(style != Style::Plain);
    let inner = Span::new(span.start + quotes, span.end.saturating_sub(quotes));
    let raw = inner.slice(text);
    if raw == value {
        return Decoded::verbatim(raw, inner.start);
    }
    let mut lines = Lines { raw, base: inner.start, style, out: Decoded::default() };
    match lines.decode() {
        Some(()) if lines.out.as_str() == value => lines.out,
        _ => replaced(value, span),
    }
}

/// A text that is written in `span`, nobody knows how.
pub(super) fn replaced(value: &str, span: Span) -> Decoded {
    let mut decoded = Decoded::default();
    decoded.push_replaced(value, span);
    decoded
}

struct Lines<'t> {
    raw: &'t str,
    base: usize,
    style: Style,
    out: Decoded,
}

impl Lines<'_> {
    fn decode(&mut self) -> Option<()> {
        let mut start = 0;
        loop {
            let Some(line_break) = find_break(self.raw, start) else {
                return self.content(start, self.raw.len());
            };
            let (end, escaped) = self.trim_end(start, line_break);
            self.content(start, end)?;
            start = self.fold(end, line_break, escaped);
        }
    }

    /// Where a line's content ends before its break, and whether the break is escaped.
    fn trim_end(&self, start: usize, line_break: usize) -> (usize, bool) {
        let line = &self.raw[start..line_break];
        let trimmed = line.trim_end_matches([' ', '\t']);
        let odd = self.style == Style::DoubleQuoted && trailing_backslashes(trimmed) % 2 == 1;
        match (odd, trimmed.len() == line.len()) {
            (true, true) => (line_break - 1, true),
            // An escaped blank is content.
            (true, false) => (start + trimmed.len() + 1, false),
            (false, _) => (start + trimmed.len(), false),
        }
    }

    /// Writes what the line breaks from `line_break` on are read as; gives the start of the next content.
    fn fold(&mut self, end: usize, line_break: usize, escaped: bool) -> usize {
        let mut breaks = 0;
        let mut next = line_break;
        while let Some(after) = after_break(self.raw, next) {
            breaks += 1;
            let rest = self.raw[after..].trim_start_matches([' ', '\t']);
            next = self.raw.len() - rest.len();
        }
        let folded = match (breaks, escaped) {
            (1, true) => String::new(),
            (1, false) => " ".to_owned(),
            _ => "\n".repeat(breaks - 1),
        };
        let source = Span::new(self.base + end, self.base + next);
        self.out.push_replaced(&folded, source);
        next
    }

    fn content(&mut self, start: usize, end: usize) -> Option<()> {
        let marker = match self.style {
            Style::SingleQuoted => '\'',
            Style::DoubleQuoted => '\\',
            _ => return self.verbatim(start, end),
        };
        let mut from = start;
        while let Some(found) = self.raw[from..end].find(marker) {
            self.verbatim(from, from + found)?;
            from += found;
            let (decoded, length) = match self.style {
                Style::SingleQuoted => ('\'', 2),
                _ => escape(&self.raw[from..end])?,
            };
            let source = Span::new(self.base + from, self.base + from + length);
            self.out.push_replaced(decoded.encode_utf8(&mut [0; 4]), source);
            from += length;
            if from > end {
                return None;
            }
        }
        self.verbatim(from, end)
    }

    fn verbatim(&mut self, start: usize, end: usize) -> Option<()> {
        let piece = self.raw.get(start..end)?;
        if !piece.is_empty() {
            self.out.push_verbatim(piece, self.base + start);
        }
        Some(())
    }
}

/// What the escape at the start of `text` stands for, and its length.
fn escape(text: &str) -> Option<(char, usize)> {
    let code = text[1..].chars().next()?;
    let digits = match code {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => return Some((simple_escape(code)?, 1 + code.len_utf8())),
    };
    let value = u32::from_str_radix(text.get(2..2 + digits)?, 16).ok()?;
    Some((char::from_u32(value)?, 2 + digits))
}

fn simple_escape(code: char) -> Option<char> {
    Some(match code {
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        't' | '\t' => '\t',
        'n' => '\n',
        'v' => '\u{b}',
        'f' => '\u{c}',
        'r' => '\r',
        'e' => '\u{1b}',
        ' ' | '"' | '/' | '\\' => code,
        'N' => '\u{85}',
        '_' => '\u{a0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        _ => return None,
    })
}

fn trailing_backslashes(text: &str) -> usize {
    text.bytes().rev().take_while(|&b| b == b'\\').count()
}

/// The next line break at or after `from`.
pub(super) fn find_break(text: &str, from: usize) -> Option<usize> {
    memchr::memchr2(b'\n', b'\r', &text.as_bytes()[from..]).map(|found| from + found)
}

/// The byte after the line break at `at`, if there is one.
pub(super) fn after_break(text: &str, at: usize) -> Option<usize> {
    match &text.as_bytes()[at..] {
        [b'\r', b'\n', ..] => Some(at + 2),
        [b'\r' | b'\n', ..] => Some(at + 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Decodes `text`; `pieces` are parts of the value and what is written for them.
    fn check(text: &str, style: Style, value: &str, pieces: &[(&str, &str)]) {
        let decoded = flow(text, Span::new(0, text.len()), style, value);
        assert_eq!(decoded.as_str(), value);
        for (part, source) in pieces {
            let at = value.find(part).unwrap();
            let span = decoded.span_of(at..at + part.len()).unwrap();
            assert_eq!(span.slice(text), *source, "{part:?} of {text:?}");
        }
    }

    #[test]
    fn plain() {
        check("a b", Style::Plain, "a b", &[("b", "b")]);
        check("a\n  b \n\n c", Style::Plain, "a b\nc", &[("b", "b"), ("c", "c"), ("\n", " \n\n ")]);
        check("a\r\n\r\n\r\n b", Style::Plain, "a\n\nb", &[("b", "b")]);
        check("a\r b", Style::Plain, "a b", &[("b", "b")]);
    }

    #[test]
    fn single_quoted() {
        check("'it''s'", Style::SingleQuoted, "it's", &[("it", "it"), ("'", "''"), ("s", "s")]);
        check("' a \n  b\n '", Style::SingleQuoted, " a b ", &[("b", "b"), (" a", " a")]);
        check("'\n\n a'", Style::SingleQuoted, "\na", &[("a", "a")]);
    }

    #[test]
    fn double_quoted() {
        check(r#""a\tb\x41\u3042\U0001f600""#, Style::DoubleQuoted, "a\tbAあ😀", &[("b", "b"), ("あ", "\\u3042")]);
        check("\"a\\\n  \\ b\"", Style::DoubleQuoted, "a b", &[("b", "b"), (" ", "\\ ")]);
        check("\"a\\\n\n b\"", Style::DoubleQuoted, "a\nb", &[("b", "b")]);
        check("\"a\\ \n b\"", Style::DoubleQuoted, "a  b", &[("b", "b")]);
        check("\"a\\\\\n b\"", Style::DoubleQuoted, "a\\ b", &[("b", "b")]);
    }

    #[test]
    fn what_is_not_understood_is_one_piece() {
        check(r#""\ud83d\ude00x""#, Style::DoubleQuoted, "😀x", &[("x", r#""\ud83d\ude00x""#)]);
    }
}

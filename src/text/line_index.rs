//! Lines and columns of a text, in the units that people and editors count in. The only place that knows UTF-16.

use std::ops::Range;

/// The unit in which a column is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, the language server protocol's default.
    Utf16,
    /// Unicode scalar values, what a person would call characters.
    Utf32,
}

/// A place in a text: zero-based line, zero-based column in some [`Encoding`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Zero-based line.
    pub line: usize,
    /// Zero-based column in units of the encoding asked for.
    pub column: usize,
}

/// Where the lines of one text begin. Lines end at `\n`, `\r\n` and `\r`, as the language server protocol has it.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Finds the lines of `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let breaks = memchr::memchr2_iter(b'\n', b'\r', bytes)
            .filter(|&at| !(bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n')))
            .map(|at| at + 1);
        Self { starts: std::iter::once(0).chain(breaks).collect() }
    }

    /// Number of lines; a text that ends in a line break has an empty last one.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Never: even an empty text has a line.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        false
    }

    /// The zero-based line that holds byte `offset`; the last one for offsets beyond the text.
    #[must_use]
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// The bytes of a line without its line break; empty at the end of the text for lines beyond it.
    #[must_use]
    pub fn line_range(&self, text: &str, line: usize) -> Range<usize> {
        let Some(&start) = self.starts.get(line) else { return text.len()..text.len() };
        let end = self.starts.get(line + 1).copied().unwrap_or(text.len()).min(text.len());
        let body = text.get(start..end).unwrap_or_default();
        start..start + body.trim_end_matches(['\n', '\r']).len()
    }

    /// The position of byte `offset`. Offsets beyond the text or inside a character are clamped down.
    #[must_use]
    pub fn position(&self, text: &str, offset: usize, encoding: Encoding) -> Position {
        let offset = floor_boundary(text, offset);
        let line = self.line_of(offset);
        let before = text.get(self.starts[line]..offset).unwrap_or_default();
        Position { line, column: before.chars().map(|c| width(c, encoding)).sum() }
    }

    /// The byte offset of a position. A column beyond the line gives its end, a line beyond the text the text's
    /// end, a column inside a character the character's start.
    #[must_use]
    pub fn offset(&self, text: &str, position: Position, encoding: Encoding) -> usize {
        let range = self.line_range(text, position.line);
        let mut left = position.column;
        let mut offset = range.start;
        for c in text.get(range).unwrap_or_default().chars() {
            let Some(rest) = left.checked_sub(width(c, encoding)) else { break };
            if left == 0 {
                break;
            }
            left = rest;
            offset += c.len_utf8();
        }
        offset
    }
}

fn width(c: char, encoding: Encoding) -> usize {
    match encoding {
        Encoding::Utf8 => c.len_utf8(),
        Encoding::Utf16 => c.len_utf16(),
        Encoding::Utf32 => 1,
    }
}

fn floor_boundary(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    fn check(text: &str, offset: usize, line: usize, columns: [usize; 3]) {
        let index = LineIndex::new(text);
        for (encoding, column) in ENCODINGS.into_iter().zip(columns) {
            let position = Position { line, column };
            assert_eq!(index.position(text, offset, encoding), position, "{text:?} at {offset}, {encoding:?}");
            assert_eq!(index.offset(text, position, encoding), offset, "{text:?} at {position:?}, {encoding:?}");
        }
    }

    #[test]
    fn counts_each_unit() {
        check("a: 日本", 6, 0, [6, 4, 4]);
        check("a: 🦀x", 7, 0, [7, 5, 4]);
        check("e\u{301}x", 3, 0, [3, 2, 2]);
        check("\u{feff}a: 1", 4, 0, [4, 2, 2]);
        check("", 0, 0, [0, 0, 0]);
    }

    #[test]
    fn knows_every_line_break() {
        check("a\r\nb\rc\nd", 3, 1, [0; 3]);
        check("a\r\nb\rc\nd", 5, 2, [0; 3]);
        check("a\r\nb\rc\nd", 7, 3, [0; 3]);
        assert_eq!(LineIndex::new("a\n").len(), 2);
        assert_eq!(LineIndex::new("a\r\nb").line_range("a\r\nb", 0), 0..1);
    }

    #[test]
    fn clamps() {
        let text = "ab\n🦀";
        let index = LineIndex::new(text);
        assert_eq!(index.offset(text, Position { line: 0, column: 99 }, Encoding::Utf16), 2);
        assert_eq!(index.offset(text, Position { line: 9, column: 0 }, Encoding::Utf16), text.len());
        assert_eq!(index.offset(text, Position { line: 1, column: 1 }, Encoding::Utf16), 3);
        assert_eq!(index.position(text, 5, Encoding::Utf8), Position { line: 1, column: 0 });
        assert_eq!(index.position(text, 999, Encoding::Utf32), Position { line: 1, column: 1 });
    }

    proptest! {
        #[test]
        fn round_trips(text in "(\u{feff})?([a-z日本語한글🦀\u{301}: ]|\r\n|\n|\r){0,40}") {
            let index = LineIndex::new(&text);
            for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
                // The byte between `\r` and `\n` is no place of its own: it counts as the end of the line.
                if text[..offset].ends_with('\r') && text[offset..].starts_with('\n') {
                    continue;
                }
                for encoding in ENCODINGS {
                    let position = index.position(&text, offset, encoding);
                    prop_assert_eq!(index.offset(&text, position, encoding), offset);
                }
            }
        }
    }
}

//! Where Python's logical lines begin and end, found without a parser so that it holds in broken text too.
//! Knows brackets, strings and comments; nothing of what a line means.

use crate::text::Span;

/// A statement, or the header of a compound one, as it spans physical lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::syntax) struct LogicalLine {
    /// From its first character to before its line break.
    pub(in crate::syntax) span: Span,
    /// Bytes of white space before it.
    pub(in crate::syntax) indent: usize,
}

/// Words that never begin a line inside brackets: if one does, a bracket before it was not closed.
const STATEMENT_WORDS: [&str; 17] = [
    "def", "class", "import", "return", "raise", "del", "assert", "pass", "while", "with", "try", "global", "nonlocal",
    "break", "continue", "except", "finally",
];

/// How many brackets left open one closing bracket may pass over; bounds the work on text that is no Python.
const MAX_CLOSED_AT_ONCE: usize = 100;

/// The logical lines of `text`; blank lines and comments on their own are none.
pub(in crate::syntax) fn logical_lines(text: &str) -> Vec<LogicalLine> {
    logical_lines_with(text, |_| None)
}

/// The same for a text with lines in another language: `foreign` gets the text from the start of a line on and tells
/// the length of the line if it is no Python.
pub(in crate::syntax) fn logical_lines_with(text: &str, foreign: impl Fn(&str) -> Option<usize>) -> Vec<LogicalLine> {
    let mut scanner = Scanner { text, bytes: text.as_bytes(), at: 0, unclosed: [false; 3] };
    std::iter::from_fn(|| scanner.next_line(&foreign)).collect()
}

struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    /// What was found to be unclosed up to the end of the text and is not searched for again: brackets, `'''`, `"""`.
    unclosed: [bool; 3],
}

/// How surely a line that begins inside brackets was meant as a statement of its own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cut {
    /// It is not indented further than the line whose bracket is open.
    Possible,
    /// It cannot be a part of an expression.
    Certain,
}

impl Scanner<'_> {
    fn next_line(&mut self, foreign: impl Fn(&str) -> Option<usize>) -> Option<LogicalLine> {
        let (start, indent) = self.skip_blank()?;
        if let Some(length) = foreign(&self.text[start..]) {
            self.at = start + length;
            return Some(LogicalLine { span: Span::new(start, self.at), indent });
        }
        let mut brackets = Vec::new();
        let mut cut: Option<(Cut, usize)> = None;
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'\n' | b'\r' if brackets.is_empty() => break,
                b'\n' | b'\r' if cut.is_none_or(|(sure, _)| sure < Cut::Certain) => {
                    let next = self.cut(indent).map(|sure| (sure, self.at));
                    cut = next.filter(|(sure, _)| cut.is_none_or(|(before, _)| before < *sure)).or(cut);
                    if self.unclosed[0] && cut.is_some() {
                        break;
                    }
                }
                b'\\' => self.at += 1 + usize::from(self.bytes[self.at..].starts_with(b"\\\r\n")),
                b'#' => {
                    self.at = self.line_end(self.at);
                    continue;
                }
                b'\'' | b'"' => {
                    self.skip_string(byte);
                    continue;
                }
                b'(' | b'[' | b'{' => brackets.push(byte),
                b')' | b']' | b'}' => close(&mut brackets, byte),
                _ => {}
            }
            self.at += 1;
        }
        self.at = self.at.min(self.bytes.len());
        if let Some((_, cut)) = cut.filter(|_| !brackets.is_empty()) {
            self.unclosed[0] = true;
            self.at = cut;
        }
        Some(LogicalLine { span: self.trimmed(start), indent })
    }

    /// Moves to the next character that is neither white space nor in a comment.
    fn skip_blank(&mut self) -> Option<(usize, usize)> {
        let mut line_start = self.at;
        loop {
            match self.bytes.get(self.at)? {
                b'\n' | b'\r' => {
                    self.at += 1;
                    line_start = self.at;
                }
                b' ' | b'\t' | b'\x0c' => self.at += 1,
                b'#' => self.at = self.line_end(self.at),
                0xEF if self.text[self.at..].starts_with('\u{FEFF}') => {
                    self.at += '\u{FEFF}'.len_utf8();
                    line_start = self.at;
                }
                _ => return Some((self.at, self.at - line_start)),
            }
        }
    }

    fn line_end(&self, from: usize) -> usize {
        memchr::memchr2(b'\n', b'\r', &self.bytes[from..]).map_or(self.bytes.len(), |length| from + length)
    }

    /// Moves behind the string that begins here; one that is not closed ends with its line.
    fn skip_string(&mut self, quote: u8) {
        let triple = [quote; 3];
        if self.bytes[self.at..].starts_with(&triple) {
            let slot = if quote == b'"' { 2 } else { 1 };
            let end =
                Some(self.at + 3).filter(|_| !self.unclosed[slot]).and_then(|from| self.find_triple(from, &triple));
            self.unclosed[slot] |= end.is_none();
            self.at = end.unwrap_or_else(|| self.line_end(self.at));
            return;
        }
        self.at += 1;
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'\n' | b'\r' => return,
                b'\\' => self.at += 1 + usize::from(self.bytes[self.at..].starts_with(b"\\\r\n")),
                _ if byte == quote => {
                    self.at += 1;
                    return;
                }
                _ => {}
            }
            self.at += 1;
        }
        self.at = self.at.min(self.bytes.len());
    }

    fn find_triple(&self, mut from: usize, triple: &[u8]) -> Option<usize> {
        loop {
            from += memchr::memchr2(triple[0], b'\\', self.bytes.get(from..)?)?;
            if self.bytes[from..].starts_with(triple) {
                return Some(from + 3);
            }
            from += if self.bytes[from] == b'\\' { 2 } else { 1 };
        }
    }

    /// Whether the line after this line break may be a statement of its own.
    fn cut(&self, indent: usize) -> Option<Cut> {
        let next_line = self.text[self.at..].trim_start_matches(['\r', '\n']);
        let body = next_line.trim_start_matches([' ', '\t']);
        let word_end = body.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(body.len());
        let (word, rest) = body.split_at(word_end);
        if STATEMENT_WORDS.contains(&word) {
            return Some(Cut::Certain);
        }
        let begins = body.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '@');
        if next_line.len() - body.len() > indent || !begins {
            return None;
        }
        let rest = rest.trim_start_matches([' ', '\t']);
        let assigns = rest.starts_with('=') && !rest.starts_with("==");
        let operand = |c: char| c.is_alphanumeric() || matches!(c, ')' | ']' | '}' | '"' | '\'');
        Some(if assigns || self.text[..self.at].ends_with(operand) { Cut::Certain } else { Cut::Possible })
    }

    fn trimmed(&self, start: usize) -> Span {
        let body = self.text.get(start..self.at).unwrap_or_default();
        Span::new(start, start + body.trim_end().len())
    }
}

fn close(brackets: &mut Vec<u8>, closing: u8) {
    let opening = match closing {
        b')' => b'(',
        b']' => b'[',
        _ => b'{',
    };
    if let Some(back) = brackets.iter().rev().take(MAX_CLOSED_AT_ONCE).position(|bracket| *bracket == opening) {
        brackets.truncate(brackets.len() - 1 - back);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let lines: Vec<_> = logical_lines(text).into_iter().map(|line| line.span.slice(text)).collect();
        assert_eq!(lines, expected, "{text:?}");
    }

    #[test]
    fn joins_physical_lines() {
        check("a\nb = (\n1,\n)\n\n# c\nd", &["a", "b = (\n1,\n)", "d"]);
        check("a = '''x\ny'''\nb", &["a = '''x\ny'''", "b"]);
        check("a = 1 + \\\n  2\r\nb\rc", &["a = 1 + \\\n  2", "b", "c"]);
        check("a = \"(\" # (\nb", &["a = \"(\" # (", "b"]);
        check("\u{feff}日本 = '🦀\\''\nb", &["日本 = '🦀\\''", "b"]);
        check("f(\na=1,\nb=2)\nc", &["f(\na=1,\nb=2)", "c"]);
    }

    #[test]
    fn ends_an_unclosed_line_where_the_next_statement_begins() {
        check("a = f(1,\n  b=2\nc = g(1)\nd", &["a = f(1,\n  b=2", "c = g(1)", "d"]);
        check("def f():\n    x = f(1\n    y = g(2)\n", &["def f():", "x = f(1", "y = g(2)"]);
        check("a = [1\n    def f(): pass\nb = {\nb = 2\n", &["a = [1", "def f(): pass", "b = {", "b = 2"]);
        check("a = \"\"\"b\nc\nd = 'e\nf", &["a = \"\"\"b", "c", "d = 'e", "f"]);
        check("a = f(1))\nb", &["a = f(1))", "b"]);
    }

    proptest! {
        #[test]
        fn lines_are_in_order_and_on_character_boundaries(text in "([a-c日 =(){}\\[\\]'\"#\\\\\n\r]|\"\"\"|'''|def |\u{feff}){0,60}") {
            let mut done = 0;
            for line in logical_lines(&text) {
                prop_assert!(line.span.start >= done && !line.span.is_empty());
                prop_assert!(text.get(line.span.start..line.span.end).is_some());
                done = line.span.end;
            }
        }
    }
}

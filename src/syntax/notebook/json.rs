//! JSON read from front to back, with byte spans. Reads what Python's `json` reads, `NaN` included; needs no stack for
//! the nesting of what it skips. Knows nothing of notebooks.

use crate::text::{Decoded, Span};

/// A place where the text is no JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Malformed(pub(super) usize);

/// The kind of the value that comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    Object,
    Array,
    String,
    Scalar,
}

pub(super) struct Reader<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let at = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        Self { text, bytes: text.as_bytes(), at }
    }

    fn skip_space(&mut self) {
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// The next byte that is no white space.
    fn peek(&mut self) -> Option<u8> {
        self.skip_space();
        self.bytes.get(self.at).copied()
    }

    fn expect(&mut self, byte: u8) -> Result<(), Malformed> {
        if self.peek() != Some(byte) {
            return Err(Malformed(self.at));
        }
        self.at += 1;
        Ok(())
    }

    pub(super) fn next(&mut self) -> Next {
        match self.peek() {
            Some(b'{') => Next::Object,
            Some(b'[') => Next::Array,
            Some(b'"') => Next::String,
            _ => Next::Scalar,
        }
    }

    /// Nothing but white space may follow.
    pub(super) fn end(&mut self) -> Result<(), Malformed> {
        self.peek().map_or(Ok(()), |_| Err(Malformed(self.at)))
    }

    /// An object: `member` has to read the value of every key.
    pub(super) fn object(
        &mut self,
        mut member: impl FnMut(&mut Self, &str) -> Result<(), Malformed>,
    ) -> Result<Span, Malformed> {
        self.items(b'{', b'}', |reader| {
            let key = reader.string()?;
            reader.expect(b':')?;
            let plain = Span::new(key.start + 1, key.end - 1).slice(reader.text);
            match plain.contains('\\') {
                true => member(reader, decode(reader.text, key).as_str()),
                false => member(reader, plain),
            }
        })
    }

    /// An array: `item` has to read every value.
    pub(super) fn array(&mut self, item: impl FnMut(&mut Self) -> Result<(), Malformed>) -> Result<Span, Malformed> {
        self.items(b'[', b']', item)
    }

    fn items(
        &mut self,
        open: u8,
        close: u8,
        mut item: impl FnMut(&mut Self) -> Result<(), Malformed>,
    ) -> Result<Span, Malformed> {
        self.expect(open)?;
        let start = self.at - 1;
        if self.peek() == Some(close) {
            self.at += 1;
            return Ok(Span::new(start, self.at));
        }
        loop {
            item(self)?;
            if self.peek() == Some(close) {
                self.at += 1;
                return Ok(Span::new(start, self.at));
            }
            self.expect(b',')?;
        }
    }

    /// A string, with its quotes.
    pub(super) fn string(&mut self) -> Result<Span, Malformed> {
        self.expect(b'"')?;
        let start = self.at - 1;
        loop {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            let Some(length) = memchr::memchr2(b'"', b'\\', rest) else { return Err(Malformed(start)) };
            let found = self.at + length;
            if self.bytes[found] == b'"' {
                self.at = found + 1;
                return Ok(Span::new(start, self.at));
            }
            self.at = found + 2;
        }
    }

    /// A number, `true`, `false` or `null`.
    pub(super) fn scalar(&mut self) -> Result<Span, Malformed> {
        self.skip_space();
        let start = self.at;
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
        self.at += self.bytes.get(start..).unwrap_or_default().iter().take_while(|byte| is_part(byte)).count();
        let span = Span::new(start, self.at);
        let text = span.slice(self.text);
        let named = matches!(text, "true" | "false" | "null" | "NaN" | "Infinity" | "-Infinity");
        let number = text.starts_with(|c: char| c == '-' || c.is_ascii_digit()) && text.parse::<f64>().is_ok();
        if named || number { Ok(span) } else { Err(Malformed(start)) }
    }

    /// Any value, whatever its depth.
    pub(super) fn skip(&mut self) -> Result<(), Malformed> {
        // For each open container, whether it is an object.
        let mut open: Vec<bool> = Vec::new();
        loop {
            let opened = match self.next() {
                Next::Object => Some((true, b'}')),
                Next::Array => Some((false, b']')),
                Next::String => self.string().map(|_| None)?,
                Next::Scalar => self.scalar().map(|_| None)?,
            };
            if let Some((object, close)) = opened {
                self.at += 1;
                if self.peek() != Some(close) {
                    open.push(object);
                    self.key(object)?;
                    continue;
                }
                self.at += 1;
            }
            loop {
                let Some(&object) = open.last() else { return Ok(()) };
                let close = if object { b'}' } else { b']' };
                match self.peek() {
                    Some(b',') => {
                        self.at += 1;
                        self.key(object)?;
                        break;
                    }
                    Some(byte) if byte == close => {
                        self.at += 1;
                        open.pop();
                    }
                    _ => return Err(Malformed(self.at)),
                }
            }
        }
    }

    fn key(&mut self, object: bool) -> Result<(), Malformed> {
        if object {
            self.string()?;
            self.expect(b':')?;
        }
        Ok(())
    }
}

/// The text of the string literal at `quoted`. Half of a surrogate pair becomes U+FFFD.
pub(super) fn decode(text: &str, quoted: Span) -> Decoded {
    let content = Span::new(quoted.start + 1, quoted.end.saturating_sub(1)).slice(text);
    let mut decoded = Decoded::default();
    let mut done = 0;
    while let Some(length) = memchr::memchr(b'\\', &content.as_bytes()[done..]) {
        let at = done + length;
        push_verbatim(&mut decoded, &content[done..at], quoted.start + 1 + done);
        let (character, length) = escape(&content[at..]);
        let start = quoted.start + 1 + at;
        decoded.push_replaced(character.encode_utf8(&mut [0; 4]), Span::new(start, start + length));
        done = at + length;
    }
    push_verbatim(&mut decoded, &content[done..], quoted.start + 1 + done);
    decoded
}

fn push_verbatim(decoded: &mut Decoded, text: &str, start: usize) {
    if !text.is_empty() {
        decoded.push_verbatim(text, start);
    }
}

/// The character that an escape stands for, and the escape's length.
fn escape(rest: &str) -> (char, usize) {
    let Some(second) = rest[1..].chars().next() else { return ('\\', 1) };
    let simple = match second {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\x08',
        'f' => '\x0c',
        'u' => return unicode(rest),
        other => other,
    };
    (simple, 1 + second.len_utf8())
}

fn unicode(rest: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = rest.get(at..at + 6)?.strip_prefix("\\u")?;
        u32::from_str_radix(digits, 16).ok().filter(|_| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
    };
    let Some(first) = unit(0) else { return (char::REPLACEMENT_CHARACTER, 2) };
    if let Some(character) = char::from_u32(first) {
        return (character, 6);
    }
    let second = unit(6).filter(|second| (0xDC00..0xE000).contains(second) && first < 0xDC00);
    let pair = second.and_then(|second| char::from_u32(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)));
    pair.map_or((char::REPLACEMENT_CHARACTER, 6), |character| (character, 12))
}

/// `text` as it stands between the quotes of a string; characters beyond ASCII escaped if `ascii`.
pub(super) fn encode(text: &str, ascii: bool) -> String {
    use std::fmt::Write;
    let mut result = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '"' => result.push_str("\\\""),
            '\\' => result.push_str("\\\\"),
            '\n' => result.push_str("\\n"),
            '\r' => result.push_str("\\r"),
            '\t' => result.push_str("\\t"),
            '\x08' => result.push_str("\\b"),
            '\x0c' => result.push_str("\\f"),
            _ if character < ' ' || (ascii && !character.is_ascii()) => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    // Writing to a string cannot fail.
                    let _ = write!(result, "\\u{unit:04x}");
                }
            }
            _ => result.push(character),
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: Result<(), usize>) {
        let mut reader = Reader::new(text);
        let found = reader.skip().and_then(|()| reader.end()).map_err(|error| error.0);
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn reads_what_python_reads() {
        check(" {\"a\": [1, -2.5e3, true, null, NaN, -Infinity, {}, [], \"x\\\"y\"]} ", Ok(()));
        check("\u{feff}\"日本\"", Ok(()));
        check("", Err(0));
        check("{\"a\" 1}", Err(5));
        check("[1, ]", Err(4));
        check("[1 2]", Err(3));
        check("{\"a\": 1", Err(7));
        check("[\"a", Err(1));
        check("[\"a\\", Err(1));
        check("[tru]", Err(1));
        check("[1]]", Err(3));
        check("{\"a\": 1]", Err(7));
        check("{1: 2}", Err(1));
        check(&"[".repeat(100_000), Err(100_000));
        check(&format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)), Ok(()));
    }

    #[test]
    fn decodes_escapes() {
        let decoded = |literal: &str| decode(literal, Span::new(0, literal.len())).as_str().to_owned();
        assert_eq!(decoded(r#""a\n\t\"\\\/\u65e5\ud83e\udd80""#), "a\n\t\"\\/日🦀");
        assert_eq!(decoded(r#""\ud83e\u0041\udd80x\u12""#), "\u{fffd}A\u{fffd}x\u{fffd}12");
    }

    proptest! {
        #[test]
        fn encoding_is_undone_by_decoding(text in "(\\PC|[\n\r\t\"\\\\\u{0}\u{7f}🦀日]){0,20}", ascii: bool) {
            let literal = format!("\"{}\"", encode(&text, ascii));
            let decoded = decode(&literal, Span::new(0, literal.len()));
            prop_assert_eq!(decoded.as_str(), &text);
            prop_assert!(!ascii || literal.is_ascii());
            prop_assert!(serde_json::from_str::<String>(&literal).is_ok_and(|back| back == text));
        }

        #[test]
        fn agrees_with_serde(text in "[\\[\\]{}\",:0-9a. \\\\ntrue]{0,12}") {
            let mut reader = Reader::new(&text);
            let ours = reader.skip().and_then(|()| reader.end()).is_ok();
            let theirs = serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok();
            // We are lenient about the inside of strings and the exact form of numbers.
            prop_assert!(ours || !theirs, "{}", text);
        }
    }
}

//! String and number literals, decoded. Knows prefixes, escapes and f-string braces; follows no names.

use super::module::Module;
use super::tree::{Kind, NodeId};
use crate::text::{Decoded, Span};

/// The letters before a string's quote.
#[derive(Clone, Copy, Debug, Default)]
struct Prefix {
    raw: bool,
    format: bool,
    /// Bytes and template strings are no texts.
    text: bool,
}

impl Module {
    /// A string, or several side by side, decoded. `None` for bytes, templates and what did not parse.
    pub(super) fn string(&self, literal: NodeId) -> Option<Decoded> {
        if self.tree.is_broken(literal) {
            return None;
        }
        let mut decoded = Decoded::default();
        match self.tree.kind(literal) {
            Kind::String => self.one_string(literal, &mut decoded)?,
            Kind::ConcatenatedString => {
                for part in self.tree.parts(literal) {
                    self.one_string(part, &mut decoded)?;
                }
            }
            _ => return None,
        }
        Some(decoded)
    }

    /// The texts of the file, several side by side as one, without those that stand as a statement: they are comments.
    pub fn texts(&self) -> impl Iterator<Item = (Span, Decoded)> {
        let is_text = |id: &NodeId| {
            let parent = self.tree.parent(*id).map(|parent| self.tree.kind(parent));
            let part = matches!(
                parent,
                Some(Kind::ConcatenatedString | Kind::ExpressionStatement | Kind::Block | Kind::Module)
            );
            matches!(self.tree.kind(*id), Kind::String | Kind::ConcatenatedString) && !part
        };
        self.tree.ids().filter(is_text).filter_map(|id| Some((self.tree.span(id), self.string(id)?)))
    }

    /// The text of a string literal that is known in full.
    pub(super) fn literal_text(&self, literal: NodeId) -> Option<String> {
        let text = self.string(self.tree.unparenthesized(literal))?;
        (!text.has_holes()).then(|| text.as_str().to_owned())
    }

    fn one_string(&self, literal: NodeId, decoded: &mut Decoded) -> Option<()> {
        let mut parts = self.tree.parts(literal);
        let start = parts.next().filter(|part| self.tree.kind(*part) == Kind::StringStart)?;
        let prefix = prefix(self.slice(start));
        if !prefix.text {
            return None;
        }
        for part in parts {
            let span = self.tree.span(part);
            match self.tree.kind(part) {
                Kind::StringContent => decode(span.slice(&self.text), span.start, prefix, decoded),
                Kind::Interpolation => decoded.push_hole(span),
                Kind::StringEnd => {}
                _ => return None,
            }
        }
        Some(())
    }

    /// The span between the quotes of a single literal whose text stands there verbatim.
    pub(super) fn verbatim_text(&self, literal: NodeId) -> Option<Span> {
        let literal = self.tree.unparenthesized(literal);
        if self.tree.kind(literal) != Kind::String {
            return None;
        }
        let decoded = self.string(literal)?;
        let parts: Vec<_> = self.tree.parts(literal).collect();
        let (first, last) = (parts.first()?, parts.last()?);
        let between = Span::new(self.tree.span(*first).end, self.tree.span(*last).start);
        (between.slice(&self.text) == decoded.as_str()).then_some(between)
    }
}

fn prefix(start: &str) -> Prefix {
    let letters = start.trim_end_matches(['"', '\'']).to_ascii_lowercase();
    let has = |letter| letters.contains(letter);
    Prefix { raw: has('r'), format: has('f'), text: !has('b') && !has('t') }
}

/// Appends the content between quotes, or between placeholders, that begins at byte `start`.
fn decode(content: &str, start: usize, prefix: Prefix, decoded: &mut Decoded) {
    let special = |c: char| c == '\r' || (c == '\\' && !prefix.raw) || (prefix.format && (c == '{' || c == '}'));
    let mut done = 0;
    while let Some(length) = content[done..].find(special) {
        let at = done + length;
        push_verbatim(&content[done..at], start + done, decoded);
        let rest = &content[at..];
        let (text, length) = match rest.as_bytes()[0] {
            b'\r' => (Some("\n".to_owned()), 1 + usize::from(rest.starts_with("\r\n"))),
            b'\\' => escape(rest),
            brace => {
                (Some(char::from(brace).to_string()), 1 + usize::from(rest.starts_with("{{") || rest.starts_with("}}")))
            }
        };
        let source = Span::new(start + at, start + at + length);
        match text {
            Some(text) if text == content[at..at + length] => decoded.push_verbatim(&text, source.start),
            Some(text) => decoded.push_replaced(&text, source),
            None => decoded.push_hole(source),
        }
        done = at + length;
    }
    push_verbatim(&content[done..], start + done, decoded);
}

fn push_verbatim(text: &str, start: usize, decoded: &mut Decoded) {
    if !text.is_empty() {
        decoded.push_verbatim(text, start);
    }
}

/// What an escape at the start of `rest` stands for, and its length. `None` for what cannot be told or is no character.
fn escape(rest: &str) -> (Option<String>, usize) {
    let Some(second) = rest[1..].chars().next() else { return (Some("\\".to_owned()), 1) };
    let simple = |text: &str| (Some(text.to_owned()), 2);
    match second {
        '\n' => simple(""),
        '\r' => (Some(String::new()), 2 + usize::from(rest.starts_with("\\\r\n"))),
        '\\' => simple("\\"),
        '\'' => simple("'"),
        '"' => simple("\""),
        'a' => simple("\x07"),
        'b' => simple("\x08"),
        'f' => simple("\x0c"),
        'n' => simple("\n"),
        'r' => simple("\r"),
        't' => simple("\t"),
        'v' => simple("\x0b"),
        'x' => code(rest, 2, 2),
        'u' => code(rest, 2, 4),
        'U' => code(rest, 2, 8),
        '0'..='7' => {
            let digits: String = rest[1..].chars().take(3).take_while(|c| ('0'..='7').contains(c)).collect();
            let value = u32::from_str_radix(&digits, 8).ok().and_then(char::from_u32);
            (value.map(String::from), 1 + digits.len())
        }
        'N' => (None, rest.find('}').map_or(2, |end| end + 1)),
        other => (Some(format!("\\{other}")), 1 + other.len_utf8()),
    }
}

fn code(rest: &str, from: usize, digits: usize) -> (Option<String>, usize) {
    let length = from + digits;
    let Some(number) = rest.get(from..length) else { return (None, from) };
    let value = u32::from_str_radix(number, 16).ok().and_then(char::from_u32);
    (value.map(String::from), length)
}

/// An integer literal. `None` if it is too large, imaginary or of Python 2.
pub(super) fn integer(text: &str) -> Option<i128> {
    let digits = text.replace('_', "").to_ascii_lowercase();
    let radix =
        |prefix: &str, radix: u32| digits.strip_prefix(prefix).map(|rest| i128::from_str_radix(rest, radix).ok());
    if let Some(value) = radix("0x", 16).or_else(|| radix("0o", 8)).or_else(|| radix("0b", 2)) {
        return value;
    }
    let leading_zero = digits.len() > 1 && digits.starts_with('0') && !digits.trim_matches('0').is_empty();
    digits.parse().ok().filter(|_| !leading_zero)
}

/// A float literal. `None` if it is imaginary.
pub(super) fn float(text: &str) -> Option<f64> {
    text.replace('_', "").parse().ok()
}

//! How a literal is written in Python. Knows no syntax tree.

use super::Literal;
use super::quote::Quote;

const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// Whether a name may stand as a keyword argument or attribute.
pub(super) fn is_identifier(name: &str) -> bool {
    let first = |c: char| c.is_alphabetic() || c == '_';
    name.starts_with(first) && name.chars().all(|c| first(c) || c.is_numeric()) && !KEYWORDS.contains(&name)
}

/// A literal as an expression. `None` if a keyword argument of a call has no name that Python takes.
pub(super) fn expression(literal: &Literal, quote: Quote) -> Option<String> {
    let list = |items: Vec<String>| items.join(", ");
    Some(match literal {
        Literal::Text(text) => string(text, quote),
        Literal::Integer(number) => number.to_string(),
        Literal::Bool(true) => "True".to_owned(),
        Literal::Bool(false) => "False".to_owned(),
        Literal::Raw(source) => source.clone(),
        Literal::Mapping(entries) => {
            let entry = |(key, value): &(String, Literal)| {
                Some(format!("{}: {}", string(key, quote), expression(value, quote)?))
            };
            format!("{{{}}}", list(entries.iter().map(entry).collect::<Option<_>>()?))
        }
        Literal::List(items) => {
            format!("[{}]", list(items.iter().map(|item| expression(item, quote)).collect::<Option<_>>()?))
        }
        Literal::Call(callee, entries) => {
            let argument = |(key, value): &(String, Literal)| {
                is_identifier(key).then(|| Some(format!("{key}={}", expression(value, quote)?))).flatten()
            };
            format!("{callee}({})", list(entries.iter().map(argument).collect::<Option<_>>()?))
        }
    })
}

/// A text as a string literal on one line, in the other quotation marks where that saves escapes.
pub(super) fn string(text: &str, quote: Quote) -> String {
    let quote = if text.contains(quote.char()) && !text.contains(quote.other().char()) { quote.other() } else { quote };
    let mut source = String::from(quote.char());
    for c in text.chars() {
        match c {
            '\\' => source.push_str("\\\\"),
            '\n' => source.push_str("\\n"),
            '\r' => source.push_str("\\r"),
            '\t' => source.push_str("\\t"),
            c if c == quote.char() => source.extend(['\\', c]),
            c if c.is_control() => source.push_str(&format!("\\x{:02x}", u32::from(c))),
            c => source.push(c),
        }
    }
    source.push(quote.char());
    source
}

/// Whether a text may be put into the string literals of `source` without escapes, whichever of them it is put in.
pub(super) fn fits_into(source: &str, text: &str) -> bool {
    if text.contains(['\\', '\n', '\r', '\0']) || is_prefixed(source, 'b') {
        return false;
    }
    if text.contains(['{', '}']) && (is_prefixed(source, 'f') || is_prefixed(source, 't')) {
        return false;
    }
    let Some(quote) = Quote::of(source) else { return !text.contains(['"', '\'']) };
    let mixed = source.contains(quote.other().char());
    !(text.contains(quote.char()) || mixed && text.contains(quote.other().char()))
}

/// Whether a literal of `source` may have this letter in its prefix.
fn is_prefixed(source: &str, letter: char) -> bool {
    let same = |c: char| c.eq_ignore_ascii_case(&letter);
    let ends = |at: usize| {
        let head = &source[..at];
        let outer = head.trim_end_matches(|c: char| "rbuftRBUFT".contains(c));
        head.len() - outer.len() <= 2 && head[outer.len()..].contains(same) && !outer.ends_with(['"', '\''])
    };
    source.match_indices(['"', '\'']).any(|(at, _)| ends(at))
}

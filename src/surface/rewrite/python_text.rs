//! How a literal is written in Python. Knows no syntax tree.

use super::Literal;
use super::quote::Quote;

const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// Whether a name may stand as a keyword argument or attribute.
#[must_use]
pub fn is_identifier(name: &str) -> bool {
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
#[must_use]
pub fn string(text: &str, quote: Quote) -> String {
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
    let in_text = |c: char| c.is_alphanumeric() || matches!(c, '"' | '\'');
    let same = |c: char| c.eq_ignore_ascii_case(&letter);
    let ends = |at: usize| {
        let head = &source[..at];
        let outer = head.trim_end_matches(|c: char| "rbuftRBUFT".contains(c));
        head.len() - outer.len() <= 2 && head[outer.len()..].contains(same) && !outer.ends_with(in_text)
    };
    source.match_indices(['"', '\'']).any(|(at, _)| ends(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_strings() {
        let check = |text: &str, expected: &str| assert_eq!(string(text, Quote::Double), expected);
        check("a", r#""a""#);
        check("say \"a\"", "'say \"a\"'");
        check("it's \"a\"\\\n\u{1}", r#""it's \"a\"\\\n\x01""#);
    }

    #[test]
    fn writes_expressions() {
        let check =
            |literal, expected: Option<&str>| assert_eq!(expression(&literal, Quote::Double).as_deref(), expected);
        let timeout = || [("timeout", Literal::Integer(600)), ("x", Literal::Bool(true))];
        check(Literal::mapping(timeout()), Some(r#"{"timeout": 600, "x": True}"#));
        check(Literal::call("G", timeout()), Some("G(timeout=600, x=True)"));
        check(Literal::call("G", [("not a name", Literal::Integer(1))]), None);
        check(Literal::List(vec![Literal::text("a"), Literal::Raw("b".into())]), Some(r#"["a", b]"#));
    }

    #[test]
    fn knows_names() {
        assert!(is_identifier("max_retries") && is_identifier("größe2"));
        assert!(!is_identifier("a-b") && !is_identifier("2a") && !is_identifier("lambda") && !is_identifier(""));
    }

    #[test]
    fn knows_what_needs_escapes() {
        let check =
            |source: &str, text: &str, fits: bool| assert_eq!(fits_into(source, text), fits, "{text} in {source}");
        check("\"a\"", "${{inputs.x}} 'b'", true);
        check("f\"a\"", "${{inputs.x}}", false);
        check("f\"a\"", " --a 1", true);
        check("\"a\" 'b'", "it's", false);
        check("\"a\" f'{b}'", "{c}", false);
        check("('a'\n\"b\")", "x y", true);
        check("('a')", "\"", false);
        check("b'a'", "x", false);
        check("'if'", "{x}", true);
    }
}

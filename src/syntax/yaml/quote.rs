//! Quoted scalars that YAML 1.2 refuses for their indentation and PyYAML reads: it lets their lines begin anywhere.

use super::decode::find_break;
use crate::text::Span;

/// What stands between the quotes of the scalar that begins behind the token that ended at `from` and goes on at `at`, if
/// it is closed and nothing follows that would make PyYAML stop too.
pub(super) fn content_around(text: &str, from: usize, at: usize) -> Option<Span> {
    let start = opening(text, from, at)?;
    let quote = char::from(text.as_bytes()[start]);
    let end = closing(text, start + 1, quote)?;
    let content = Span::new(start + 1, end);
    let has_marker = content.slice(text).split(['\n', '\r']).skip(1).any(is_document_marker);
    (content.touches(at) && !has_marker && ends_well(&text[end + 1..])).then_some(content)
}

/// The first quote between two tokens that does not stand in a comment.
fn opening(text: &str, from: usize, to: usize) -> Option<usize> {
    let mut at = from;
    while at < to {
        let c = text.get(at..to)?.chars().next()?;
        match c {
            '"' | '\'' => return Some(at),
            '#' => at = find_break(text, at)?,
            _ => at += c.len_utf8(),
        }
    }
    None
}

fn closing(text: &str, start: usize, quote: char) -> Option<usize> {
    let mut characters = text[start..].char_indices();
    while let Some((offset, c)) = characters.next() {
        match c {
            '\\' if quote == '"' => _ = characters.next(),
            '\'' if c == quote && text[start + offset + 1..].starts_with('\'') => _ = characters.next(),
            _ if c == quote => return Some(start + offset),
            _ => {}
        }
    }
    None
}

fn is_document_marker(line: &str) -> bool {
    let rest = line.strip_prefix("---").or_else(|| line.strip_prefix("..."));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
}

/// Whether what follows a closing quote may follow it.
fn ends_well(rest: &str) -> bool {
    let blanks = rest.len() - rest.trim_start_matches(' ').len();
    let rest = &rest[blanks..];
    rest.is_empty() || rest.starts_with(['\n', '\r', ',', ']', '}']) || (blanks > 0 && rest.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let at = text.find('\n').unwrap() + 1;
        assert_eq!(content_around(text, 1, at).map(|span| span.slice(text)), expected, "{text:?}");
    }

    #[test]
    fn closed_or_not() {
        check("a: \"foo\nb\"", Some("foo\nb"));
        check("a: 'it''s\nb: 1'  # c", Some("it''s\nb: 1"));
        check("a: \"x\\\"\nb\"\n", Some("x\\\"\nb"));
        check("a: \"foo\nb: 1\n", None);
        check("a: \"foo\nb: \"y\"\n", None);
        check("a: \"foo\n--- b\"\n", None);
        check("a: b\nc: d", None);
    }
}

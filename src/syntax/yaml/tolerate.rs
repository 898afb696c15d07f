//! What PyYAML reads although it is no YAML 1.2: such places are masked without a word.

use super::decode::{after_break, find_break};
use super::events::Stop;
use super::mask::{Kind, Mask};
use super::quote;
use crate::text::Span;

/// The mask that lets the parser read on, if PyYAML would not have stopped. The last token ended at `from`.
pub(super) fn mask(text: &str, from: usize, stop: &Stop) -> Option<Mask> {
    let span = if stop.is_indentation() {
        quote::content_around(text, from, stop.at)
    } else if stop.is_comment() {
        comment(text, stop.at)
    } else if stop.is_missing_key() {
        block_of_text(text, stop.at)
    } else {
        None
    };
    span.map(|span| Mask { kind: Kind::Value, span, column: 0 })
}

/// A comment that touches a quote, a bracket or a comma.
fn comment(text: &str, at: usize) -> Option<Span> {
    let touches = text[..at].ends_with(['"', '\'', ']', '}', '[', '{', ',']);
    touches.then(|| Span::new(at, find_break(text, at).unwrap_or(text.len())))
}

/// A block of text whose `|` or `>` is indented no more than the key before it.
fn block_of_text(text: &str, at: usize) -> Option<Span> {
    let before = text[..at].trim_end_matches(' ');
    let column = at - before.len();
    let is_value = before.ends_with(['\n', '\r']) && before.trim_end().ends_with(':');
    if !is_value || !text[at..].starts_with(['|', '>']) {
        return None;
    }
    let mut end = find_break(text, at).unwrap_or(text.len());
    while let Some(start) = after_break(text, end) {
        let line = &text[start..find_break(text, start).unwrap_or(text.len())];
        let content = line.trim_start_matches(' ');
        if !content.is_empty() && line.len() - content.len() <= column {
            break;
        }
        end = start + line.len();
    }
    Some(Span::new(at, end))
}

/// Whether the parser stops behind `*name:`, a key for PyYAML and an odd name in YAML 1.2.
pub(super) fn follows_alias_key(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().trim_end_matches(' ');
    let word = before.rsplit([' ', '\n', '\r', '{', '[', ',']).next().unwrap_or_default();
    let name = word.strip_prefix('*').and_then(|word| word.strip_suffix(':'));
    name.is_some_and(|name| before.contains(&format!("&{name}")))
}

#[cfg(test)]
mod tests {
    use super::super::show::{errors, show};

    fn check(text: &str, expected: &str) {
        assert_eq!((show(text).as_str(), errors(text)), (expected, Vec::new()), "{text}");
    }

    #[test]
    fn says_nothing() {
        check("a: \"foo\nb: 1\"\nc: 2\n", "{a: ?, c: 2}");
        check("a: 'x\n\ty'\nc: 2\n", "{a: ?, c: 2}");
        check("a: [-, b]\nc: 2\n", "{a: ?, c: 2}");
        check("a: \"\\ud83d\"\nc: 2\n", "{a: ?, c: 2}");
        check("a: \"x\"# note: y\nb: {}#\n", "{a: \"x\", b: {}}");
        check("{# note: y\nb: 1}", "{b: 1}");
        check("a:\n  b:\n  >-\n    --x: y\n\n    --z\n  c: 1\n", "{a: {b: ?, c: 1}}");
        check("- &k a\n- *k: 1\n", "[\"a\", ?]");
    }
}

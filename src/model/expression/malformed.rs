//! Pieces of text that are meant as an expression but are none: wrong, missing or half delimiters. Knows the delimiters
//! of other tools, not what an expression may name.

use super::{CLOSE, OPEN, Scan, is_scope};
use std::ops::Range;

/// What is wrong with a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// `${{` without `}}`.
    Unclosed,
    /// `}}` without `${{`.
    Unopened,
    /// `${{}}`.
    Empty,
    /// A blank inside the braces.
    Blank,
    /// No `.` inside the braces.
    NoDot,
    /// Delimiters of another tool: `{{…}}`, `${…}`, `$(…)`, `$…`.
    Delimiters,
    /// `$[[` without `]]`.
    SegmentUnclosed,
    /// `]]` without `$[[`.
    SegmentUnopened,
    /// `$[[` inside `$[[…]]`.
    SegmentNested,
    /// `$[[…]]` without an expression.
    SegmentEmpty,
}

/// A piece that is meant as an expression or an optional segment, in bytes of the decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// What is wrong.
    pub flaw: Flaw,
    /// Where it stands.
    pub range: Range<usize>,
    /// What is meant, where that is clear: `${{inputs.data}}`.
    pub meant: Option<String>,
}

/// What the service fills in itself in the paths of outputs.
const PLACEHOLDERS: [&str; 3] = ["name", "output_name", "default_datastore"];

/// `${{` at `open` without its `}}`.
pub(super) fn unclosed(text: &str, open: usize) -> Malformed {
    let rest = &text[open + OPEN.len()..];
    let blanks = rest.len() - rest.trim_start_matches(' ').len();
    let path = path_at(&rest[blanks..]);
    let after = &rest[blanks + path.len()..];
    let brace = if after.trim_start_matches(' ').starts_with('}') && !path.is_empty() {
        after.find('}').map_or(0, |at| at + 1)
    } else {
        0
    };
    let length = if path.is_empty() { 0 } else { blanks + path.len() + brace };
    let range = open..open + OPEN.len() + length;
    Malformed { flaw: Flaw::Unclosed, range, meant: names_something(path).then(|| expression(path)) }
}

/// An expression with a blank inside; `None` if it is another tool's.
pub(super) fn blank(body: &str, range: Range<usize>) -> Option<Malformed> {
    let root = path_at(body).split('.').next().unwrap_or_default();
    let ours = is_scope(root);
    if !ours && body[root.len()..].starts_with('.') {
        return None;
    }
    let joined = body.split('.').map(str::trim).collect::<Vec<_>>().join(".");
    let words: Vec<&str> = joined.split_whitespace().collect();
    let meant = match words.as_slice() {
        [path] => Some((*path).to_owned()),
        [root, name] if !root.contains('.') => Some(format!("{root}.{name}")),
        _ => None,
    };
    let meant = meant.filter(|path| ours && names_something(path) && path_at(path) == path);
    Some(Malformed { flaw: Flaw::Blank, range, meant: meant.map(|path| expression(&path)) })
}

/// An expression that cannot name anything.
pub(super) fn nameless(body: &str, range: Range<usize>) -> Option<Malformed> {
    let flaw = match body {
        "" => Flaw::Empty,
        _ if body.contains('.') || PLACEHOLDERS.contains(&body) => return None,
        _ => Flaw::NoDot,
    };
    Some(Malformed { flaw, range, meant: None })
}

/// Finds names such as `inputs.data` in delimiters that are not ours, outside of what is known already.
pub(super) fn delimiters(text: &str, foreign: &[Range<usize>], found: &mut Scan) {
    let mut known = found.pieces();
    known.extend_from_slice(foreign);
    known.sort_by_key(|range| range.start);
    let mut from = 0;
    while let Some(dot) = text[from..].find('.').map(|at| at + from) {
        from = dot + 1;
        let after = known.partition_point(|range| range.start <= dot);
        if let Some(range) = after.checked_sub(1).map(|at| &known[at]).filter(|range| dot < range.end) {
            from = range.end;
            continue;
        }
        let start = word_before(text, dot);
        if start == dot {
            continue;
        }
        let path = path_at(&text[start..]);
        from = from.max(start + path.len());
        if names_something(path)
            && let Some((flaw, range)) = around(text, start..start + path.len())
        {
            from = from.max(range.end);
            found.malformed.push(Malformed { flaw, range, meant: Some(expression(path)) });
        }
    }
}

/// The wrong delimiters around a name, and all that they take up.
fn around(text: &str, path: Range<usize>) -> Option<(Flaw, Range<usize>)> {
    let (before, after) = (&text[..path.start], &text[path.end..]);
    let (left, right) = (before.trim_end_matches(' '), after.trim_start_matches(' '));
    let close = path.end + (after.len() - right.len());
    let opened = |delimiter: &str| left.ends_with(delimiter).then(|| left.len() - delimiter.len());
    let closed = |delimiter: &str| right.starts_with(delimiter).then(|| close + delimiter.len());
    for (open, shut) in [("$[[", "]]"), ("{{", CLOSE), ("${", CLOSE), ("${", "}"), ("$(", ")")] {
        if let (Some(start), Some(end)) = (opened(open), closed(shut)) {
            return Some((Flaw::Delimiters, start..end));
        }
    }
    let dollar = before.ends_with('$').then(|| path.start - 1);
    let shut = closed(CLOSE);
    match (dollar, shut) {
        (Some(start), _) => Some((Flaw::Delimiters, start..shut.unwrap_or(path.end))),
        (None, Some(end)) => Some((Flaw::Unopened, opened("{").unwrap_or(path.start)..end)),
        (None, None) => None,
    }
}

/// Whether a text is a scope with something after its dot.
fn names_something(path: &str) -> bool {
    path.split_once('.').is_some_and(|(root, name)| is_scope(root) && !name.is_empty())
}

fn expression(path: &str) -> String {
    format!("{OPEN}{path}{CLOSE}")
}

/// Where the word that ends before `end` starts; `end` itself where the word is part of something longer.
fn word_before(text: &str, end: usize) -> usize {
    let start = end - text[..end].chars().rev().take_while(|c| is_word(*c)).map(char::len_utf8).sum::<usize>();
    if text[..start].ends_with('.') { end } else { start }
}

/// The dotted name that a text begins with, without a dot at its end.
fn path_at(text: &str) -> &str {
    let end = text.find(|c: char| !is_word(c) && c != '.').unwrap_or(text.len());
    text[..end].trim_end_matches(['.', '-'])
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-'
}

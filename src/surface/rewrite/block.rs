//! Entries of YAML block mappings: inserting and deleting them line by line. Knows where lines go, not what they say.

use super::written;
use crate::model::{Data, Entry, Layout, Mapping, Value};
use crate::text::lines::{
    after, before, comments_above, indentation, is_blank, is_idle, line_end, line_start, newline, next_line,
    starts_line,
};
use crate::text::{Edit, Span};

/// Inserts lines after a block mapping. `lines` are indented; they have line breaks between but none around.
pub(super) fn insert(text: &str, mapping: &Mapping, lines: &str) -> Option<Vec<Edit>> {
    let last = written(mapping).max_by_key(|entry| entry.span.end)?;
    insert_lines(text, mapping.span, &last.value, lines)
}

/// Inserts lines after a block, `last` being the last value in it.
pub(super) fn insert_lines(text: &str, block: Span, last: &Value, lines: &str) -> Option<Vec<Edit>> {
    let end = content_end(text, block);
    if !is_idle(after(text, end)) {
        return None;
    }
    let end = if keeps_blank_lines(text, last) { skip_blank_lines(text, end) } else { end };
    Some(vec![match next_line(text, end) {
        Some(next) => Edit::insert(next, format!("{lines}{}", newline(text, end))),
        None => Edit::insert(text.len(), format!("{}{lines}", newline(text, end))),
    }])
}

/// Inserts lines before the first entry of a block mapping and the comments above it.
pub(super) fn insert_first(text: &str, mapping: &Mapping, lines: &str) -> Option<Vec<Edit>> {
    let first = written(mapping).min_by_key(|entry| entry.span.start)?.span.start.min(mapping.span.start);
    let break_ = newline(text, first);
    if !starts_line(text, first) {
        let indent = after_dashes(text, first)?;
        return Some(vec![Edit::insert(first, format!("{}{break_}{}", lines.trim_start(), " ".repeat(indent)))]);
    }
    let place = comments_above(text, first);
    if line_start(text, first) == place && place == 0 {
        // After a byte order mark, if there is one.
        return Some(vec![Edit::insert(first, format!("{}{break_}{}", lines.trim_start(), indentation(text, first)))]);
    }
    Some(vec![Edit::insert(place, format!("{lines}{break_}"))])
}

/// Deletes an entry with the comment behind it; `from` is where the comments above it begin that go too. The last entry
/// of a mapping leaves `{}`.
pub(super) fn remove(text: &str, mapping: &Mapping, entry: &Entry, from: Option<usize>) -> Option<Vec<Edit>> {
    let whole = Span::new(entry.span.start, content_end(text, entry.span));
    if !is_idle(after(text, whole.end)) {
        return None;
    }
    let first = mapping.span.start >= whole.start;
    if first && content_end(text, mapping.span) <= whole.end {
        return empty(text, Span::new(from.unwrap_or(whole.start), line_end(text, whole.end)));
    }
    if starts_line(text, whole.start) {
        let span = Span::new(from.unwrap_or(line_start(text, whole.start)), lines_end(text, entry));
        return Some(vec![Edit::delete(after_mark(text, span))]);
    }
    after_dashes(text, whole.start)?;
    let next = written(mapping).map(|other| other.span.start).filter(|start| *start > whole.start).min()?;
    let between = text.get(line_end(text, whole.end)..next)?;
    (first && between.trim().is_empty()).then(|| vec![Edit::delete(Span::new(whole.start, next))])
}

/// A span that starts at the very start of the text, moved behind the byte order mark.
fn after_mark(text: &str, span: Span) -> Span {
    let mark = if span.start == 0 && text.starts_with('\u{feff}') { 3 } else { 0 };
    Span::new(span.start + mark, span.end)
}

/// The start of the line after an entry that is written in block style, and after the comments below it that are
/// indented deeper than it is.
pub(super) fn lines_end(text: &str, entry: &Entry) -> usize {
    let column = indentation(text, entry.span.start).len();
    let mut end = content_end(text, entry.span);
    if keeps_blank_lines(text, &entry.value) {
        end = skip_blank_lines(text, end);
    }
    while let Some(next) = next_line(text, end) {
        let line = text.get(next..line_end(text, next)).unwrap_or_default();
        let body = line.trim_start_matches(' ');
        if !body.starts_with('#') || line.len() - body.len() <= column {
            return next;
        }
        end = next;
    }
    text.len()
}

/// Puts `{}` in place of a mapping's only entry.
fn empty(text: &str, whole: Span) -> Option<Vec<Edit>> {
    let head = text.get(..whole.start)?.trim_end_matches([' ', '\t', '\n', '\r', '\u{feff}']);
    let on_own_line = starts_line(text, whole.start);
    let commented = head.lines().next_back().is_some_and(|line| line.contains('#'));
    match head.chars().next_back() {
        Some(':') if on_own_line && !commented => Some(vec![Edit::replace(Span::new(head.len(), whole.end), " {}")]),
        None => Some(vec![Edit::replace(whole, "{}")]),
        Some('-') if !on_own_line => Some(vec![Edit::replace(whole, "{}")]),
        _ => None,
    }
}

/// Where the content of a span ends, without the line breaks that close a block scalar.
pub(super) fn content_end(text: &str, span: Span) -> usize {
    span.start + span.slice(text).trim_end().len()
}

/// The column of byte `at` if only list dashes stand before it.
pub(super) fn after_dashes(text: &str, at: usize) -> Option<usize> {
    let head = before(text, at);
    let dashes = head.ends_with(' ') && head.split(' ').all(|word| matches!(word, "" | "-"));
    dashes.then_some(head.len())
}

/// Whether a value ends in a block scalar that keeps the blank lines below it (`|+`).
fn keeps_blank_lines(text: &str, value: &Value) -> bool {
    let mut value = value;
    loop {
        let inner = match &value.data {
            Data::Mapping(mapping) if matches!(mapping.layout, Layout::YamlBlock { .. }) => {
                written(mapping).last().map(|entry| &entry.value)
            }
            Data::List(items) => items.last(),
            _ => None,
        };
        let Some(inner) = inner else { break };
        value = inner;
    }
    let header = value.span.slice(text).lines().next().unwrap_or_default();
    let header = header.split('#').next().unwrap_or_default();
    header.starts_with(['|', '>']) && header.contains('+')
}

/// The end of the last blank line below the line of byte `at`.
fn skip_blank_lines(text: &str, mut at: usize) -> usize {
    while let Some(next) = next_line(text, at) {
        let line = text.get(next..line_end(text, next)).unwrap_or_default();
        if next == text.len() || !line.chars().all(is_blank) {
            break;
        }
        at = next;
    }
    line_end(text, at)
}

/// How many columns nested keys are indented by: as in this mapping, else as in the file, else two.
pub(super) fn step(text: &str, mapping: &Mapping) -> usize {
    let Layout::YamlBlock { indent } = mapping.layout else { return 2 };
    let mut nested = written(mapping).filter_map(|entry| match entry.value.mapping()?.layout {
        Layout::YamlBlock { indent: inner } if entry.value.editable => {
            inner.checked_sub(indent).filter(|step| *step > 0)
        }
        _ => None,
    });
    nested.next_back().unwrap_or_else(|| file_step(text))
}

/// The indentation below the first key of the file that holds a block.
pub(super) fn file_step(text: &str) -> usize {
    let mut parent = None;
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#')) {
        let column = line.len() - line.trim_start_matches(' ').len();
        match parent {
            Some(above) if column > above => return column - above,
            _ => parent = line.trim_end().ends_with(':').then_some(column),
        }
    }
    2
}

/// The column of the key at byte `at`, list dashes counted as indentation.
pub(super) fn column(text: &str, at: usize) -> Option<usize> {
    if starts_line(text, at) {
        return Some(before(text, at).len());
    }
    after_dashes(text, at)
}

//! Entries between brackets: YAML flow mappings, calls and dictionary displays. Knows where commas, line breaks and
//! blanks go, not what the entries say.

use super::{is_positional, written};
use crate::model::{Entry, Mapping};
use crate::text::lines::{
    after, comments_above, indentation, is_blank, is_idle, line_end, line_start, newline, next_line, skip_trivia,
    starts_line,
};
use crate::text::{Edit, Span};

/// What is put between brackets.
pub(super) struct Item<'a> {
    /// Comment lines to stand above it, without indentation.
    pub above: Vec<&'a str>,
    /// The entry as written.
    pub source: String,
    /// A comment to stand behind it, with the blanks before it.
    pub behind: &'a str,
}

impl Item<'_> {
    /// An entry without comments.
    pub fn bare(source: String) -> Self {
        Self { above: Vec::new(), source, behind: "" }
    }

    fn has_comments(&self) -> bool {
        !self.above.is_empty() || !self.behind.is_empty()
    }

    /// The lines of an item on lines of its own, a comma behind it if asked for.
    fn lines(&self, indent: &str, newline: &str, comma: bool) -> String {
        let above: String = self.above.iter().map(|comment| format!("{indent}{comment}{newline}")).collect();
        format!("{above}{indent}{}{}{}", self.source, if comma { "," } else { "" }, self.behind)
    }
}

/// Inserts an item after the last entry.
pub(super) fn insert(text: &str, mapping: &Mapping, item: &Item) -> Option<Vec<Edit>> {
    let last = written(mapping).map(|entry| entry.span).max_by_key(|span| span.end);
    insert_after(text, interior(text, mapping)?, last, item)
}

/// Inserts an item between brackets, after the last one if there is one.
pub(super) fn insert_after(text: &str, inner: Span, last: Option<Span>, item: &Item) -> Option<Vec<Edit>> {
    let Some(last) = last else { return insert_into_rest(text, inner, item) };
    let next = skip_trivia(text, last.end);
    let comma = text.as_bytes().get(next) == Some(&b',');
    if starts_line(text, last.start) {
        return insert_line(text, last, comma.then_some(next + 1), item);
    }
    if item.has_comments() {
        return None;
    }
    Some(vec![match comma {
        true => Edit::insert(next + 1, format!(" {},", item.source)),
        false => Edit::insert(last.end, format!(", {}", item.source)),
    }])
}

/// Inserts an item on lines of its own after `last`, which stands on its own line; `comma` is the end of its comma.
fn insert_line(text: &str, last: Span, comma: Option<usize>, item: &Item) -> Option<Vec<Edit>> {
    let indent = indentation(text, last.start);
    let end = comma.unwrap_or(last.end);
    let nl = newline(text, last.start);
    let rest = after(text, end);
    // A comment behind the last item without comma would swallow the bracket that follows on its line.
    let closes_here = !is_idle(rest);
    if closes_here && !item.behind.is_empty() {
        return None;
    }
    let lines = format!("{nl}{}", item.lines(indent, nl, comma.is_some()));
    if comma.is_some() || rest.trim_matches(is_blank).is_empty() || closes_here {
        let before = if comma.is_some() { "" } else { "," };
        let place = if closes_here || comma.is_none() { end } else { line_end(text, end) };
        return Some(vec![Edit::insert(place, format!("{before}{lines}"))]);
    }
    Some(vec![Edit::insert(end, ","), Edit::insert(line_end(text, end), lines)])
}

/// Inserts an item between brackets that hold none of our entries: nothing, positional arguments, `**more`.
fn insert_into_rest(text: &str, inner: Span, item: &Item) -> Option<Vec<Edit>> {
    let content = inner.slice(text);
    if content.contains('#') || item.has_comments() {
        return None;
    }
    let end = inner.start + content.trim_end().len();
    Some(vec![match content.trim().chars().next_back() {
        None => Edit::insert(inner.start, item.source.clone()),
        Some(',') => Edit::insert(end, format!(" {}", item.source)),
        Some(_) => Edit::insert(end, format!(", {}", item.source)),
    }])
}

/// Inserts an item before the first entry and the comments above it.
pub(super) fn insert_first(text: &str, mapping: &Mapping, item: &Item) -> Option<Vec<Edit>> {
    interior(text, mapping)?;
    let keyed = written(mapping).filter(|entry| !is_positional(entry));
    let Some(first) = keyed.min_by_key(|entry| entry.span.start) else { return insert(text, mapping, item) };
    let start = first.span.start;
    if !starts_line(text, start) {
        return Some(vec![Edit::insert(start, format!("{}, ", item.source))]);
    }
    let nl = newline(text, start);
    Some(vec![Edit::insert(comments_above(text, start), item.lines(indentation(text, start), nl, true) + nl)])
}

/// Deletes an entry with its comma and the comment behind it; `from` is where the comments above it begin that go too.
pub(super) fn remove(text: &str, mapping: &Mapping, entry: &Entry, from: Option<usize>) -> Option<Vec<Edit>> {
    let inner = interior(text, mapping)?;
    let next = skip_trivia(text, entry.span.end);
    let comma = text.as_bytes().get(next) == Some(&b',') && next < inner.end;
    let end = if comma { next + 1 } else { entry.span.end };
    if line_end(text, entry.span.end) < end {
        // A comma at the start of the next line.
        return None;
    }
    let own_line = starts_line(text, entry.span.start) && line_start(text, entry.span.start) >= inner.start;
    if own_line && is_idle(after(text, end)) {
        let start = from.unwrap_or(line_start(text, entry.span.start));
        return Some(vec![Edit::delete(Span::new(start, next_line(text, end)?))]);
    }
    Some(vec![Edit::delete(match comma {
        true => with_blanks(text, Span::new(entry.span.start, end)),
        false => with_comma_before(text, inner, entry.span),
    })])
}

/// A span with the blanks after it; if its line ends there, with those before it.
fn with_blanks(text: &str, span: Span) -> Span {
    let rest = after(text, span.end);
    let blanks = rest.len() - rest.trim_start_matches(is_blank).len();
    if !is_idle(rest) && !rest[blanks..].starts_with([')', '}']) {
        return Span::new(span.start, span.end + blanks);
    }
    let head = text.get(line_start(text, span.start)..span.start).unwrap_or_default();
    let kept = head.trim_end_matches(is_blank);
    Span::new(if kept.is_empty() { span.start } else { span.start - (head.len() - kept.len()) }, span.end)
}

/// The last entry with the comma before it; the only one with the blanks around it.
fn with_comma_before(text: &str, inner: Span, span: Span) -> Span {
    let head = text.get(inner.start..span.start).unwrap_or_default();
    let kept = head.trim_end();
    let commented = kept.lines().next_back().is_some_and(|line| line.contains('#'));
    match kept.chars().next_back() {
        None if text.get(span.end..inner.end).is_some_and(|tail| tail.trim().is_empty()) => inner,
        Some(',') if !commented => Span::new(inner.start + kept.len() - 1, span.end),
        _ => span,
    }
}

/// What stands between a mapping's brackets.
pub(super) fn interior(text: &str, mapping: &Mapping) -> Option<Span> {
    let source = mapping.span.slice(text);
    let in_callee = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
    let callee = source.len() - source.trim_start_matches(in_callee).len();
    let pair = (source.as_bytes().get(callee)?, source.as_bytes().last()?);
    let inner = (mapping.span.start + callee + 1, mapping.span.end - 1);
    (matches!(pair, (b'(', b')') | (b'{', b'}')) && inner.0 <= inner.1).then(|| Span::new(inner.0, inner.1))
}

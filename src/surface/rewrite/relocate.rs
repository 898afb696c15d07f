//! Moving an entry, with its comments, from one mapping to another of the same file.

use super::brackets::{self, Item};
use super::quote::Quote;
use super::{Literal, block, spell, value, yaml_text};
use crate::model::{Entry, Layout, Mapping};
use crate::text::lines::{after, comments_above, indentation, is_blank, is_idle, line_start, newline, starts_line};
use crate::text::{Edit, Edits};
use std::borrow::Cow;

/// Where an entry goes.
pub(super) struct Home<'a> {
    /// The mapping that it, or the new block around it, is added to.
    pub mapping: &'a Mapping,
    /// The key of a new block that is put around it.
    pub block: Option<&'a str>,
    /// What it is called there.
    pub key: &'a str,
}

/// Moves `entry` out of `from`.
pub(super) fn relocate(text: &str, from: &Mapping, entry: &Entry, home: &Home) -> Option<Vec<Edit>> {
    if entry.span.contains(home.mapping.span) {
        return None;
    }
    let above = above(text, entry);
    let (insertion, removal) = match (from.layout, home.mapping.layout) {
        (Layout::YamlBlock { .. }, Layout::YamlBlock { indent }) => {
            let lines = block_lines(text, entry, above, home, indent)?;
            return join(text, block::insert(text, home.mapping, &lines)?, block::remove(text, from, entry, above)?);
        }
        (Layout::YamlBlock { .. }, _) => {
            let item = item(text, entry, above, home)?;
            (brackets::insert(text, home.mapping, &item)?, block::remove(text, from, entry, above)?)
        }
        (_, Layout::YamlBlock { indent }) => {
            let lines = item_lines(text, entry, above, home, indent)?;
            (block::insert(text, home.mapping, &lines)?, brackets::remove(text, from, entry, above)?)
        }
        _ => {
            let item = item(text, entry, above, home)?;
            (brackets::insert(text, &without(home.mapping, entry), &item)?, brackets::remove(text, from, entry, above)?)
        }
    };
    disjoint(insertion, removal)
}

/// A mapping as it is once the entry is gone.
fn without<'a>(mapping: &'a Mapping, entry: &Entry) -> Cow<'a, Mapping> {
    if !mapping.entries.iter().any(|other| other.span == entry.span) {
        return Cow::Borrowed(mapping);
    }
    let mut rest = mapping.clone();
    rest.entries.retain(|other| other.span != entry.span);
    Cow::Owned(rest)
}

/// Where the comments above an entry begin, if it starts its line.
fn above(text: &str, entry: &Entry) -> Option<usize> {
    starts_line(text, entry.span.start).then(|| comments_above(text, entry.span.start))
}

/// Both sets of edits; lines that are inserted where lines are deleted become one replacement.
fn join(text: &str, insertion: Vec<Edit>, removal: Vec<Edit>) -> Option<Vec<Edit>> {
    let ([insert], [delete]) = (insertion.as_slice(), removal.as_slice()) else { return disjoint(insertion, removal) };
    let here = delete.replacement.is_empty() && delete.span.touches(insert.span.start) && insert.span.is_empty();
    if !here {
        return disjoint(insertion, removal);
    }
    let at_end = insert.span.start == text.len() && delete.span.start == line_start(text, delete.span.start);
    let lines = insert.replacement.as_str();
    let lines = if at_end { lines.trim_start_matches(['\r', '\n']) } else { lines };
    Some(vec![Edit::replace(delete.span, lines)])
}

fn disjoint(mut edits: Vec<Edit>, more: Vec<Edit>) -> Option<Vec<Edit>> {
    edits.extend(more);
    Edits::new(edits).ok().map(|edits| edits.iter().cloned().collect())
}

/// An entry of a block mapping as lines at their new place, comments included.
fn block_lines(text: &str, entry: &Entry, above: Option<usize>, home: &Home, indent: usize) -> Option<String> {
    let start = above.unwrap_or(entry.span.start);
    let end = block::lines_end(text, entry);
    let quote = Quote::near(text, home.mapping);
    let key = renamed(text, entry, home.key, quote);
    let head = text.get(start..entry.key_span.start)?;
    let tail = text.get(entry.key_span.end..end)?;
    let column = block::column(text, entry.span.start)?;
    let margin = " ".repeat(if above.is_some() { 0 } else { column });
    let chunk = format!("{margin}{head}{key}{tail}");
    let wrapper = wrapper(text, home, indent, quote);
    let lines = shifted(chunk.trim_end_matches(['\r', '\n']), column, wrapper.indent)?;
    Some(format!("{}{lines}", wrapper.head))
}

/// A bracketed entry as lines of a block mapping.
fn item_lines(text: &str, entry: &Entry, above: Option<usize>, home: &Home, indent: usize) -> Option<String> {
    let quote = Quote::near(text, home.mapping);
    let source = entry.value.span.slice(text);
    if source.is_empty() || source.contains(['\n', '\r']) {
        return None;
    }
    let key = renamed(text, entry, home.key, quote);
    let wrapper = wrapper(text, home, indent, quote);
    let margin = " ".repeat(wrapper.indent);
    let nl = newline(text, home.mapping.span.start);
    let comments: String = comments(text, entry, above).map(|line| format!("{margin}{line}{nl}")).collect();
    Some(format!("{}{comments}{margin}{key}: {source}{}", wrapper.head, behind(text, entry)))
}

/// The line of a new block around the entry, and the column that the entry's key then has.
struct Wrapper {
    head: String,
    indent: usize,
}

fn wrapper(text: &str, home: &Home, indent: usize, quote: Quote) -> Wrapper {
    let Some(block) = home.block else { return Wrapper { head: String::new(), indent } };
    let key = yaml_text::key(block, quote, yaml_text::Context::Block);
    let head = format!("{}{key}:{}", " ".repeat(indent), newline(text, home.mapping.span.start));
    Wrapper { head, indent: indent + block::step(text, home.mapping) }
}

/// The key as written, or another one if it is renamed.
fn renamed(text: &str, entry: &Entry, key: &str, quote: Quote) -> String {
    match entry.key == key {
        true => entry.key_span.slice(text).to_owned(),
        false => yaml_text::key(key, quote, yaml_text::Context::Block),
    }
}

/// An entry as an item between brackets.
fn item<'a>(text: &'a str, entry: &Entry, above: Option<usize>, home: &Home) -> Option<Item<'a>> {
    let to = home.mapping;
    let source = value_source(text, entry, to)?;
    let quote = Quote::near(text, to);
    let source = match home.block {
        None => spell(text, to, home.key, &source)?,
        Some(block) => {
            let inner = Literal::Mapping(vec![(home.key.to_owned(), Literal::Raw(source))]);
            spell(text, to, block, &super::inline(to.layout, &inner, quote)?)?
        }
    };
    Some(Item { above: comments(text, entry, above).collect(), source, behind: behind(text, entry) })
}

/// The source of a value, fit for its new place.
fn value_source(text: &str, entry: &Entry, to: &Mapping) -> Option<String> {
    let source = entry.value.span.slice(text).trim_end();
    if to.layout == Layout::YamlFlow {
        let context = yaml_text::Context::Flow;
        let single = !source.is_empty() && !value::is_block(text, &entry.value) && !source.contains(['\n', '\r']);
        let fits = entry.value.text().is_none_or(|text| yaml_text::reads_as(source, text.as_str(), context));
        return match entry.value.text() {
            Some(text) if !fits => Some(yaml_text::scalar(text.as_str(), Quote::Double, context)),
            _ => single.then(|| source.to_owned()),
        };
    }
    let fixed =
        source.contains("\"\"\"") || source.contains("'''") || source.contains("\\\n") || source.contains("\\\r\n");
    if fixed || !starts_line(text, entry.span.start) {
        return Some(source.to_owned());
    }
    let target = super::written(to).last().filter(|last| starts_line(text, last.span.start));
    let Some(target) = target else { return Some(source.to_owned()) };
    let delta = (indentation(text, entry.span.start).len(), indentation(text, target.span.start).len());
    let mut lines = source.split_inclusive('\n');
    let first = lines.next().unwrap_or_default().to_owned();
    Some(first + &shifted(&lines.collect::<String>(), delta.0, delta.1)?)
}

/// The comment lines above an entry.
fn comments<'a>(text: &'a str, entry: &Entry, above: Option<usize>) -> impl Iterator<Item = &'a str> + use<'a> {
    let end = line_start(text, entry.span.start);
    let lines = above.and_then(|above| text.get(above..end)).unwrap_or_default();
    lines.lines().map(|line| line.trim_matches(|c| is_blank(c) || c == '\r'))
}

/// The comment behind an entry that goes with it: the entry, and nothing else, stands on its lines.
fn behind<'a>(text: &'a str, entry: &Entry) -> &'a str {
    let rest = after(text, entry.span.end);
    let blanks = |text: &str| text.len() - text.trim_start_matches(is_blank).len();
    let tail = rest[blanks(rest)..].strip_prefix(',').unwrap_or(rest);
    let alone = starts_line(text, entry.span.start) && is_idle(tail);
    if alone && !tail.trim().is_empty() { tail } else { "" }
}

/// Lines moved from one column to another. `None` if tabs indent them.
fn shifted(lines: &str, from: usize, to: usize) -> Option<String> {
    let mut moved = String::with_capacity(lines.len());
    for line in lines.split_inclusive('\n') {
        let body = line.trim_start_matches(' ');
        if body.starts_with('\t') && from != to {
            return None;
        }
        let column = line.len() - body.len();
        let blank = body.trim().is_empty();
        let column = if blank { column } else { (column + to).saturating_sub(from) };
        moved.extend(std::iter::repeat_n(' ', column));
        moved.push_str(body);
    }
    Some(moved)
}

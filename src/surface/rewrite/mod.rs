//! Byte edits in the document's own language, so that rules never know how a mapping is spelt. Everything outside of what
//! is changed stays byte for byte: comments, quotes, commas, line breaks. Knows no field and no rule.
//!
//! Every method answers `None` where the change cannot be made safely: an anchored value, a merged entry, a literal that
//! is reached through a name, a part that did not parse, an odd layout.
//!
//! ```text
//! Rewrite ─┬ block     lines of YAML block mappings      ┐
//!          ├ brackets  flow mappings, calls, dictionaries ├─ text::lines, quote
//!          ├ list      items of lists                     │
//!          ├ relocate  an entry from one to the other     │
//!          └ value     one value, or a part of a text     ┘
//!             yaml_text, python_text: how a literal is written
//! ```

mod block;
mod brackets;
mod list;
mod literal;
mod python_text;
mod quote;
mod relocate;
mod value;
mod yaml_text;

#[cfg(test)]
mod tests;

pub use literal::Literal;
pub use python_text::{is_identifier, string as python_string};
pub use quote::Quote;

use crate::model::{Data, Entry, Layout, Mapping, Origin, Value};
use crate::text::{Edit, Edits, Span, lines};
use brackets::Item;
use relocate::Home;
use std::ops::Range;
use yaml_text::{BlockStyle, Context};

/// A text as a YAML scalar or key in a block: in quotation marks where PyYAML would read it otherwise without.
pub(super) fn quoted_for_pyyaml(text: &str) -> String {
    let scalar = yaml_text::scalar(text, Quote::Double, Context::Block);
    if scalar == text { yaml_text::key(text, Quote::Double, Context::Block) } else { scalar }
}

/// Makes edits of one text. Each method's edits stand for themselves; [`Rewrite::all`] puts several together.
#[derive(Clone, Copy, Debug)]
pub struct Rewrite<'a> {
    text: &'a str,
    yaml: bool,
}

impl<'a> Rewrite<'a> {
    /// Edits of a YAML text.
    #[must_use]
    pub fn yaml(text: &'a str) -> Self {
        Self { text, yaml: true }
    }

    /// Edits of Python, in a file or in a notebook's cells.
    #[must_use]
    pub fn python(text: &'a str) -> Self {
        Self { text, yaml: false }
    }

    /// A value as it is written.
    #[must_use]
    pub fn source(&self, value: &Value) -> &'a str {
        value.span.slice(self.text)
    }

    /// Several changes as one. `None` if one of them cannot be made, or two touch the same bytes.
    pub fn all(&self, changes: impl IntoIterator<Item = Option<Vec<Edit>>>) -> Option<Vec<Edit>> {
        let edits = changes.into_iter().collect::<Option<Vec<_>>>()?.concat();
        Edits::new(edits).ok().map(|edits| edits.iter().cloned().collect())
    }

    /// Puts a literal in place of a value. A text in place of a quoted one keeps the quotation marks.
    #[must_use]
    pub fn set_value(&self, value: &Value, literal: &Literal) -> Option<Vec<Edit>> {
        match is_ours(value) {
            true if self.yaml => value::set_yaml(self.text, value, literal),
            true => value::set_python(self.text, value, literal),
            false => None,
        }
    }

    /// Replaces a part of a value's decoded text, such as one word inside `program_arguments`. `None` if the part is
    /// written with escapes, or the new one would need some.
    #[must_use]
    pub fn set_text_range(&self, value: &Value, range: Range<usize>, replacement: &str) -> Option<Vec<Edit>> {
        is_ours(value).then(|| value::set_range(self.text, value, range, replacement, self.yaml)).flatten()
    }

    /// Adds words at the end of a command line: `append_argument(value, "--flag value")`.
    #[must_use]
    pub fn append_argument(&self, value: &Value, words: &str) -> Option<Vec<Edit>> {
        is_ours(value).then(|| value::append_words(self.text, value, words, self.yaml)).flatten()
    }

    /// Adds items at the end of a list, in its style.
    #[must_use]
    pub fn append_items(&self, list: &Value, items: &[Literal]) -> Option<Vec<Edit>> {
        is_ours(list).then(|| list::append(self.text, list, items, self.yaml)).flatten()
    }

    /// Gives an entry another key.
    #[must_use]
    pub fn rename_key(&self, entry: &Entry, key: &str) -> Option<Vec<Edit>> {
        if !(entry.editable || entry.origin == Origin::Assigned) || entry.origin == Origin::Merged {
            return None;
        }
        let source = entry.key_span.slice(self.text);
        let quote = Quote::of(source);
        let written = match (self.yaml, quote) {
            (true, Some(quote)) if source.starts_with(quote.char()) => yaml_text::quoted(key, quote),
            (true, _) => yaml_text::key(key, Quote::Double, Context::after(self.text, entry.span.end)),
            (false, Some(quote)) => python_text::string(key, quote),
            (false, None) => key.to_owned(),
        };
        let rest = self.text.get(entry.key_span.end..).unwrap_or_default().trim_start();
        let keyword = !is_positional(entry) && rest.starts_with('=') && python_text::is_identifier(key);
        (self.yaml || quote.is_some() || keyword).then(|| vec![Edit::replace(entry.key_span, written)])
    }

    /// Deletes an entry with its comma or line and the comment behind it; comments above it stay. A block mapping that
    /// loses its last entry becomes `{}`.
    #[must_use]
    pub fn remove(&self, mapping: &Mapping, entry: &Entry) -> Option<Vec<Edit>> {
        if !is_removable(mapping, entry) {
            return None;
        }
        match mapping.layout {
            Layout::YamlBlock { .. } => block::remove(self.text, mapping, entry, None),
            Layout::YamlFlow | Layout::Call | Layout::Dict | Layout::DictCall => {
                brackets::remove(self.text, mapping, entry, None)
            }
            Layout::Attributes => self.remove_assignment(entry),
        }
    }

    /// Deletes a statement `target.key = value` that has its lines to itself.
    #[must_use]
    pub fn remove_assignment(&self, entry: &Entry) -> Option<Vec<Edit>> {
        let removable = !self.yaml && entry.origin == Origin::Assigned;
        removable.then(|| statement(self.text, entry)).flatten().map(|span| vec![Edit::delete(span)])
    }

    /// Adds an entry at the end of a mapping, in its style.
    #[must_use]
    pub fn insert(&self, mapping: &Mapping, key: &str, literal: &Literal) -> Option<Vec<Edit>> {
        match mapping.layout {
            _ if !is_extensible(mapping) => None,
            Layout::YamlBlock { indent } => {
                block::insert(self.text, mapping, &self.block_lines(mapping, indent, key, literal)?)
            }
            _ => brackets::insert(self.text, mapping, &self.item(mapping, key, literal)?),
        }
    }

    /// Adds an entry at the start of a mapping, above the comments of its first entry. In a call it comes behind the
    /// positional arguments.
    #[must_use]
    pub fn insert_first(&self, mapping: &Mapping, key: &str, literal: &Literal) -> Option<Vec<Edit>> {
        match mapping.layout {
            _ if !is_extensible(mapping) => None,
            Layout::YamlBlock { indent } => {
                block::insert_first(self.text, mapping, &self.block_lines(mapping, indent, key, literal)?)
            }
            _ => brackets::insert_first(self.text, mapping, &self.item(mapping, key, literal)?),
        }
    }

    /// Adds a mapping at the end of another: a nested block in YAML, a dictionary in Python.
    #[must_use]
    pub fn insert_mapping(&self, parent: &Mapping, key: &str, entries: &[(&str, Literal)]) -> Option<Vec<Edit>> {
        self.insert(parent, key, &Literal::mapping(entries.iter().cloned()))
    }

    /// Moves an entry, with the comments above and behind it, to the end of another mapping.
    #[must_use]
    pub fn move_entry(&self, from: &Mapping, entry: &Entry, to: &Mapping) -> Option<Vec<Edit>> {
        self.move_entry_as(from, entry, to, &entry.key)
    }

    /// Moves an entry as [`Self::move_entry`] does and gives it another key.
    #[must_use]
    pub fn move_entry_as(&self, from: &Mapping, entry: &Entry, to: &Mapping, key: &str) -> Option<Vec<Edit>> {
        self.relocate(from, entry, &Home { mapping: to, block: None, key })
    }

    /// Moves an entry into a new mapping `block`, which is added at the end of `parent`: `timeout` of `parent` becomes
    /// `retry_settings: {timeout}`.
    #[must_use]
    pub fn move_into_new(
        &self,
        from: &Mapping,
        entry: &Entry,
        parent: &Mapping,
        block: &str,
        key: &str,
    ) -> Option<Vec<Edit>> {
        self.relocate(from, entry, &Home { mapping: parent, block: Some(block), key })
    }

    fn relocate(&self, from: &Mapping, entry: &Entry, home: &Home) -> Option<Vec<Edit>> {
        let movable = is_removable(from, entry) && is_extensible(home.mapping) && from.layout != Layout::Attributes;
        movable.then(|| relocate::relocate(self.text, from, entry, home)).flatten()
    }

    /// An entry as lines of a block mapping.
    fn block_lines(&self, mapping: &Mapping, indent: usize, key: &str, literal: &Literal) -> Option<String> {
        let style = BlockStyle {
            step: block::step(self.text, mapping),
            newline: lines::newline(self.text, mapping.span.start),
            quote: Quote::near(self.text, mapping),
        };
        Some(format!("{}{}", " ".repeat(indent), yaml_text::block_entry(key, literal, indent, style)?))
    }

    /// An entry as an item between brackets.
    fn item(&self, mapping: &Mapping, key: &str, literal: &Literal) -> Option<Item<'static>> {
        let value = inline(mapping.layout, literal, Quote::near(self.text, mapping))?;
        Some(Item::bare(spell(self.text, mapping, key, &value)?))
    }
}

/// Whether a value may be changed where it is written.
fn is_ours(value: &Value) -> bool {
    value.editable && !matches!(value.data, Data::Malformed)
}

/// Whether an entry may be taken out of a mapping.
fn is_removable(mapping: &Mapping, entry: &Entry) -> bool {
    match entry.origin {
        Origin::Written => entry.editable && mapping.span.contains(entry.span),
        Origin::Assigned => mapping.layout == Layout::Attributes,
        Origin::Merged => false,
    }
}

/// Whether entries may be added to a mapping: it is used in one place only, which its entries show.
fn is_extensible(mapping: &Mapping) -> bool {
    let mut keyed = written(mapping).filter(|entry| !is_positional(entry)).peekable();
    mapping.layout != Layout::Attributes && (keyed.peek().is_none() || keyed.any(|entry| entry.editable))
}

/// Whether an entry is an argument that takes its name from its place.
fn is_positional(entry: &Entry) -> bool {
    entry.key_span == entry.span
}

/// The entries that are written in the mapping itself.
fn written(mapping: &Mapping) -> impl DoubleEndedIterator<Item = &Entry> {
    let here = |entry: &&Entry| entry.origin == Origin::Written && mapping.span.contains(entry.span);
    mapping.entries.iter().filter(here)
}

/// A literal on one line, in the language of a layout.
fn inline(layout: Layout, literal: &Literal, quote: Quote) -> Option<String> {
    match layout {
        Layout::YamlBlock { .. } => yaml_text::inline(literal, quote, Context::Block),
        Layout::YamlFlow => yaml_text::inline(literal, quote, Context::Flow),
        Layout::Call | Layout::Dict | Layout::DictCall | Layout::Attributes => python_text::expression(literal, quote),
    }
}

/// Key and value as the mapping's other entries are spelt, on one line.
fn spell(text: &str, mapping: &Mapping, key: &str, value: &str) -> Option<String> {
    let quote = Quote::near(text, mapping);
    match mapping.layout {
        Layout::YamlBlock { .. } => Some(format!("{}: {value}", yaml_text::key(key, quote, Context::Block))),
        Layout::YamlFlow => Some(format!("{}: {value}", yaml_text::key(key, quote, Context::Flow))),
        Layout::Dict => Some(format!("{}: {value}", python_text::string(key, quote))),
        Layout::Call | Layout::DictCall => {
            let gap =
                |entry: &Entry| text.get(entry.key_span.end..entry.value.span.start).filter(|gap| gap.trim() == "=");
            let equals = written(mapping).next_back().and_then(gap).filter(|gap| !gap.contains(['\n', '\r']));
            python_text::is_identifier(key).then(|| format!("{key}{}{value}", equals.unwrap_or("=")))
        }
        Layout::Attributes => None,
    }
}

/// The lines of an assignment, if nothing else stands on them and its block does not become empty.
fn statement(text: &str, entry: &Entry) -> Option<Span> {
    if !(lines::starts_line(text, entry.span.start) && is_plain_assignment(text, entry)) {
        return None;
    }
    let start = lines::line_start(text, entry.span.start);
    let end = lines::next_line(text, entry.span.end).unwrap_or(text.len());
    let indent = lines::indentation(text, start);
    let is_code = |line: &&str| !lines::is_idle(line.trim_end());
    let aligned = |line: &str| lines::indentation(line, 0) == indent;
    let above = text.get(..start)?.lines().rfind(is_code).is_some_and(aligned);
    let below = text.get(end..)?.lines().find(is_code).is_some_and(aligned);
    (indent.is_empty() || above || below).then(|| Span::new(start, end))
}

/// Whether a statement assigns to one attribute and does nothing else.
fn is_plain_assignment(text: &str, entry: &Entry) -> bool {
    let between = |from, to| text.get(from..to).unwrap_or("=");
    let in_path = |c: char| c.is_alphanumeric() || "_.[]\"'".contains(c);
    let target = between(entry.span.start, entry.key_span.start);
    let rest = between(entry.key_span.end, entry.span.end).trim_start_matches([']', ' ']);
    let value = rest.strip_prefix('=').unwrap_or("=");
    let single = entry.span.contains(entry.value.span) && value.trim() == entry.value.span.slice(text);
    target.chars().all(in_path)
        && (single || !value.contains('='))
        && lines::is_idle(lines::after(text, entry.span.end))
}

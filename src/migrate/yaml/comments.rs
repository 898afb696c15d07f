//! Comments of a v1 file, each with what it is about: the key below it, or the one on its line.

use crate::document::{self, Document};
use crate::migrate::{About, Comment};
use crate::model::{Entry, Mapping};
use crate::tables::{self, Field, Origin, Place, Surface};

/// The comments of a file whose `parallel_run_config` is the entry given. Those above it are about the file.
pub(super) fn of_configuration(document: &Document, holder: &Entry, file: About, step: usize) -> Vec<Comment> {
    let Some(config) = holder.value.mapping() else { return Vec::new() };
    let about = |comment: &document::Comment| {
        if comment.span.start < holder.span.start {
            return file;
        }
        let field = entry_of(config, comment).and_then(|entry| successor(&entry.key));
        field.map_or(About::Component(step), |field| About::Setting(step, field))
    };
    all(document, about)
}

/// The comments of a pipeline; `steps` are the entries of those that were carried over.
pub(super) fn of_pipeline(document: &Document, steps: &Mapping, carried: &[&Entry]) -> Vec<Comment> {
    let about = |comment: &document::Comment| {
        let entry = entry_of(steps, comment)
            .filter(|_| comment.span.start >= steps.span.start || above(document, steps, comment));
        let index = entry.and_then(|entry| carried.iter().position(|known| known.span == entry.span));
        index.map_or(About::File, About::Node)
    };
    all(document, about)
}

fn all(document: &Document, about: impl Fn(&document::Comment) -> About) -> Vec<Comment> {
    let comment = |comment| Comment { about: about(comment), text: words(comment.span.slice(document.text())) };
    document.comments().iter().map(comment).collect()
}

/// The entry that a comment is about: the one that it is in or above, or behind.
fn entry_of<'a>(mapping: &'a Mapping, comment: &document::Comment) -> Option<&'a Entry> {
    let at = comment.span.start;
    let entries = || mapping.entries.iter();
    match comment.own_line {
        true => entries().find(|entry| at < entry.span.end).or(mapping.entries.last()),
        false => entries().rev().find(|entry| entry.key_span.start < at),
    }
}

/// Whether nothing but comments and blanks stands between a comment and the first key of a mapping.
fn above(document: &Document, mapping: &Mapping, comment: &document::Comment) -> bool {
    let between = document.text().get(comment.span.start..mapping.span.start).unwrap_or_default();
    between.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
}

/// A comment's words.
fn words(comment: &str) -> String {
    let words = comment.trim_start_matches('#');
    words.strip_prefix(' ').unwrap_or(words).trim_end().to_owned()
}

/// The setting of v2 that a key of a configuration became.
fn successor(key: &str) -> Option<Field> {
    let field = tables::lookup(Surface::V1Yaml, Place::Config, key)?.field;
    let is_row = |row: &&tables::MappingRow| {
        let v1 = row.keys.first().and_then(|key| tables::lookup(Surface::SdkV1, Place::Config, key));
        row.origin == Origin::Config && v1.is_some_and(|info| info.field == field)
    };
    tables::mapping().iter().find(is_row)?.field
}

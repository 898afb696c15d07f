//! What a fix changed, as a unified diff; of a notebook, cell by cell. Knows no rule.

use crate::document::Language;
use crate::syntax::notebook;
use crate::text::{Edit, Span};
use similar::{DiffOp, DiffTag, TextDiff};
use std::path::Path;

/// The changes of a file; empty if there are none.
#[must_use]
pub fn diff(path: &Path, before: &str, after: &str) -> String {
    let name = path.display().to_string();
    if Language::of(path) != Some(Language::Notebook) {
        return unified(&name, before, after, true);
    }
    let ((old, _), (new, _)) = (notebook::parse(before), notebook::parse(after));
    let changed = old.cells.iter().zip(&new.cells).filter(|(old, new)| old.text != new.text);
    // A cell's last line has no line break, which is nothing to speak of.
    changed.map(|(old, new)| unified(&format!("{name}:cell {}", old.number), &old.text, &new.text, false)).collect()
}

/// The edits that turn one text into the other, line by line.
#[must_use]
pub fn line_edits(before: &str, after: &str) -> Vec<Edit> {
    let diff = TextDiff::from_lines(before, after);
    let starts = |lines: Vec<&str>| -> Vec<usize> {
        lines.iter().scan(0, |at, line| Some(std::mem::replace(at, *at + line.len()))).collect()
    };
    let (old, new) = (starts(diff.iter_old_slices().collect()), starts(diff.iter_new_slices().collect()));
    let start = |starts: &[usize], line: usize, text: &str| starts.get(line).copied().unwrap_or(text.len());
    let changed = diff.ops().iter().filter(|change| change.tag() != DiffTag::Equal);
    let edit = |change: &DiffOp| {
        let (from, to) = (change.old_range(), change.new_range());
        let span = Span::new(start(&old, from.start, before), start(&old, from.end, before));
        let new = start(&new, to.start, after)..start(&new, to.end, after);
        Edit::replace(span, after.get(new).unwrap_or_default())
    };
    changed.map(edit).collect()
}

fn unified(name: &str, before: &str, after: &str, newline_hint: bool) -> String {
    let diff = TextDiff::from_lines(before, after);
    diff.unified_diff().header(name, name).missing_newline_hint(newline_hint).to_string()
}

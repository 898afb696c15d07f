//! What a fix changed, as a unified diff; of a notebook, cell by cell. Knows no rule.

use crate::document::Language;
use crate::syntax::notebook;
use similar::TextDiff;
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

fn unified(name: &str, before: &str, after: &str, newline_hint: bool) -> String {
    let diff = TextDiff::from_lines(before, after);
    diff.unified_diff().header(name, name).missing_newline_hint(newline_hint).to_string()
}

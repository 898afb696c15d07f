//! What a fix changed, as a unified diff. Knows no rule.

use similar::TextDiff;
use std::path::Path;

/// The changes of a file; empty if there are none.
#[must_use]
pub fn diff(path: &Path, before: &str, after: &str) -> String {
    unified(&path.display().to_string(), before, after)
}

fn unified(name: &str, before: &str, after: &str) -> String {
    TextDiff::from_lines(before, after).unified_diff().header(name, name).to_string()
}

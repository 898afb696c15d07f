//! Output formats: what a run found, in words for people and in shapes for programs. One file a format.

mod azure;
mod concise;
mod github;
mod gitlab;
mod json;
mod junit;
mod sarif;
mod snippet;
mod statistics;
mod summary;
mod text;

pub use statistics::{statistics, statistics_json};
pub use summary::summary;
pub use text::{Style, text};

use super::arguments::Format;
use super::results::{Range, Results};
use crate::locale::Words;

/// The findings of a run in a format.
#[must_use]
pub fn render(results: &Results, format: Format, words: Words, style: Style) -> String {
    match format {
        Format::Text => text(results, words, style),
        Format::Concise => concise::render(results, words),
        Format::Json => json::render(results, words),
        Format::Jsonl => json::render_lines(results, words),
        Format::Sarif => sarif::render(results, words),
        Format::Github => github::render(results, words),
        Format::Gitlab => gitlab::render(results, words),
        Format::Junit => junit::render(results, words),
        Format::Azure => azure::render(results, words),
    }
}

/// A path as formats write it: with `/` on every system.
pub fn slashed(path: &std::path::Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}

/// `path:line:column`, and for notebooks `path:cell 3:2:5`.
fn place(path: &std::path::Path, range: Range) -> String {
    let cell = range.start.cell.map(|cell| format!("cell {cell}:")).unwrap_or_default();
    format!("{}:{cell}{}:{}", slashed(path), range.start.line, range.start.column)
}

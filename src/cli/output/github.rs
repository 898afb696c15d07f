//! Annotations of GitHub Actions: workflow commands on standard output.

use super::{place, slashed};
use crate::cli::results::{FileResult, Range, Results};
use crate::diagnostic::{Diagnostic, Severity};
use crate::locale::Words;
use crate::message;

/// One command a finding. GitHub knows no cells: a notebook's finding stands at the line of the JSON, and its text names the cell.
pub(super) fn render(results: &Results, words: Words) -> String {
    results.findings().map(|(file, diagnostic)| command(file, diagnostic, words)).collect()
}

fn command(file: &FileResult, diagnostic: &Diagnostic, words: Words) -> String {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let view = file.source.view(diagnostic);
    let Range { start, end } = view.stored_range(diagnostic.span);
    let mut region = format!("line={},endLine={}", start.line, end.line);
    if start.line == end.line {
        // GitHub refuses columns of ranges over several lines.
        region = format!("line={},col={},endLine={},endColumn={}", start.line, start.column, end.line, end.column);
    }
    let code = diagnostic.rule.code;
    let mut text =
        format!("{}: {code} {}", place(&file.path, view.range(diagnostic.span)), words.say(&diagnostic.message));
    if let Some(help) = &diagnostic.help {
        text = format!("{text}\n  {}: {}", words.say(&message!("help")), words.say(help));
    }
    let path = property(&slashed(&file.path));
    format!("::{level} title=parlint ({code}),file={path},{region}::{}\n", data(&text))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

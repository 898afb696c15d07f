//! Annotations of GitHub Actions: workflow commands on standard output.

use super::{place, slashed};
use crate::cli::results::{FileResult, Results};
use crate::diagnostic::{Diagnostic, Severity};
use crate::locale::Words;
use crate::message;

/// One command a finding. GitHub knows no cells: a notebook's finding stands at its first line and names its place.
pub(super) fn render(results: &Results, words: Words) -> String {
    results.findings().map(|(file, diagnostic)| command(file, diagnostic, words)).collect()
}

fn command(file: &FileResult, diagnostic: &Diagnostic, words: Words) -> String {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let range = file.source.view(diagnostic).range(diagnostic.span);
    let (start, end) = (range.start, range.end);
    let mut region = format!("line={},endLine={}", start.line, end.line);
    if start.cell.is_some() {
        "line=1,endLine=1".clone_into(&mut region);
    } else if start.line == end.line {
        // GitHub refuses columns of ranges over several lines.
        region = format!("line={},col={},endLine={},endColumn={}", start.line, start.column, end.line, end.column);
    }
    let code = diagnostic.rule.code;
    let mut text = format!("{}: {code} {}", place(&file.path, range), words.say(&diagnostic.message));
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

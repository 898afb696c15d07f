//! Logging commands of Azure Pipelines.

use super::{place, slashed};
use crate::cli::results::{FileResult, Results};
use crate::diagnostic::{Diagnostic, Severity};
use crate::locale::Words;

/// One command a finding. A notebook's finding stands at the line of the JSON, and its text names the cell.
pub(super) fn render(results: &Results, words: Words) -> String {
    results.findings().map(|(file, diagnostic)| command(file, diagnostic, words)).collect()
}

fn command(file: &FileResult, diagnostic: &Diagnostic, words: Words) -> String {
    // There is no milder type.
    let kind = if diagnostic.severity == Severity::Error { "error" } else { "warning" };
    let view = file.source.view(diagnostic);
    let (range, stored) = (view.range(diagnostic.span), view.stored_range(diagnostic.span).start);
    let mut text = words.say(&diagnostic.message);
    if range.start.cell.is_some() {
        text = format!("{}: {text}", place(&file.path, range));
    }
    let position = format!("linenumber={};columnnumber={}", stored.line, stored.column);
    let (path, code) = (escape(&slashed(&file.path)), diagnostic.rule.code);
    format!("##vso[task.logissue type={kind};sourcepath={path};{position};code={code};]{}\n", escape(&text))
}

fn escape(text: &str) -> String {
    let text = text.replace('%', "%AZP25").replace('\r', "%0D").replace('\n', "%0A");
    text.replace(';', "%3B").replace(']', "%5D")
}

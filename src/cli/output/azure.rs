//! Logging commands of Azure Pipelines.

use super::{place, slashed};
use crate::cli::results::{FileResult, Results};
use crate::diagnostic::{Diagnostic, Severity};
use crate::locale::Words;

/// One command a finding. A notebook's finding stands at its first line and names its place.
pub(super) fn render(results: &Results, words: Words) -> String {
    results.findings().map(|(file, diagnostic)| command(file, diagnostic, words)).collect()
}

fn command(file: &FileResult, diagnostic: &Diagnostic, words: Words) -> String {
    // There is no milder type.
    let kind = if diagnostic.severity == Severity::Error { "error" } else { "warning" };
    let range = file.source.view(diagnostic).range(diagnostic.span);
    let mut text = words.say(&diagnostic.message);
    let mut position = format!("linenumber={};columnnumber={}", range.start.line, range.start.column);
    if range.start.cell.is_some() {
        text = format!("{}: {text}", place(&file.path, range));
        "linenumber=1;columnnumber=1".clone_into(&mut position);
    }
    let (path, code) = (escape(&slashed(&file.path)), diagnostic.rule.code);
    format!("##vso[task.logissue type={kind};sourcepath={path};{position};code={code};]{}\n", escape(&text))
}

fn escape(text: &str) -> String {
    let text = text.replace('%', "%AZP25").replace('\r', "%0D").replace('\n', "%0A");
    text.replace(';', "%3B").replace(']', "%5D")
}

//! JSON, as `docs/output.md` describes it. The shape is stable: a change that could break a reader raises [`VERSION`].

use super::slashed;
use crate::cli::results::{FileResult, Range, Results, View};
use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::locale::Words;
use crate::text::Span;
use serde_json::{Map, Value, json};

/// The version of the shape.
const VERSION: u32 = 1;

/// One object with everything.
pub(super) fn render(results: &Results, words: Words) -> String {
    let findings: Vec<_> = results.findings().map(|(file, diagnostic)| finding(file, diagnostic, words)).collect();
    let files: Vec<_> = results.files.iter().map(of_file).collect();
    let object = json!({
        "version": VERSION,
        "parlint": env!("CARGO_PKG_VERSION"),
        "files": files,
        "findings": findings,
        "summary": summary(results),
    });
    format!("{object:#}\n")
}

/// One object a line, a finding each.
pub(super) fn render_lines(results: &Results, words: Words) -> String {
    results.findings().map(|(file, diagnostic)| format!("{}\n", finding(file, diagnostic, words))).collect()
}

fn of_file(file: &FileResult) -> Value {
    json!({
        "path": slashed(&file.path),
        "findings": file.diagnostics.len(),
        "suppressed": file.suppressed,
        "fixed": file.fixed,
    })
}

fn finding(file: &FileResult, diagnostic: &Diagnostic, words: Words) -> Value {
    let view = file.source.view(diagnostic);
    let related = diagnostic.related.iter().map(|related| {
        let path = related.file.as_ref().map_or(file.path.as_path(), |file| file.path());
        let place = view.related(related);
        json!({
            "path": slashed(path),
            "message": words.say(&related.message),
            "location": location(place.range(related.span)),
            "bytes": bytes(related.span),
        })
    });
    json!({
        "code": diagnostic.rule.code,
        "name": diagnostic.rule.name,
        "severity": diagnostic.severity,
        "message": words.say(&diagnostic.message),
        "help": diagnostic.help.as_ref().map(|help| words.say(help)),
        "path": slashed(&file.path),
        "location": location(view.range(diagnostic.span)),
        "bytes": bytes(diagnostic.span),
        "related": related.collect::<Vec<_>>(),
        "fix": diagnostic.fix.as_ref().map(|it| fix(it, view, words)),
        "url": diagnostic.rule.url(),
    })
}

fn fix(fix: &Fix, view: View, words: Words) -> Value {
    let edits = fix.edits.iter().map(|edit| {
        json!({
            "location": location(view.range(edit.span)),
            "bytes": bytes(edit.span),
            "replacement": edit.replacement,
        })
    });
    json!({
        "title": words.say(&fix.title),
        "applicability": fix.applicability,
        "edits": edits.collect::<Vec<_>>(),
    })
}

fn location(range: Range) -> Value {
    let mut location = Map::new();
    if let Some(cell) = range.start.cell {
        location.insert("cell".to_owned(), cell.into());
    }
    let numbers = [
        ("line", range.start.line),
        ("column", range.start.column),
        ("end_line", range.end.line),
        ("end_column", range.end.column),
    ];
    location.extend(numbers.map(|(name, number)| (name.to_owned(), number.into())));
    Value::Object(location)
}

fn bytes(span: Span) -> Value {
    json!({ "start": span.start, "end": span.end })
}

fn summary(results: &Results) -> Value {
    json!({
        "findings": results.findings().count(),
        "errors": results.count(Severity::Error),
        "warnings": results.count(Severity::Warning),
        "infos": results.count(Severity::Info),
        "fixable": results.fixable(Applicability::Safe),
        "unsafe_fixable": results.fixable(Applicability::Unsafe),
        "fixed": results.fixed(),
        "suppressed": results.files.iter().map(|file| file.suppressed).sum::<usize>(),
        "files": results.counts,
    })
}

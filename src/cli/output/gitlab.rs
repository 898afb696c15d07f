//! GitLab's code quality report.

use super::{place, slashed};
use crate::cli::results::{FileResult, Results};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Location;
use crate::locale::Words;
use serde_json::{Value, json};
use std::collections::HashSet;

/// A list with an object a finding.
pub(super) fn render(results: &Results, words: Words) -> String {
    let mut known = HashSet::new();
    let issues = results.findings().map(|(file, diagnostic)| issue(file, diagnostic, words, &mut known));
    format!("{:#}\n", Value::Array(issues.collect()))
}

fn issue(file: &FileResult, diagnostic: &Diagnostic, words: Words, known: &mut HashSet<u64>) -> Value {
    let view = file.source.view(diagnostic);
    let range = view.range(diagnostic.span);
    let severity = match diagnostic.severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    };
    let code = diagnostic.rule.code;
    let mut description = format!("{code}: {}", words.say(&diagnostic.message));
    if range.start.cell.is_some() {
        description = format!("{}: {description}", place(&file.path, range));
    }
    let stored = view.stored_range(diagnostic.span);
    let at = |place: Location| json!({ "line": place.line, "column": place.column });
    let path = slashed(&file.path);
    let line = view.file.lines().line_range(view.file.text(), view.file.lines().line_of(diagnostic.span.start));
    let mut fingerprint = hash(&[&path, code, view.file.text().get(line).unwrap_or_default().trim()]);
    while !known.insert(fingerprint) {
        fingerprint = fingerprint.wrapping_add(1);
    }
    json!({
        "check_name": code,
        "description": description,
        "severity": severity,
        "fingerprint": format!("{fingerprint:016x}"),
        "location": { "path": path, "positions": { "begin": at(stored.start), "end": at(stored.end) } },
    })
}

/// FNV-1a, which is the same on every machine and in every version: a finding is the same as long as its line is.
fn hash(parts: &[&str]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

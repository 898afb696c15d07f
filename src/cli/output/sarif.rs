//! SARIF 2.1.0: every rule with its documentation, the findings, their related places and fixes.

use super::{place, slashed};
use crate::cli::results::{FileResult, Range, Results, View};
use crate::diagnostic::{Applicability, Diagnostic, Fix, Severity};
use crate::locale::Words;
use crate::message;
use crate::message::Message;
use crate::rules::{self, Rule};
use crate::text::Span;
use serde_json::{Map, Value, json};
use std::path::Path;

/// The log.
pub(super) fn render(results: &Results, words: Words) -> String {
    let found = results.findings().map(|(file, diagnostic)| result(file, diagnostic, words)).collect::<Vec<_>>();
    let notification = |error| json!({ "level": "error", "message": { "text": words.say(error) } });
    let notifications = results.errors.iter().map(notification);
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver(words) },
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": results.errors.is_empty() && !results.is_misconfigured(),
                "toolExecutionNotifications": notifications.collect::<Vec<_>>(),
            }],
            "results": found,
        }],
    });
    format!("{log:#}\n")
}

fn driver(words: Words) -> Value {
    json!({
        "name": "parlint",
        "informationUri": env!("CARGO_PKG_REPOSITORY"),
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules::ALL.iter().map(|rule| describe(rule, words)).collect::<Vec<_>>(),
    })
}

fn describe(rule: &Rule, words: Words) -> Value {
    let summary = plain(&words.say(&rule.summary()));
    json!({
        "id": rule.code,
        "name": pascal(rule.name),
        "shortDescription": { "text": summary },
        "fullDescription": { "text": summary },
        "help": { "text": format!("{summary}\n\n{}", rule.url()), "markdown": rule.page() },
        "helpUri": rule.url(),
        "defaultConfiguration": { "level": level(rule.severity), "enabled": rule.default },
        "properties": { "tags": ["azure-machine-learning", rule.name], "precision": "high" },
    })
}

fn result(file: &FileResult, diagnostic: &Diagnostic, words: Words) -> Value {
    let view = file.source.view(diagnostic);
    let index = rules::ALL.iter().position(|rule| **rule == *diagnostic.rule);
    let mut text = words.say(&diagnostic.message);
    if let Some(help) = &diagnostic.help {
        text = format!("{text}\n{}", words.say(help));
    }
    let mut result = Map::new();
    let mut set = |key: &str, value: Value| drop(result.insert(key.to_owned(), value));
    set("ruleId", diagnostic.rule.code.into());
    set("ruleIndex", index.into());
    set("level", level(diagnostic.severity).into());
    set("message", json!({ "text": text }));
    set("locations", json!([location(&file.path, view, diagnostic.span)]));
    if !diagnostic.related.is_empty() {
        set("relatedLocations", related(file, diagnostic, words));
    }
    if let Some(fix) = diagnostic.fix.as_ref().and_then(|fix| describe_fix(&file.path, fix, view, words)) {
        set("fixes", json!([fix]));
    }
    Value::Object(result)
}

/// SARIF knows files and their lines: a cell of a notebook is named as the logical place.
fn location(path: &Path, view: View, span: Span) -> Value {
    let range = view.range(span);
    let region = region(view.stored_range(span));
    let mut location = json!({ "physicalLocation": { "artifactLocation": { "uri": uri(path) }, "region": region } });
    if range.start.cell.is_some() {
        location["logicalLocations"] = json!([{ "fullyQualifiedName": place(path, range), "kind": "module" }]);
    }
    location
}

fn related(file: &FileResult, diagnostic: &Diagnostic, words: Words) -> Value {
    let view = file.source.view(diagnostic);
    let places = diagnostic.related.iter().enumerate().map(|(index, related)| {
        let path = related.file.as_ref().map_or(file.path.as_path(), |file| file.path());
        let mut location = location(path, view.related(related), related.span);
        location["id"] = index.into();
        location["message"] = json!({ "text": words.say(&related.message) });
        location
    });
    Value::Array(places.collect())
}

fn describe_fix(path: &Path, fix: &Fix, view: View, words: Words) -> Option<Value> {
    let replacement = |(range, text)| json!({ "deletedRegion": region(range), "insertedContent": { "text": text } });
    let replacements = view.stored_edits(fix)?.into_iter().map(replacement);
    Some(json!({
        "description": { "text": words.say(&describe_title(fix)) },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(path) },
            "replacements": replacements.collect::<Vec<_>>(),
        }],
    }))
}

fn describe_title(fix: &Fix) -> Message {
    match fix.applicability {
        Applicability::Safe => message!("{title} (safe fix)", title = fix.title),
        Applicability::Unsafe => message!("{title} (unsafe fix)", title = fix.title),
        Applicability::Display => message!("{title} (suggestion)", title = fix.title),
    }
}

fn region(range: Range) -> Value {
    json!({
        "startLine": range.start.line,
        "startColumn": range.start.column,
        "endLine": range.end.line,
        "endColumn": range.end.column,
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A path as a URI reference: relative paths count from where parlint ran.
fn uri(path: &Path) -> String {
    let mut uri = String::new();
    if path.is_absolute() {
        uri.push_str(if cfg!(windows) { "file:///" } else { "file://" });
    }
    for byte in slashed(path).bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// `mini-batch-size-type` as `MiniBatchSizeType`, the form that the standard asks for.
fn pascal(name: &str) -> String {
    let word = |word: &str| word[..1].to_uppercase() + &word[1..];
    name.split('-').filter(|part| !part.is_empty()).map(word).collect()
}

/// Markdown of one line without its marks of code.
fn plain(markdown: &str) -> String {
    markdown.replace('`', "")
}

//! Writes suppressions for all findings that remain: at the end of their lines, or on a line above where no comment can
//! stand at the end.

use super::coverage::Coverage;
use super::directive::{Directive, Form, Scope, directives};
use super::is_suppressible;
use crate::check::Report;
use crate::document::Document;
use crate::text::{Edit, Edits};
use std::collections::{BTreeMap, BTreeSet};

/// Where a suppression is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Above(usize),
    Behind(usize),
}

/// The edits that suppress every finding of a report, with a reason. `None` if there is nothing to suppress, or the
/// document has syntax errors: where a comment can stand in it is not certain.
#[must_use]
pub fn add(document: &Document, report: &Report, reason: &str) -> Option<Edits> {
    if !document.faults().is_empty() {
        return None;
    }
    let coverage = Coverage::new(document);
    let mut needed: BTreeMap<Place, BTreeSet<&str>> = BTreeMap::new();
    for found in report.diagnostics.iter().filter(|found| is_suppressible(found.rule)) {
        needed.entry(place(&coverage, found.span.start)).or_default().insert(found.rule.code);
    }
    let known = directives(document.text(), document.comments());
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    let edit = |(place, codes): (Place, BTreeSet<&str>)| {
        let codes = codes.into_iter().collect::<Vec<_>>().join(", ");
        let merged = known.iter().find_map(|directive| merge(directive, &coverage, place, &codes));
        merged.unwrap_or_else(|| write(document, &coverage, place, &codes, &reason))
    };
    let edits = Edits::new(needed.into_iter().map(edit).collect()).ok()?;
    (!edits.is_empty()).then_some(edits)
}

fn place(coverage: &Coverage, offset: usize) -> Place {
    let line = coverage.line_of(offset);
    if coverage.may_end_in_comment(line) {
        return Place::Behind(line);
    }
    Place::Above(coverage.first_line(line))
}

/// Adds codes to a directive that covers just this line.
fn merge(directive: &Directive, coverage: &Coverage, place: Place, codes: &str) -> Option<Edit> {
    let Form::Items(Scope::Entry, items) = &directive.form else { return None };
    let (Place::Above(line) | Place::Behind(line)) = place;
    let same_place = directive.comment.own_line == matches!(place, Place::Above(_));
    let last = items.last().filter(|_| same_place && coverage.target(&directive.comment) == Some(line))?;
    Some(Edit::insert(last.span.end, format!(", {codes}")))
}

/// A new comment.
fn write(document: &Document, coverage: &Coverage, place: Place, codes: &str, reason: &str) -> Edit {
    let blank = if reason.is_empty() { "" } else { " " };
    let comment = format!("# parlint: ignore[{codes}]{blank}{reason}");
    match place {
        Place::Behind(line) => Edit::insert(coverage.line(line).end, format!("  {comment}")),
        Place::Above(line) => {
            let span = coverage.line(line);
            let source = span.slice(document.text());
            let body = source.trim_start_matches([' ', '\t', '\u{feff}']);
            let start = span.end - body.len();
            let indent = &source.trim_start_matches('\u{feff}');
            let indent = &indent[..indent.len() - body.len()];
            let newline = newline(document.text());
            Edit::insert(start, format!("{comment}{newline}{indent}"))
        }
    }
}

/// The line break that a text has.
fn newline(text: &str) -> &'static str {
    match text.find(['\r', '\n']).map(|at| &text[at..]) {
        Some(rest) if rest.starts_with("\r\n") => "\r\n",
        Some(rest) if rest.starts_with('\r') => "\r",
        _ => "\n",
    }
}

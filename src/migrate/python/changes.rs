//! Changes of the file while they are gathered: what is replaced, deleted, put above. Comments in what goes are kept. Knows
//! lines, nothing of either SDK.

use super::program::Program;
use crate::surface::python::wrap;
use crate::syntax::python::{self, Home};
use crate::text::{Edit, EditError, Edits, Span, lines};
use std::collections::BTreeMap;

/// The changes of a file.
#[derive(Default)]
pub(super) struct Changes {
    /// Code and what stands there afterwards.
    replaced: Vec<(Span, String)>,
    /// Statements that go.
    deleted: Vec<Span>,
    /// Lines to put above the line of a place.
    above: BTreeMap<usize, Vec<String>>,
    /// Statements to put below the line on which a statement ends.
    below: BTreeMap<usize, Vec<String>>,
}

impl Changes {
    /// Replaces an expression or a statement. Lines after the first are indented as the line of the place is.
    pub(super) fn replace(&mut self, program: &Program, span: Span, lines: &[String]) {
        let indent = program.indentation(span.start);
        self.replaced.push((span, join(lines, indent, program.newline)));
    }

    /// Deletes a statement that has its lines for itself; a comment behind it stays.
    pub(super) fn delete(&mut self, statement: Span) {
        if !self.deleted.contains(&statement) {
            self.deleted.push(statement);
        }
    }

    /// Puts lines above the line of a place.
    pub(super) fn above(&mut self, place: usize, lines: impl IntoIterator<Item = String>) {
        self.above.entry(place).or_default().extend(lines);
    }

    /// Puts lines below the line on which a statement ends.
    pub(super) fn below(&mut self, statement: Span, lines: impl IntoIterator<Item = String>) {
        self.below.entry(statement.end).or_default().extend(lines);
    }

    /// Whether nothing is changed.
    pub(super) fn is_empty(&self) -> bool {
        self.replaced.is_empty()
    }

    /// Whether a place will no longer be there.
    pub(super) fn takes(&self, place: Span) -> bool {
        self.replaced.iter().map(|(span, _)| span).chain(&self.deleted).any(|span| span.contains(place))
    }

    /// Whether new code names a variable.
    pub(super) fn mentions(&self, name: &str) -> bool {
        let lines = self.above.values().chain(self.below.values()).map(|lines| lines.join("\n"));
        self.replaced.iter().any(|(_, text)| mentions(text, name))
            || lines.into_iter().any(|text| mentions(&text, name))
    }

    /// Whether new code has these characters in it.
    pub(super) fn contain(&self, characters: &str) -> bool {
        self.replaced.iter().any(|(_, text)| text.contains(characters))
    }

    /// What was to stand in place of some code; it is taken back, since what is around it is replaced.
    pub(super) fn taken(&mut self, span: Span) -> Option<String> {
        let index = self.replaced.iter().position(|(known, _)| *known == span)?;
        Some(self.replaced.remove(index).1)
    }

    /// The edits of the file's text.
    ///
    /// # Errors
    /// If two of them touch the same bytes.
    pub(super) fn edits(mut self, program: &Program) -> Result<Edits, EditError> {
        let outer: Vec<Span> =
            self.replaced.iter().map(|(span, _)| *span).chain(self.deleted.iter().copied()).collect();
        let inner = |span: &Span| outer.iter().any(|other| other != span && other.contains(*span));
        self.replaced.retain(|(span, _)| !inner(span));
        self.deleted.retain(|span| !inner(span));
        self.keep_comments(program);
        let replaced = |(span, text): (Span, String)| Edit::replace(span, wrapped(program, span, &text));
        let mut edits: Vec<Edit> = self.replaced.into_iter().map(replaced).collect();
        let inserted: Vec<usize> = self.above.keys().map(|place| program.line_start(*place)).collect();
        let deleted = deletions(program, self.deleted, &inserted);
        for (place, mut lines) in self.above {
            let indent = program.indentation(place);
            if is_first(program, place, &deleted) {
                let empty = lines.iter().take_while(|line| line.is_empty()).count();
                lines.drain(..empty);
            }
            let lines = lines.iter().map(|line| wrap_line(program, &indented(line, indent)));
            let text: String = lines.map(|line| line + program.newline).collect();
            edits.push(Edit::insert(program.line_start(place), text));
        }
        for (place, lines) in self.below {
            let indent = program.indentation(place);
            let lines = lines.iter().map(|line| wrap_line(program, &indented(line, indent)));
            let text: String = lines.map(|line| program.newline.to_owned() + &line).collect();
            edits.push(Edit::insert(program.line_end(place), text));
        }
        edits.extend(deleted);
        Edits::new(merged(edits))
    }

    /// Puts the comments in what goes above the statement that they stood in.
    fn keep_comments(&mut self, program: &Program) {
        let gone = self.replaced.iter().map(|(span, text)| (*span, text.as_str()));
        let gone: Vec<(Span, &str)> = gone.chain(self.deleted.iter().map(|span| (*span, ""))).collect();
        let mut kept: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for comment in program.module.comments() {
            let Some((span, text)) = gone.iter().find(|(span, _)| span.contains(comment.span)) else { continue };
            let words = comment.span.slice(program.text);
            if !text.contains(words) {
                kept.entry(program.statement_at(*span).start).or_default().push(words.to_owned());
            }
        }
        for (place, comments) in kept {
            let lines = self.above.entry(place).or_default();
            lines.splice(0..0, comments);
        }
    }
}

/// One edit where several begin at the same byte: what is put in, then what is replaced or deleted.
fn merged(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort();
    // Each with whether it deletes what was there.
    let mut all: Vec<(Edit, bool)> = Vec::new();
    for edit in edits {
        let deletes = edit.replacement.is_empty();
        match all.last_mut() {
            Some((last, last_deletes)) if last.span.is_empty() && last.span.start == edit.span.start => {
                last.span = edit.span;
                last.replacement.push_str(&edit.replacement);
                *last_deletes = deletes;
            }
            // What is put above a line whose own beginning goes with the lines before it.
            Some((last, true)) if edit.span.is_empty() && edit.span.start < last.span.end => {
                last.replacement.push_str(&edit.replacement);
            }
            _ => all.push((edit, deletes)),
        }
    }
    all.into_iter().map(|(edit, _)| edit).collect()
}

/// Whether nothing will stand above a place in its cell.
fn is_first(program: &Program, place: usize, deleted: &[Edit]) -> bool {
    let mut at = program.cell(place).start;
    let start = program.line_start(place);
    for edit in deleted.iter().filter(|edit| edit.replacement.is_empty()) {
        if edit.span.start >= at && edit.span.end <= start && program.is_blank(at, edit.span.start) {
            at = edit.span.end;
        }
    }
    program.is_blank(at, start)
}

/// New code with its long lines broken; strings of several lines stay as they are.
fn wrapped(program: &Program, place: Span, text: &str) -> String {
    if text.contains("\"\"\"") || text.contains("'''") {
        return text.to_owned();
    }
    let mut lines = text.split(program.newline);
    let first = lines.next().unwrap_or_default();
    let before = &program.text[program.line_start(place.start)..place.start];
    let behind = if first.len() == text.len() { &program.text[place.end..program.line_end(place.end)] } else { "" };
    let columns = wrap::width(before) + wrap::width(behind);
    let broken = wrap::wrap(first, columns, program.indentation(place.start), program.unit());
    let rest = lines.map(|line| wrap_line(program, line));
    std::iter::once(broken.join(program.newline)).chain(rest).collect::<Vec<_>>().join(program.newline)
}

/// A whole line, broken if it is long.
fn wrap_line(program: &Program, line: &str) -> String {
    let (indent, code) = line.split_at(line.len() - line.trim_start().len());
    let lines = wrap::wrap(code, wrap::width(indent), indent, program.unit());
    format!("{indent}{}", lines.join(program.newline))
}

fn indented(line: &str, indent: &str) -> String {
    if line.is_empty() { String::new() } else { format!("{indent}{line}") }
}

fn join(lines: &[String], indent: &str, newline: &str) -> String {
    let rest = lines.iter().skip(1).map(|line| format!("{newline}{}", indented(line, indent)));
    lines.first().cloned().into_iter().chain(rest).collect()
}

/// Whether code names a variable.
pub(super) fn mentions(code: &str, name: &str) -> bool {
    if !code.contains(name) {
        return false;
    }
    let module = python::parse(code);
    let own = |home: Home| matches!(home, Home::Function(_) | Home::Inner);
    module.names_in(Span::new(0, code.len())).any(|found| found.name == name && !own(found.home))
}

/// Deletes statements with their lines: those that follow each other at once, and one of two empty lines around them.
fn deletions(program: &Program, mut statements: Vec<Span>, inserted: &[usize]) -> Vec<Edit> {
    statements.sort();
    let mut edits = Vec::new();
    let mut lines: Vec<Span> = Vec::new();
    for statement in statements {
        let rest = &program.text[statement.end..program.line_end(statement.end)];
        if !rest.trim().is_empty() {
            // A comment stands behind it.
            let blank = rest.len() - rest.trim_start().len();
            edits.push(Edit::delete(Span::new(statement.start, statement.end + blank)));
            continue;
        }
        let whole = Span::new(program.line_start(statement.start), next_line(program, statement.end));
        match lines.last_mut() {
            Some(last)
                if program.cell(last.start) == program.cell(whole.start) && program.is_blank(last.end, whole.start) =>
            {
                last.end = whole.end;
            }
            _ => lines.push(whole),
        }
    }
    edits.extend(lines.into_iter().map(|span| {
        match is_whole_block(program, span) && !inserted.contains(&span.start) {
            true => Edit::replace(span, format!("{}pass{}", program.indentation(span.start), program.newline)),
            false => Edit::delete(tidy(program, span, inserted)),
        }
    }));
    edits
}

/// Whether lines are all that is below an `if`, a `try`, a `def`: without them it would not be Python any more.
fn is_whole_block(program: &Program, lines: Span) -> bool {
    let indent = program.indentation(lines.start).len();
    let is_outside = |line: &str| line.len() - line.trim_start().len() < indent;
    let mut above = program.text[..lines.start].lines().rev();
    let mut below = program.text[lines.end..].lines();
    above.find(|line| !line.trim().is_empty()).is_some_and(is_outside)
        && below.find(|line| !line.trim().is_empty()).is_none_or(is_outside)
}

/// Where the line after that of byte `at` begins.
fn next_line(program: &Program, at: usize) -> usize {
    lines::next_line(program.text, at).unwrap_or(program.text.len())
}

/// Whole lines to delete: with one of two empty lines around them, and within the cell.
fn tidy(program: &Program, lines: Span, inserted: &[usize]) -> Span {
    let cell = program.cell(lines.start);
    let is_blank = |at: usize| program.text[at..program.line_end(at)].trim().is_empty();
    let first = lines.start == cell.start;
    let after_blank = match first {
        true => !inserted.contains(&lines.start),
        false => is_blank(program.line_start(lines.start - 1)),
    };
    let mut span = lines;
    if after_blank && span.end < cell.end && is_blank(span.end) {
        span.end = next_line(program, span.end);
    }
    if span.end > cell.end || (span.end == cell.end && program.document.as_notebook().is_some()) {
        // The last lines of a cell go with the line break before them.
        if inserted.contains(&lines.start) {
            return Span::new(span.start, span.end.min(cell.end));
        }
        let before = program.text[..span.start].trim_end_matches(['\n', '\r', ' ', '\t']).len();
        let start = if first { cell.start } else { before.max(cell.start) };
        return Span::new(start, span.end.min(cell.end));
    }
    span
}

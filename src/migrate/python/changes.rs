//! Changes of the file while they are gathered: what is replaced, deleted, put above. Knows lines, nothing of either SDK.

use super::program::Program;
use crate::syntax::python;
use crate::text::{Edit, Span};
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

    /// What was to stand in place of some code; it is taken back, since what is around it is replaced.
    pub(super) fn taken(&mut self, span: Span) -> Option<String> {
        let index = self.replaced.iter().position(|(known, _)| *known == span)?;
        Some(self.replaced.remove(index).1)
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

    /// Whether a place will no longer be there.
    pub(super) fn takes(&self, place: Span) -> bool {
        self.replaced.iter().map(|(span, _)| span).chain(&self.deleted).any(|span| span.contains(place))
    }

    /// Whether new code names a variable.
    pub(super) fn mentions(&self, name: &str) -> bool {
        let texts = self.replaced.iter().map(|(_, text)| text);
        let lines = self.above.values().chain(self.below.values()).flatten();
        texts.chain(lines).any(|text| mentions(text, name))
    }

    /// The edits of the file's text.
    pub(super) fn edits(self, program: &Program) -> Vec<Edit> {
        let mut edits: Vec<Edit> = self.replaced.into_iter().map(|(span, text)| Edit::replace(span, text)).collect();
        edits.extend(self.deleted.iter().map(|span| deletion(program, *span)));
        for (place, lines) in self.above {
            let indent = program.indentation(place);
            let start = program.line_start(place);
            let text: String =
                lines.iter().map(|line| format!("{}{}", indented(line, indent), program.newline)).collect();
            edits.push(Edit::insert(start, text));
        }
        for (place, lines) in self.below {
            let indent = program.indentation(place);
            let text: String =
                lines.iter().map(|line| format!("{}{}", program.newline, indented(line, indent))).collect();
            edits.push(Edit::insert(program.line_end(place), text));
        }
        merged(edits)
    }
}

/// One edit where several begin at the same byte: what is put in, then what is replaced.
fn merged(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort();
    let mut all: Vec<Edit> = Vec::new();
    for edit in edits {
        match all.last_mut() {
            Some(last) if last.span.is_empty() && last.span.start == edit.span.start => {
                last.span = edit.span;
                last.replacement.push_str(&edit.replacement);
            }
            _ => all.push(edit),
        }
    }
    all
}

fn indented(line: &str, indent: &str) -> String {
    if line.is_empty() { String::new() } else { format!("{indent}{line}") }
}

fn join(lines: &[String], indent: &str, newline: &str) -> String {
    let mut text = String::new();
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            text.push_str(newline);
            text.push_str(&indented(line, indent));
        } else {
            text.push_str(line);
        }
    }
    text
}

/// Whether code names a variable.
fn mentions(code: &str, name: &str) -> bool {
    if !code.contains(name) {
        return false;
    }
    let module = python::parse(code);
    module.names_in(Span::new(0, code.len())).any(|found| found.name == name)
}

/// Deletes a statement with its lines.
fn deletion(program: &Program, statement: Span) -> Edit {
    let (start, end) = (program.line_start(statement.start), program.line_end(statement.end));
    let rest = &program.text[statement.end..end];
    if !rest.trim().is_empty() {
        let blank = rest.len() - rest.trim_start().len();
        return Edit::delete(Span::new(statement.start, statement.end + blank));
    }
    let tail = &program.text[end..];
    let line_break = if tail.starts_with("\r\n") { 2 } else { usize::from(tail.starts_with('\n')) };
    if let Some(cell) = program.document.as_notebook().and_then(|notebook| notebook.cell_at(statement.start))
        && end >= cell.span.end
    {
        let before = start.saturating_sub(1).max(cell.span.start);
        return Edit::delete(Span::new(before, end.min(cell.span.end)));
    }
    Edit::delete(Span::new(start, end + line_break))
}

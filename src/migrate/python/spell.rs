//! How values of the file are said in new code: as they stand there, or put together to a text. Knows Python, nothing of
//! either SDK.

use super::program::Program;
use crate::model::{Datum, Term, Value};
use crate::surface::python::render;
use crate::surface::rewrite::python_string;

/// A value as it stands in the file, and what it is known to be.
pub(super) fn term(program: &Program, value: &Value) -> Term {
    Term::Source { text: program.source(value).to_owned(), known: Datum::of(value) }
}

/// A value that is to be written, as an expression.
pub(super) fn say(program: &Program, term: &Term) -> String {
    match term {
        Term::Source { text, .. } => text.clone(),
        Term::Known(datum) => render::datum(datum, program.quote),
        Term::Parameter(name) => name.clone(),
    }
}

/// What a piece of code is, if it is a plain string.
pub(super) fn literal(code: &str) -> Option<Datum> {
    let inner = ['"', '\''].iter().find_map(|quote| code.strip_prefix(*quote)?.strip_suffix(*quote));
    let inner = inner.filter(|inner| !inner.contains(['"', '\'', '\\']))?;
    Some(Datum::Text(inner.to_owned()))
}

/// A value as text.
pub(super) fn text(program: &Program, value: &Value) -> Term {
    let written = value.through_name.is_none();
    match Datum::of(value) {
        Some(Datum::Text(known)) => {
            Term::Source { text: program.source(value).to_owned(), known: Some(Datum::Text(known)) }
        }
        Some(datum) if written => Term::text(datum.to_text()),
        known => {
            let known = known.map(|datum| Datum::Text(datum.to_text()));
            Term::Source { text: format!("str({})", program.source(value)), known }
        }
    }
}

/// A text that is put together of pieces.
#[derive(Default)]
pub(super) struct Pieces(Vec<Piece>);

enum Piece {
    Text(String),
    Code { source: String, known: Option<String> },
}

impl Pieces {
    /// Adds text.
    pub(super) fn text(mut self, text: &str) -> Self {
        match self.0.last_mut() {
            Some(Piece::Text(last)) => last.push_str(text),
            _ => self.0.push(Piece::Text(text.to_owned())),
        }
        self
    }

    /// Adds the stroke between a folder and what is in it, if the folder does not end in one.
    pub(super) fn inside(self) -> Self {
        match self.0.last() {
            Some(Piece::Text(text) | Piece::Code { known: Some(text), .. }) if text.ends_with('/') => self,
            _ => self.text("/"),
        }
    }

    /// Adds a value of the file.
    pub(super) fn value(mut self, program: &Program, value: &Value) -> Self {
        let known = Datum::of(value).map(|datum| datum.to_text());
        match known {
            Some(text) if value.through_name.is_none() => self.text(&text),
            known => {
                self.0.push(Piece::Code { source: program.source(value).to_owned(), known });
                self
            }
        }
    }

    /// Adds an expression.
    pub(super) fn code(mut self, source: &str) -> Self {
        match literal(source) {
            Some(datum) => self.text(&datum.to_text()),
            None => {
                self.0.push(Piece::Code { source: source.to_owned(), known: None });
                self
            }
        }
    }

    /// The whole: a literal, an f-string or, where that would need more than names, a sum.
    pub(super) fn term(&self, program: &Program) -> Term {
        let known = self.known();
        if let [Piece::Code { source, .. }] = self.0.as_slice() {
            return Term::Source { text: source.clone(), known: known.map(Datum::Text) };
        }
        if self.0.iter().all(|piece| matches!(piece, Piece::Text(_))) {
            return Term::text(known.unwrap_or_default());
        }
        let simple = |piece: &Piece| match piece {
            Piece::Text(_) => true,
            Piece::Code { source, .. } => source.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.'),
        };
        let text = if self.0.iter().all(simple) { self.formatted(program) } else { self.sum(program) };
        Term::Source { text, known: known.map(Datum::Text) }
    }

    fn known(&self) -> Option<String> {
        let known = |piece: &Piece| match piece {
            Piece::Text(text) => Some(text.clone()),
            Piece::Code { known, .. } => known.clone(),
        };
        self.0.iter().map(known).collect()
    }

    fn formatted(&self, program: &Program) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.replace('{', "{{").replace('}', "}}"),
            Piece::Code { source, .. } => format!("{{{source}}}"),
        };
        format!("f{}", python_string(&self.0.iter().map(piece).collect::<String>(), program.quote))
    }

    fn sum(&self, program: &Program) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => python_string(text, program.quote),
            Piece::Code { source, known: Some(_) } => source.clone(),
            Piece::Code { source, known: None } => format!("str({source})"),
        };
        self.0.iter().map(piece).collect::<Vec<_>>().join(" + ")
    }
}

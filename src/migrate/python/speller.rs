//! How the settings of a step are said at its place. Knows Python and the objects of SDK v1 that settings can be.

use super::definition::Definition;
use super::loaded::Loaded;
use super::names::Names;
use super::program::Program;
use super::write::identifier;
use super::{compute, environment, spell};
use crate::migrate::Note;
use crate::migrate::settings::Speller;
use crate::model::{Datum, Object, Term, Value};
use crate::rules::parameter;
use crate::syntax::python::FunctionId;
use crate::text::Span;
use std::cell::RefCell;

/// A place in a file where a step is made.
pub(super) struct Here<'p, 'd> {
    pub program: &'p Program<'d>,
    /// The variables of v1 objects.
    pub definitions: &'p [Definition],
    /// The function in which the step is made.
    pub function: Option<FunctionId>,
    /// Values that cannot be said here, since their names are not known here.
    pub hidden: RefCell<Vec<Span>>,
    /// The file that the settings stand in, if it is one.
    pub loaded: Option<Loaded>,
    /// The pipeline parameters that were met.
    pub parameters: RefCell<Vec<(String, Object)>>,
}

impl Speller for Here<'_, '_> {
    fn term(&self, value: &Value) -> Term {
        match self.of_file(value) {
            Some(datum) => Term::Known(datum),
            None => self.seen(value, spell::term(self.program, value)),
        }
    }

    fn text(&self, value: &Value) -> Term {
        match self.of_file(value) {
            Some(datum) => Term::text(datum.to_text()),
            None => self.seen(value, spell::text(self.program, value)),
        }
    }

    fn parameter(&self, value: &Value) -> Option<String> {
        let object = parameter::parameter(value)?;
        let written = object.argument("name", 0)?.known_text()?;
        let name = identifier(written);
        let mut known = self.parameters.borrow_mut();
        if !known.iter().any(|(other, _)| *other == name) {
            known.push((name.clone(), object.clone()));
        }
        Some(name)
    }

    fn environment(&self, value: &Value, notes: &mut Vec<Note>) -> Option<Term> {
        if let Some(loaded) = self.loaded.as_ref().filter(|loaded| loaded.holds(value)) {
            return loaded.environment(self.program, value, notes);
        }
        let term = environment::term(self.program, &Names::new(self.program), value, notes)?;
        Some(self.held(value, term))
    }

    fn compute(&self, value: &Value, notes: &mut Vec<Note>) -> Option<Term> {
        if let Some(datum) = self.of_file(value) {
            return Some(Term::Known(datum));
        }
        let term = compute::term(self.program, value, notes)?;
        Some(self.held(value, term))
    }
}

impl Here<'_, '_> {
    /// What a value is that stands in the file of the configuration.
    fn of_file(&self, value: &Value) -> Option<Datum> {
        self.loaded.as_ref().filter(|loaded| loaded.holds(value)).and_then(|_| Datum::of(value))
    }

    /// A value by its variable, if that will hold what it becomes.
    fn held(&self, value: &Value, term: Term) -> Term {
        let Some(name) = value.through_name.map(|span| span.slice(self.program.text)) else { return term };
        let free = |definition: &&Definition| definition.call == value.span && definition.free;
        let visible = self.program.is_visible(value.used_at(), self.function);
        match self.definitions.iter().find(free).filter(|_| visible) {
            Some(_) => Term::Source { text: name.to_owned(), known: term.known().cloned() },
            None => self.seen(value, term),
        }
    }

    /// A value as it can be said here: by itself if its names are not known here.
    fn seen(&self, value: &Value, term: Term) -> Term {
        let Term::Source { text, known } = &term else { return term };
        let own = text.starts_with("self.");
        if own || !text.contains(self.program.source(value)) || self.program.is_visible(value.used_at(), self.function)
        {
            return term;
        }
        match known {
            Some(datum) => Term::Known(datum.clone()),
            None => {
                self.hidden.borrow_mut().push(value.used_at());
                term
            }
        }
    }
}

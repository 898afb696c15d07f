//! How the settings of a step are said at its place. Knows Python and the objects of SDK v1 that settings can be.

use super::definition::Definition;
use super::names::Names;
use super::program::Program;
use super::write::identifier;
use super::{compute, environment, spell};
use crate::migrate::Note;
use crate::migrate::settings::Speller;
use crate::model::{Object, Term, Value};
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
    /// The pipeline parameters that were met.
    pub parameters: RefCell<Vec<(String, Object)>>,
}

impl Speller for Here<'_, '_> {
    fn term(&self, value: &Value) -> Term {
        self.seen(value, spell::term(self.program, value))
    }

    fn text(&self, value: &Value) -> Term {
        self.seen(value, spell::text(self.program, value))
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
        let term = environment::term(self.program, &Names::new(self.program), value, notes)?;
        Some(self.held(value, term))
    }

    fn compute(&self, value: &Value, notes: &mut Vec<Note>) -> Option<Term> {
        let term = compute::term(self.program, value, notes)?;
        Some(self.held(value, term))
    }
}

impl Here<'_, '_> {
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

//! How the settings of a step are said at its place. Knows Python and the objects of SDK v1 that settings can be.

use super::definition::Definition;
use super::names::Names;
use super::program::Program;
use super::{compute, environment, spell};
use crate::migrate::Note;
use crate::migrate::settings::Speller;
use crate::model::{Object, Term, Value};
use crate::rules::parameter;
use std::cell::RefCell;

/// A place in a file where a step is made.
pub(super) struct Here<'p, 'd> {
    pub program: &'p Program<'d>,
    /// The variables of v1 objects.
    pub definitions: &'p [Definition],
    /// The pipeline parameters that were met.
    pub parameters: RefCell<Vec<(String, Object)>>,
}

impl Speller for Here<'_, '_> {
    fn term(&self, value: &Value) -> Term {
        spell::term(self.program, value)
    }

    fn text(&self, value: &Value) -> Term {
        spell::text(self.program, value)
    }

    fn parameter(&self, value: &Value) -> Option<String> {
        let object = parameter::parameter(value)?;
        let written = object.argument("name", 0)?.known_text()?;
        let letter = |c: char| if c.is_alphanumeric() || c == '_' { c } else { '_' };
        let name: String = written.chars().map(letter).collect();
        let mut known = self.parameters.borrow_mut();
        if !known.iter().any(|(other, _)| *other == name) {
            known.push((name.clone(), object.clone()));
        }
        Some(name)
    }

    fn environment(&self, value: &Value, notes: &mut Vec<Note>) -> Option<Term> {
        let term = environment::term(self.program, &Names::new(self.program), value, notes);
        Some(self.held(value, term?))
    }

    fn compute(&self, value: &Value, notes: &mut Vec<Note>) -> Option<Term> {
        let term = compute::term(self.program, value, notes);
        Some(self.held(value, term?))
    }
}

impl Here<'_, '_> {
    /// A value by its variable, if that will hold what it becomes.
    fn held(&self, value: &Value, term: Term) -> Term {
        let Some(name) = value.through_name.map(|span| span.slice(self.program.text)) else { return term };
        let free = |definition: &&Definition| definition.call == value.span && definition.free;
        match self.definitions.iter().find(free) {
            Some(_) => Term::Source { text: name.to_owned(), known: term.known().cloned() },
            None => term,
        }
    }
}

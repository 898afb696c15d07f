//! A configuration that `ParallelRunConfig.load_yaml` reads from a file beside the script: its settings as if they stood in
//! the call. The file itself stays as it is. Knows that call; the keys of the file are known by `yaml`.

use super::environment;
use super::names::Names;
use super::program::Program;
use crate::message;
use crate::migrate::yaml::Arguments;
use crate::migrate::{Note, Weight};
use crate::model::{Data, Datum, Entry, Mapping, Term, Value};
use crate::text::Span;
use std::sync::Arc;

/// The settings of a file.
pub(super) struct Loaded {
    /// The call that reads it, where all that it says counts as written.
    pub call: Span,
    /// The file, as the program names it.
    pub path: String,
    /// The settings, with the keys of `ParallelRunConfig`.
    pub arguments: Arc<Mapping>,
    file: Arguments,
}

/// What the call at `call` reads, if it is one and its file is there.
pub(super) fn at(program: &Program, call: Span) -> Option<Loaded> {
    let object = program.call_at(call).filter(|object| is_load(object.name()))?;
    let path = object.argument("path", 1)?.known_text()?;
    let file = program.project.referenced(program.document, path)?;
    let file = Arguments::of(&file)?;
    let entries = file.mapping.entries.iter().map(|entry| placed(entry, call)).collect();
    let arguments = Arc::new(Mapping { span: call, entries, ..file.mapping.clone() });
    Some(Loaded { call, path: path.to_owned(), arguments, file })
}

fn is_load(name: &str) -> bool {
    name == "load_yaml"
}

/// An entry of the file as one that stands at the call.
fn placed(entry: &Entry, at: Span) -> Entry {
    Entry { key_span: at, span: at, value: value(&entry.value, at), editable: false, ..entry.clone() }
}

fn value(value: &Value, at: Span) -> Value {
    let here = |inner: &Value| self::value(inner, at);
    let data = match &value.data {
        Data::List(items) => Data::List(items.iter().map(here).collect()),
        Data::Mapping(mapping) => {
            let entries = mapping.entries.iter().map(|entry| placed(entry, at)).collect();
            Data::Mapping(Arc::new(Mapping { span: at, entries, ..Mapping::clone(mapping) }))
        }
        data => data.clone(),
    };
    Value { span: at, through_name: None, data, editable: false }
}

impl Loaded {
    /// Whether a value comes from the file.
    pub(super) fn holds(&self, value: &Value) -> bool {
        value.span == self.call
    }

    /// The environment that the file gives.
    pub(super) fn environment(&self, program: &Program, value: &Value, notes: &mut Vec<Note>) -> Option<Term> {
        let mut own = Vec::new();
        let term = self.file.environment(value, &mut own);
        notes.extend(own.into_iter().map(|note| Note { span: self.call, ..note }));
        let Some(Term::Known(Datum::Mapping(entries))) = &term else { return term };
        let arguments: Vec<_> = entries.iter().map(|(key, datum)| (key.as_str(), Term::Known(datum.clone()))).collect();
        Some(environment::made_of(program, &Names::new(program), &arguments))
    }

    /// What is said of the file.
    pub(super) fn note(&self) -> Note {
        Note {
            subject: "load_yaml".to_owned(),
            span: self.call,
            weight: Weight::Told,
            why: message!("what `{path}` says stands in the step now; the file stays as it is", path = self.path),
            advice: message!("delete the file once nothing else reads it"),
        }
    }
}

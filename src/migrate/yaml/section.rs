//! A mapping of a v1 file, as its readers take it: a key without a value is not there.

use crate::model::{Data, Datum, Entry, Mapping, Term, Value};

/// A mapping.
#[derive(Clone, Copy)]
pub(super) struct Section<'a>(&'a Mapping);

impl<'a> Section<'a> {
    pub(super) fn of(mapping: &'a Mapping) -> Self {
        Self(mapping)
    }

    /// Its entries in their order.
    pub(super) fn entries(self) -> impl Iterator<Item = &'a Entry> {
        self.0.effective().filter(|entry| !entry.value.is_null())
    }

    pub(super) fn entry(self, key: &str) -> Option<&'a Entry> {
        self.0.get(key).filter(|entry| !entry.value.is_null())
    }

    pub(super) fn value(self, key: &str) -> Option<&'a Value> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// A text; a number or Boolean as it is written.
    pub(super) fn text(self, key: &str) -> Option<String> {
        match Datum::of(self.value(key)?)? {
            Datum::List(_) | Datum::Mapping(_) => None,
            datum => Some(datum.to_text()),
        }
    }

    pub(super) fn section(self, key: &str) -> Option<Self> {
        self.value(key)?.mapping().map(Self)
    }

    /// The mappings in it, by their names.
    pub(super) fn sections(self) -> impl Iterator<Item = (&'a Entry, Self)> {
        self.entries().filter_map(|entry| Some((entry, Self(entry.value.mapping()?))))
    }
}

/// A value as YAML says it, with `null` left out of mappings.
pub(super) fn term(value: &Value, text: &str) -> Term {
    match datum(value) {
        Some(datum) => Term::Known(datum),
        None => Term::Source { text: value.span.slice(text).to_owned(), known: None },
    }
}

/// What a value is, `null` left out.
pub(super) fn datum(value: &Value) -> Option<Datum> {
    match &value.data {
        Data::Mapping(mapping) if !mapping.open => {
            let entry = |entry: &Entry| Some((entry.key.clone(), datum(&entry.value)?));
            Some(Datum::Mapping(Section(mapping).entries().map(entry).collect::<Option<_>>()?))
        }
        Data::List(items) => {
            Some(Datum::List(items.iter().filter(|item| !item.is_null()).map(datum).collect::<Option<_>>()?))
        }
        _ => Datum::of(value),
    }
}

//! The settings of a v1 step, row by row of the mapping: which setting of v2 each becomes, with which value. Knows no
//! language: how a value is said, and what an environment or a compute is, its caller tells.

use super::{Note, Weight};
use crate::message;
use crate::model::{Datum, ParallelStep, Term, Value};
use crate::rules::{names, parameter};
use crate::tables::{self, Conversion, Field, MappingRow, Origin, Place, Surface};

/// How the values of a file are said in v2.
pub(super) trait Speller {
    /// A value as it is.
    fn term(&self, value: &Value) -> Term;
    /// A value as text.
    fn text(&self, value: &Value) -> Term;
    /// The name of the pipeline parameter that a value is.
    fn parameter(&self, value: &Value) -> Option<String>;
    /// An environment; what keeps it from being carried over is noted.
    fn environment(&self, value: &Value, notes: &mut Vec<Note>) -> Option<Term>;
    /// The name of a compute; what keeps it from being carried over is noted.
    fn compute(&self, value: &Value, notes: &mut Vec<Note>) -> Option<Term>;
}

/// The settings of a step in v2, each once, with the key of v1 that it came from; and what is to be said of them.
#[derive(Default)]
pub(super) struct Settings {
    pub terms: Vec<(Field, Term)>,
    pub notes: Vec<Note>,
}

/// The settings of a step: what stands in its configuration and what stands in the step itself.
pub(super) fn settings(step: &ParallelStep, speller: &dyn Speller) -> Settings {
    let mut settings = Settings::default();
    for row in tables::mapping().iter().filter(|row| row.origin != Origin::Around) {
        let field = row.keys.first().and_then(|key| v1_field(row.origin, key));
        let (Some(v1), Some(v2)) = (field, row.field) else { continue };
        match step.value(v1) {
            Some(value) => settings.carry(row, v2, value, speller),
            None => settings.terms.extend(row.absent.map(|text| (v2, default(text)))),
        }
    }
    without_folder(&mut settings);
    settings
}

/// The field that a key of v1 stands for.
fn v1_field(origin: Origin, key: &str) -> Option<Field> {
    let place = if origin == Origin::Config { Place::Config } else { Place::Step };
    tables::lookup(Surface::SdkV1, place, key).map(|info| info.field)
}

/// What the table writes where v1 leaves a setting out.
fn default(text: &str) -> Term {
    Term::Known(text.parse().map_or_else(|_| Datum::Text(text.to_owned()), Datum::Int))
}

impl Settings {
    fn carry(&mut self, row: &MappingRow, field: Field, value: &Value, speller: &dyn Speller) {
        if let Some(default) = parameter::default(value).filter(|_| field == Field::PartitionKeys) {
            return self.fixed_keys(row, value, default);
        }
        if let Some(name) = speller.parameter(value) {
            return self.terms.push((field, Term::Parameter(name)));
        }
        let term = match row.conversion {
            Conversion::Same => Some(speller.term(value)),
            Conversion::Text => Some(speller.text(value)),
            Conversion::Texts => Some(texts(speller.term(value))),
            Conversion::Path => Some(trimmed(speller.term(value))),
            Conversion::Word => self.word(row, field, value, speller),
            Conversion::Name => Some(named(speller.term(value))),
            Conversion::Compute => speller.compute(value, &mut self.notes),
            Conversion::Object => speller.environment(value, &mut self.notes),
            Conversion::Argument
            | Conversion::Join
            | Conversion::Output
            | Conversion::Port
            | Conversion::Binding
            | Conversion::Call
            | Conversion::None => None,
        };
        self.terms.extend(term.map(|term| (field, term)));
    }

    /// Keys that a parameter gave as JSON: the SDK of v2 has no parameter for them.
    fn fixed_keys(&mut self, row: &MappingRow, value: &Value, default: &Value) {
        let keys = default.known_text().and_then(|text| serde_json::from_str::<Vec<String>>(text).ok());
        self.notes.push(Note {
            subject: row.v1.to_owned(),
            span: value.used_at(),
            weight: Weight::Left,
            why: message!(
                "no parameter of the pipeline can stand here in v2: the SDK cannot send it; the default is written out"
            ),
            advice: message!("write other keys here, or a step for each choice of keys"),
        });
        let list = keys.map(|keys| Datum::List(keys.into_iter().map(Datum::Text).collect()));
        self.terms.extend(list.map(|list| (Field::PartitionKeys, Term::Known(list))));
    }

    /// A word in the spelling that v2 insists on; any other is left out.
    fn word(&mut self, row: &MappingRow, field: Field, value: &Value, speller: &dyn Speller) -> Option<Term> {
        let term = speller.term(value);
        let Some(written) = term.known() else { return Some(term) };
        let Datum::Text(word) = written else { return self.unknown_word(row, value) };
        let info = tables::entry(Surface::SdkV2, Place::Step, field)?;
        let upper = word.trim().to_uppercase();
        if info.values.contains(&word.as_str()) {
            return Some(term);
        }
        let known = info.values.iter().find(|known| **known == upper || (upper == "WARN" && **known == "WARNING"));
        known.map(|word| Term::text(*word)).or_else(|| self.unknown_word(row, value))
    }

    fn unknown_word(&mut self, row: &MappingRow, value: &Value) -> Option<Term> {
        self.notes.push(Note {
            subject: row.v1.to_owned(),
            span: value.used_at(),
            weight: Weight::Left,
            why: message!("v1 takes any value here, v2 takes `DEBUG`, `INFO` and `WARNING` only; it is left out"),
            advice: message!("write one of the three"),
        });
        None
    }

    /// A setting.
    pub(super) fn get(&self, field: Field) -> Option<&Term> {
        self.terms.iter().find(|(known, _)| *known == field).map(|(_, term)| term)
    }

    /// Sets a setting.
    pub(super) fn set(&mut self, field: Field, term: Term) {
        self.terms.retain(|(known, _)| *known != field);
        self.terms.push((field, term));
    }
}

/// A mapping of which every value is text.
fn texts(term: Term) -> Term {
    let Some(Datum::Mapping(entries)) = term.known() else { return term };
    let is_text = |(_, value): &(String, Datum)| matches!(value, Datum::Text(_));
    if entries.iter().all(is_text) {
        return term;
    }
    let text = |(key, value): &(String, Datum)| (key.clone(), Datum::Text(value.to_text()));
    Term::Known(Datum::Mapping(entries.iter().map(text).collect()))
}

/// A text without blanks around it.
fn trimmed(term: Term) -> Term {
    match term.known() {
        Some(Datum::Text(text)) if text.trim() != text => Term::text(text.trim()),
        _ => term,
    }
}

/// A name that a component may have.
fn named(term: Term) -> Term {
    match term.known() {
        Some(Datum::Text(text)) => Term::text(component_name(text)),
        _ => term,
    }
}

/// The name of a component closest to a text; a plain one where nothing of the text can stand in one.
pub(super) fn component_name(text: &str) -> String {
    names::component_name(text.trim()).unwrap_or_else(|| "step".to_owned())
}

/// Without a folder, the script's own folder is uploaded.
fn without_folder(settings: &mut Settings) {
    if settings.get(Field::Code).is_some() {
        return;
    }
    let Some(Datum::Text(script)) = settings.get(Field::EntryScript).and_then(Term::known) else { return };
    let (folder, name) = match script.rsplit_once(['/', '\\']) {
        Some((folder, name)) => (folder.to_owned(), name.to_owned()),
        None => (".".to_owned(), script.clone()),
    };
    let folder = if folder.is_empty() { "/".to_owned() } else { folder };
    if name != *script {
        settings.set(Field::EntryScript, Term::text(name));
    }
    settings.set(Field::Code, Term::text(folder));
}

#[cfg(test)]
mod tests {
    use super::component_name;

    #[test]
    fn names_of_components() {
        let check = |name: &str, expected: &str| assert_eq!(component_name(name), expected);
        check("predict-digits-mnist", "predict_digits_mnist");
        check("Batch Score 2", "batch_score_2");
        check("2nd", "n2nd");
        check("_a", "a");
        check("採点", "step");
    }
}

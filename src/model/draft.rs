//! What is yet to be written: steps and pipelines of v2, free of spelling. A value knows what it is or, where only Python
//! can say it, how the source says it. Knows no file and no language.

use super::{Data, Direction, Entry, Value};
use crate::tables::Field;

/// What a value is known to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Datum {
    /// A Boolean.
    Bool(bool),
    /// A whole number.
    Int(i128),
    /// A number with a fraction.
    Float(f64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Datum>),
    /// A mapping, in its order.
    Mapping(Vec<(String, Datum)>),
}

/// A value that is yet to be written.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    /// Data; each language writes it in its own way.
    Known(Datum),
    /// An expression of Python, as it stands in the source or made of such; and what it is, if that is known.
    Source {
        /// The expression.
        text: String,
        /// What it is.
        known: Option<Datum>,
    },
    /// A parameter of the pipeline, by its name.
    Parameter(String),
}

impl Datum {
    /// As text, in the way in which Python says it.
    #[must_use]
    pub fn to_text(&self) -> String {
        match self {
            Self::Bool(true) => "True".to_owned(),
            Self::Bool(false) => "False".to_owned(),
            Self::Int(number) => number.to_string(),
            Self::Float(number) => format!("{number:?}"),
            Self::Text(text) => text.clone(),
            Self::List(items) => items.iter().map(Self::to_text).collect::<Vec<_>>().join(", "),
            Self::Mapping(entries) => entries.iter().map(|(key, value)| format!("{key}={}", value.to_text())).collect(),
        }
    }

    /// What a value of a file is, if all of it is known.
    #[must_use]
    pub fn of(value: &Value) -> Option<Self> {
        Some(match &value.data {
            Data::Bool(truth) => Self::Bool(*truth),
            Data::Int(number) => Self::Int(*number),
            Data::Float(number) => Self::Float(*number),
            Data::Text(text) => Self::Text(text.as_str().to_owned()),
            Data::List(items) | Data::Tuple(items) => Self::List(items.iter().map(Self::of).collect::<Option<_>>()?),
            Data::Mapping(mapping) if !mapping.open => {
                let entry = |entry: &Entry| Some((entry.key.clone(), Self::of(&entry.value)?));
                Self::Mapping(mapping.effective().map(entry).collect::<Option<_>>()?)
            }
            _ => return None,
        })
    }
}

impl Term {
    /// What it is, if that is known.
    #[must_use]
    pub fn known(&self) -> Option<&Datum> {
        match self {
            Self::Known(datum) => Some(datum),
            Self::Source { known, .. } => known.as_ref(),
            Self::Parameter(_) => None,
        }
    }

    /// Text that is known.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Known(Datum::Text(text.into()))
    }
}

/// A step of v2.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StepDraft {
    /// Its name: one that a component may have.
    pub name: String,
    /// Its settings, each once, wherever a language puts them: environment, code and entry script of the task, time-out
    /// and retries among them; ports, arguments and what is split are not.
    pub settings: Vec<(Field, Term)>,
    /// Its inputs.
    pub inputs: Vec<PortDraft>,
    /// Its outputs.
    pub outputs: Vec<PortDraft>,
    /// The input that is split.
    pub split: Option<String>,
    /// The output that rows are appended to.
    pub append_row_to: Option<String>,
    /// The program arguments, a word each.
    pub arguments: Vec<ArgumentDraft>,
}

impl StepDraft {
    /// A setting.
    #[must_use]
    pub fn setting(&self, field: Field) -> Option<&Term> {
        self.settings.iter().find(|(known, _)| *known == field).map(|(_, term)| term)
    }

    /// The ports of a side.
    #[must_use]
    pub fn ports(&self, direction: Direction) -> &[PortDraft] {
        match direction {
            Direction::Input => &self.inputs,
            Direction::Output => &self.outputs,
        }
    }
}

/// A word of the program arguments.
#[derive(Clone, Debug, PartialEq)]
pub enum ArgumentDraft {
    /// A word, not yet quoted.
    Word(Term),
    /// A port of the step.
    Port(Direction, String),
}

/// An input or output.
#[derive(Clone, Debug, PartialEq)]
pub struct PortDraft {
    /// Its name.
    pub name: String,
    /// The word of its type.
    pub kind: String,
    /// The word of its mode.
    pub mode: Option<String>,
    /// Where the data is; of an output, where it goes.
    pub path: Option<Term>,
    /// The name under which an output is registered.
    pub registered: Option<Term>,
    /// Where an input comes from.
    pub origin: PortOrigin,
}

/// Where the data of an input comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum PortOrigin {
    /// From its path.
    #[default]
    Path,
    /// From an output of another step of the same file.
    Step {
        /// The step, by its index among the drafts.
        step: usize,
        /// The output.
        output: String,
    },
    /// It is a parameter of the pipeline, by its name: a value, or data whose path is the default.
    Parameter(String),
}

/// A parameter of a pipeline.
#[derive(Clone, Debug, PartialEq)]
pub struct ParameterDraft {
    /// Its name.
    pub name: String,
    /// The word of its type: `string`, `integer`, `number`, `boolean`.
    pub kind: String,
    /// Its default.
    pub default: Term,
}

/// A pipeline of v2.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PipelineDraft {
    /// What to call it.
    pub name: String,
    /// Its steps, by their index among the drafts.
    pub steps: Vec<usize>,
    /// Its parameters.
    pub parameters: Vec<ParameterDraft>,
    /// Its settings: description, default compute, forced rerun.
    pub settings: Vec<(Field, Term)>,
    /// The experiment in which it runs.
    pub experiment: Option<Term>,
}

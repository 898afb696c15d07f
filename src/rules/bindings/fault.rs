//! What can be wrong with an expression or with a text that should be one. Holds values, not words for people.

use super::sites::Role;
use crate::model::{Direction, Flaw, Value};
use crate::text::Span;
use std::ops::Range;

/// One fault in one text.
#[derive(Clone, Debug)]
pub(in crate::rules) struct Fault {
    /// The text.
    pub value: Value,
    /// What may stand in it.
    pub role: Role,
    /// What to call it in a message.
    pub name: String,
    /// The piece at fault, in bytes of the decoded text.
    pub range: Range<usize>,
    /// What is wrong with it.
    pub kind: FaultKind,
}

/// What is wrong with a text or expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::rules) enum FaultKind {
    /// It is meant as an expression, but is none.
    Malformed {
        /// What is wrong.
        flaw: Flaw,
        /// What is meant, where that is clear.
        meant: Option<String>,
    },
    /// It should be one expression, but is not, or is not alone.
    NotAlone,
    /// A scope is misspelled; the piece is the wrong word.
    Misspelled {
        /// All that stands between the braces.
        inner: Range<usize>,
        /// What should stand there, where that is clear.
        right: Option<String>,
    },
    /// The scope does not exist here; the piece is what stands between the braces.
    WrongScope,
    /// It names what does not exist; the piece is the name.
    Undefined {
        /// What is missing.
        what: Missing,
        /// What exists, in a row; empty where nothing does.
        known: String,
        /// What is probably meant.
        near: Option<String>,
    },
    /// No expression may stand here at all.
    Fixed,
}

/// What an expression names in vain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Missing {
    /// A port of the step.
    Port(Direction),
    /// A port of the pipeline.
    PipelinePort(Direction),
    /// A job of the pipeline.
    Job,
    /// An output of a job.
    JobOutput,
    /// Nothing: after `parent.jobs` come a job, `outputs` and a name.
    Form,
}

impl Fault {
    /// The decoded text.
    pub(super) fn text(&self) -> &str {
        self.value.text_with_holes().map_or("", |text| text.as_str())
    }

    /// The piece at fault.
    pub(super) fn piece(&self) -> &str {
        self.text().get(self.range.clone()).unwrap_or_default()
    }

    /// Where the piece is written.
    pub(super) fn span(&self) -> Span {
        span_of(&self.value, self.range.clone())
    }
}

/// Where a piece of a text is written.
pub(super) fn span_of(value: &Value, range: Range<usize>) -> Span {
    let span = value.text_with_holes().and_then(|text| text.span_of(range));
    span.unwrap_or(value.span)
}

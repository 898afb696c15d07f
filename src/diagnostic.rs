//! What a rule found: where, what to say of it, and how to mend it. Knows no rule and no output format.

use crate::message::Message;
use crate::rules::Rule;
use crate::text::{Edit, SourceFile, Span};
use std::sync::Arc;

/// How bad a finding is; the order is from mild to grave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Advice.
    Info,
    /// It probably fails, or costs time or money.
    Warning,
    /// It fails or is wrong.
    Error,
}

impl Severity {
    /// The severity that this word stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Info, Self::Warning, Self::Error].into_iter().find(|severity| severity.as_str() == word)
    }

    /// The word shown to people and written in configurations.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// How sure a fix is; the order is from unsure to sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// Shown only, never applied.
    Display,
    /// Probable; to be looked at.
    Unsafe,
    /// Keeps the meaning the author must have had.
    Safe,
}

impl Applicability {
    /// The word shown to people.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Display => "display",
            Self::Unsafe => "unsafe",
            Self::Safe => "safe",
        }
    }
}

/// A set of edits that mends a finding. Spans are bytes of the analysed text of the finding's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the imperative: "Quote the number".
    pub title: Message,
    /// How sure it is.
    pub applicability: Applicability,
    /// The edits; all or none.
    pub edits: Vec<Edit>,
}

/// Another place that has to do with a finding.
#[derive(Clone, Debug)]
pub struct Related {
    /// The file it stands in; `None` for the finding's own.
    pub file: Option<Arc<SourceFile>>,
    /// Bytes of that file (of its analysed text, for a notebook).
    pub span: Span,
    /// What is there.
    pub message: Message,
}

/// One finding.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How bad it is: the rule's severity unless configured otherwise.
    pub severity: Severity,
    /// Bytes of the analysed text.
    pub span: Span,
    /// What is wrong and what happens if it stays.
    pub message: Message,
    /// What to write instead.
    pub help: Option<Message>,
    /// Other places that matter.
    pub related: Vec<Related>,
    /// How to mend it.
    pub fix: Option<Fix>,
}

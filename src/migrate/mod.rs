//! From SDK v1 to SDK v2: what a file has of v1, what can be carried over and how, and what cannot and why.
//!
//! [`plan`] is pure: a document in its project becomes edits, notes and, for each thing that was found, its outcome.
//! Python and notebooks are rewritten in place; the drafts of steps and pipelines are free of spelling, so that YAML can
//! be written from them too. Knows no command line and no editor.

mod files;
mod python;
mod settings;
mod summary;
#[cfg(test)]
mod tests;
mod yaml;

pub use files::NewFile;
pub use summary::{Remark, Summary, Thing};

use crate::document::{Document, Language};
use crate::message::Message;
use crate::model::{ParallelStep, PipelineDraft, StepDraft};
use crate::project::Project;
use crate::syntax::notebook::WriteError;
use crate::tables::{Field, Surface};
use crate::text::{Edits, Span};

/// The image that an environment of packages gets, since v1 supplied one.
const IMAGE: &str = "mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04";

/// What the migration of one file is.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// What was found of v1, in the order of the text.
    pub found: Vec<Found>,
    /// The edits of the analysed text that carry it over, comments about what is left included.
    pub edits: Edits,
    /// The steps, whatever became of them in this language.
    pub steps: Vec<StepDraft>,
    /// The pipelines around them.
    pub pipelines: Vec<PipelineDraft>,
    /// Comments that go along into YAML.
    pub comments: Vec<Comment>,
    /// Whether the YAML pipeline made of the file takes its place.
    pub replaces: bool,
}

/// A comment of v1 YAML that goes along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// What it is about.
    pub about: About,
    /// Its words, without `#`.
    pub text: String,
}

/// What a comment is about; steps by their index among the drafts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// The file as a whole.
    File,
    /// A node of the pipeline.
    Node(usize),
    /// A step's component.
    Component(usize),
    /// A setting of a step.
    Setting(usize, Field),
}

/// One thing of v1 and what becomes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What it is.
    pub kind: Kind,
    /// What to call it: its name or variable, as written.
    pub name: String,
    /// Where it stands.
    pub span: Span,
    /// What is to be said of it.
    pub notes: Vec<Note>,
    /// Whether it stays as it is.
    pub left: bool,
}

/// What a thing of v1 is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A `ParallelRunStep`, with its configuration.
    Step,
    /// A configuration that no step of the file uses.
    Configuration,
    /// A `Pipeline`.
    Pipeline,
    /// Where a pipeline is submitted, and what is asked of the run.
    Run,
    /// A workspace.
    Workspace,
    /// A dataset or datastore.
    Data,
    /// An environment.
    Environment,
    /// A compute target.
    Compute,
    /// A step of another kind, or another thing that has no successor here.
    Other,
}

/// Something that a person has to know.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// The v1 setting or call that it is about.
    pub subject: String,
    /// Where that stands.
    pub span: Span,
    /// How much it weighs.
    pub weight: Weight,
    /// What it is and why.
    pub why: Message,
    /// What to do by hand.
    pub advice: Message,
}

/// How much a note weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It was carried over as it was; somebody may want to know how.
    Told,
    /// It was carried over, but the meaning may differ.
    Changed,
    /// It was left out or left as it is: somebody has to act.
    Left,
}

/// What becomes of a thing, or of a file as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It is v2 now.
    Converted,
    /// It is v2 now but for what the notes say.
    Partly,
    /// It stays as it is.
    Left,
}

/// What a comment of a migration begins with.
const MARK: &str = "# parlint: `";

impl Note {
    /// The note as a comment of Python.
    #[must_use]
    pub fn comment(&self) -> String {
        format!("{MARK}{}`: {}; {}", self.subject, self.why.english(), self.advice.english())
    }
}

impl Found {
    /// What becomes of it.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        match self.left {
            true => Outcome::Left,
            false if self.notes.iter().all(|note| note.weight == Weight::Told) => Outcome::Converted,
            false => Outcome::Partly,
        }
    }
}

impl Plan {
    /// Whether the file has nothing of v1 that is to be migrated.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// What becomes of the file; `None` if there is nothing of v1 in it.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        let outcomes = || self.found.iter().map(Found::outcome);
        if outcomes().all(|outcome| outcome == Outcome::Left) {
            return outcomes().next();
        }
        Some(if outcomes().all(|outcome| outcome == Outcome::Converted) { Outcome::Converted } else { Outcome::Partly })
    }

    /// All notes, in the order of the text.
    pub fn notes(&self) -> impl Iterator<Item = &Note> {
        self.found.iter().flat_map(|found| &found.notes)
    }

    /// The file's text after the edits.
    ///
    /// # Errors
    /// If an edit does not fit, for instance because it reaches from one cell of a notebook into another.
    pub fn apply(&self, document: &Document) -> Result<String, WriteError> {
        document.apply(&self.edits)
    }
}

/// The v1 step at a byte of a document, or whose configuration stands there.
#[must_use]
pub fn step_at(document: &Document, at: usize) -> Option<&ParallelStep> {
    let is_v1 = |step: &&ParallelStep| matches!(step.surface, Surface::SdkV1 | Surface::V1Yaml);
    let here = document.model().steps.iter().filter(is_v1).filter(|step| python::stands_at(step, at));
    here.min_by_key(|step| step.span.len())
}

/// What the migration of the step at a byte is, with the steps and pipelines that it goes together with, while the rest
/// of the file stays; `None` if only the whole file can be migrated.
#[must_use]
pub fn plan_step(document: &Document, project: &Project, at: usize) -> Option<Plan> {
    match document.language() {
        Language::Python | Language::Notebook => python::plan_step(document, project, at),
        Language::Yaml => None,
    }
}

/// What the migration of a document is. Empty if there is nothing of v1 in it.
#[must_use]
pub fn plan(document: &Document, project: &Project) -> Plan {
    match document.language() {
        Language::Python | Language::Notebook => python::plan(document, project),
        Language::Yaml => yaml::plan(document, project),
    }
}

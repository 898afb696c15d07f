//! What is to be said of the migration of one file: each thing that was found, where, what becomes of it and why. Knows no
//! output format.

use super::{Kind, Outcome, Plan, Weight};
use crate::document::{Document, Location};
use crate::message;
use crate::message::Message;
use std::path::PathBuf;

/// The migration of one file in short.
#[derive(Clone, Debug)]
pub struct Summary {
    /// The file as shown to people.
    pub path: PathBuf,
    /// What becomes of it.
    pub outcome: Outcome,
    /// What was found, in the order of the text.
    pub things: Vec<Thing>,
}

/// One thing of v1.
#[derive(Clone, Debug)]
pub struct Thing {
    /// What it is.
    pub kind: Kind,
    /// Its name or variable.
    pub name: String,
    /// Where it stands.
    pub place: Location,
    /// What becomes of it.
    pub outcome: Outcome,
    /// What is to be said of it.
    pub remarks: Vec<Remark>,
}

/// What somebody has to know.
#[derive(Clone, Debug)]
pub struct Remark {
    /// The setting or call of v1.
    pub subject: String,
    /// Where it stands.
    pub place: Location,
    /// How much it weighs.
    pub weight: Weight,
    /// What it is and why.
    pub why: Message,
    /// What to do by hand.
    pub advice: Message,
}

impl Summary {
    /// The summary of a plan; `None` if there is nothing of v1 in the document.
    #[must_use]
    pub fn new(document: &Document, plan: &Plan) -> Option<Self> {
        let remark = |note: &super::Note| Remark {
            subject: note.subject.clone(),
            place: document.location(note.span.start),
            weight: note.weight,
            why: note.why.clone(),
            advice: note.advice.clone(),
        };
        let thing = |found: &super::Found| Thing {
            kind: found.kind,
            name: found.name.clone(),
            place: document.location(found.span.start),
            outcome: found.outcome(),
            remarks: found.notes.iter().map(remark).collect(),
        };
        let things = plan.found.iter().map(thing).collect();
        Some(Self { path: document.path().to_owned(), outcome: plan.outcome()?, things })
    }

    /// How many things of a kind were found.
    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        self.things.iter().filter(|thing| thing.kind == kind).count()
    }

    /// All remarks, in the order of the text.
    pub fn remarks(&self) -> impl Iterator<Item = &Remark> {
        self.things.iter().flat_map(|thing| &thing.remarks)
    }
}

impl Outcome {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> Message {
        match self {
            Self::Converted => message!("converted"),
            Self::Partly => message!("partly converted"),
            Self::Left => message!("left as it is"),
        }
    }

    /// Its name for programs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Converted => "converted",
            Self::Partly => "partly",
            Self::Left => "left",
        }
    }
}

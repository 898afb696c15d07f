//! A YAML pipeline, job or component, with its nodes. Knows only what parallel nodes need of the others.

use super::{ComponentSource, Direction, Entry, Mapping, Port};
use crate::tables::{Field, Surface};
use crate::text::{Span, is_near};
use std::sync::Arc;

/// The type of a parallel step.
pub const PARALLEL: &str = "parallel";

/// The types of node that the SDK knows, those in private preview last.
const NODE_TYPES: [&str; 11] = [
    "command",
    "import",
    "sweep",
    PARALLEL,
    "pipeline",
    "automl",
    "spark",
    "data_transfer",
    "parallel_for",
    "do_while",
    "if_else",
];

/// Whether a word is a type of node that the SDK knows, in any case.
#[must_use]
pub fn is_node_type(word: &str) -> bool {
    NODE_TYPES.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Whether a node's `type` is not one that the SDK knows, but is meant to be `parallel`.
#[must_use]
pub fn means_parallel(word: &str) -> bool {
    if is_node_type(word) {
        return false;
    }
    let word = word.to_ascii_lowercase();
    let tail = word.strip_prefix(PARALLEL);
    is_near(&word, PARALLEL)
        || tail.is_some_and(|tail| ["_", "-", "run", "step", "job"].iter().any(|t| tail.starts_with(t)))
}

/// A pipeline that holds at least one parallel node, or what is meant as one.
#[derive(Clone, Debug)]
pub struct Pipeline {
    /// Whether it is a component, which only declares its inputs, and not a job.
    pub is_component: bool,
    /// Whether it says so itself that it is a job: by its `type` or schema, and by keys or inputs that only a job has.
    pub is_surely_job: bool,
    /// What findings about it as a whole underline.
    pub anchor: Span,
    /// Its keys.
    pub body: Arc<Mapping>,
    /// Its nodes in the order written.
    pub jobs: Vec<Job>,
}

/// A pipeline as far as its nodes may rely on it while others are typed in: its own keys, not its nodes.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a>(&'a Pipeline);

/// The keys that the SDK reads alike in pipeline jobs and components, but for what their ports hold.
const ALIKE: [Field; 6] =
    [Field::Schema, Field::DisplayName, Field::Description, Field::Tags, Field::Inputs, Field::Outputs];

/// One entry of `jobs:`.
#[derive(Clone, Debug)]
pub struct Job {
    /// The entry: its key is the node's name.
    pub entry: Entry,
    /// The parallel step it is, by its index in the file.
    pub step: Option<usize>,
    /// The file of its component, where its `type` does not say what it is.
    pub component: Option<ComponentSource>,
}

impl Job {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.entry.key
    }

    /// Its keys, if it is a mapping.
    #[must_use]
    pub fn body(&self) -> Option<&Mapping> {
        self.entry.value.mapping()
    }
}

impl Pipeline {
    /// Whether the SDK reads a key of this pipeline as it reads that of a job, whatever stands in it: in what may be a
    /// component only some.
    #[must_use]
    pub fn reads_like_a_job(&self, field: Field) -> bool {
        self.is_surely_job || ALIKE.contains(&field)
    }

    /// The mapping of one side's ports, if it is readable.
    #[must_use]
    pub fn port_mapping(&self, direction: Direction) -> Option<&Mapping> {
        self.body.get(direction.word())?.value.mapping()
    }

    /// Its ports on one side.
    pub fn ports(&self, direction: Direction) -> impl Iterator<Item = Port<'_>> {
        let surface = if self.is_component { Surface::Component } else { Surface::Pipeline };
        let mapping = self.port_mapping(direction);
        mapping.into_iter().flat_map(Mapping::effective).map(move |entry| Port { direction, surface, entry })
    }

    /// What its nodes may rely on.
    #[must_use]
    pub fn frame(&self) -> Frame<'_> {
        Frame(self)
    }

    /// Its `settings`.
    #[must_use]
    pub fn settings(&self) -> Option<&Mapping> {
        self.body.get(Field::Settings.name())?.value.mapping()
    }

    /// The node of this name.
    #[must_use]
    pub fn job(&self, name: &str) -> Option<&Job> {
        self.jobs.iter().find(|job| job.name() == name)
    }
}

impl<'a> Frame<'a> {
    /// Whether it is a component.
    #[must_use]
    pub fn is_component(self) -> bool {
        self.0.is_component
    }

    /// Whether it may have more keys than are written.
    #[must_use]
    pub fn is_open(self) -> bool {
        self.0.body.open
    }

    /// One of its own keys; not what holds its nodes.
    #[must_use]
    pub fn get(self, key: &str) -> Option<&'a Entry> {
        self.0.body.get(key).filter(|_| key != Field::Jobs.name())
    }

    /// Its ports on one side.
    pub fn ports(self, direction: Direction) -> impl Iterator<Item = Port<'a>> {
        self.0.ports(direction)
    }

    /// Its own keys.
    pub(super) fn entries(self) -> impl Iterator<Item = &'a Entry> {
        self.0.body.entries.iter().filter(|entry| entry.key != Field::Jobs.name())
    }
}

//! A YAML pipeline, job or component, with its nodes. Knows only what parallel nodes need of the others.

use super::{Direction, Entry, Mapping, Port};
use crate::tables::Place;
use crate::text::Span;
use std::sync::Arc;

/// A pipeline that holds at least one parallel node, or what is meant as one.
#[derive(Clone, Debug)]
pub struct Pipeline {
    /// Whether it is a component, which only declares its inputs, and not a job.
    pub is_component: bool,
    /// What findings about it as a whole underline.
    pub anchor: Span,
    /// Its keys.
    pub body: Arc<Mapping>,
    /// Its nodes in the order written.
    pub jobs: Vec<Job>,
}

/// One entry of `jobs:`.
#[derive(Clone, Debug)]
pub struct Job {
    /// The entry: its key is the node's name.
    pub entry: Entry,
    /// The parallel step it is, by its index in the file.
    pub step: Option<usize>,
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
    /// The mapping of one side's ports, if it is readable.
    #[must_use]
    pub fn port_mapping(&self, direction: Direction) -> Option<&Mapping> {
        let key = match direction {
            Direction::Input => "inputs",
            Direction::Output => "outputs",
        };
        self.body.get(key)?.value.mapping()
    }

    /// Its ports on one side.
    pub fn ports(&self, direction: Direction) -> impl Iterator<Item = Port<'_>> {
        let place = match (self.is_component, direction) {
            (true, Direction::Input) => Place::ComponentInput,
            (true, Direction::Output) => Place::ComponentOutput,
            (false, Direction::Input) => Place::JobInput,
            (false, Direction::Output) => Place::JobOutput,
        };
        let mapping = self.port_mapping(direction);
        mapping.into_iter().flat_map(Mapping::effective).map(move |entry| Port { direction, place, entry })
    }

    /// Its `settings`.
    #[must_use]
    pub fn settings(&self) -> Option<&Mapping> {
        self.body.get("settings")?.value.mapping()
    }

    /// The node of this name.
    #[must_use]
    pub fn job(&self, name: &str) -> Option<&Job> {
        self.jobs.iter().find(|job| job.name() == name)
    }
}

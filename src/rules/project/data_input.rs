//! The data that inputs of jobs are given, by their attributes. Knows no rule.

use crate::document::Language;
use crate::model::{Direction, FileModel, Mapping, Value};
use crate::project::View;
use crate::rules::shared::ports::attributes;
use crate::tables::{self, Field, Place, Surface};

/// An input that is written with its attributes: in YAML of a node or pipeline job, in Python a call of `Input`.
#[derive(Clone, Copy)]
pub(super) struct DataInput<'a>(&'a Mapping);

impl<'a> DataInput<'a> {
    /// An input with these attributes.
    pub fn new(attributes: &'a Mapping) -> Self {
        Self(attributes)
    }

    /// The inputs of a document.
    pub fn all(view: View<'a>) -> Vec<Self> {
        match view.language() {
            Language::Yaml => yaml(view.model()),
            _ => view.model().input_objects.iter().filter_map(|made| made.mapping().map(Self)).collect(),
        }
    }

    /// Its path, if that is text known in full.
    pub fn path(self) -> Option<(&'a Value, &'a str)> {
        let value = self.get(Field::InputPath)?;
        Some((value, value.known_text()?))
    }

    /// Whether it certainly is a table by its type.
    pub fn is_table(self) -> bool {
        let word = self.get(Field::InputType).and_then(Value::known_text);
        word.is_some_and(|word| word.eq_ignore_ascii_case("mltable"))
    }

    /// An attribute, which every surface calls the same.
    fn get(self, field: Field) -> Option<&'a Value> {
        Some(&self.0.get(tables::entry(Surface::Inline, Place::Input, field)?.key)?.value)
    }
}

fn yaml(model: &FileModel) -> Vec<DataInput<'_>> {
    let of_job = |surface| matches!(surface, Surface::Inline | Surface::Node);
    let steps = model.steps.iter().filter(|step| of_job(step.surface)).flat_map(|step| step.ports(Direction::Input));
    let jobs = model.pipelines.iter().filter(|pipeline| !pipeline.is_component);
    let ports = steps.chain(jobs.flat_map(|pipeline| pipeline.ports(Direction::Input)));
    ports.filter_map(|port| attributes(&port).map(DataInput)).collect()
}

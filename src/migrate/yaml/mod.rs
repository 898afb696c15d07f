//! The YAML files of SDK v1: configurations that `ParallelRunConfig.load_yaml` reads, and pipelines that
//! `Pipeline.load_yaml` reads. Both become drafts; which files are written of them is not decided here.

mod comments;
mod configuration;
mod environment;
mod pipeline;
mod ports;
mod section;
#[cfg(test)]
mod tests;

pub(super) use configuration::Arguments;

use super::{Note, Plan, Weight};
use crate::document::Document;
use crate::message::Message;
use crate::model::Value;
use crate::project::Project;
use crate::tables::Surface;
use crate::text::Span;
use section::Section;

/// What the migration of a YAML file is; nothing for one that is not of v1, or did not parse.
pub(super) fn plan(document: &Document, project: &Project) -> Plan {
    let model = document.model();
    let ours = model.steps.iter().any(|step| step.surface == Surface::V1Yaml);
    let Some(root) = model.root.as_ref().and_then(Value::mapping).filter(|_| ours && document.faults().is_empty())
    else {
        return Plan::default();
    };
    match Section::of(root).section("pipeline") {
        Some(section) => pipeline::plan(document, project, section),
        None => configuration::plan(document),
    }
}

fn note(weight: Weight, subject: &str, span: Span, why: Message, advice: Message) -> Note {
    Note { subject: subject.to_owned(), span, weight, why, advice }
}

//! Paths that can be opened, and codes whose pages can be read.

use crate::ide::symbol::local_file;
use crate::model::{ParallelStep, Pipeline, Value};
use crate::project::View;
use crate::rules::each_value;
use crate::suppress;
use crate::tables::{Field, Place};
use crate::text::Span;
use std::path::PathBuf;

/// A part of a document that leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The bytes.
    pub span: Span,
    /// Where it leads.
    pub target: LinkTarget,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// A file or folder that is there.
    Path(PathBuf),
    /// An address.
    Url(String),
}

/// The fields whose values are paths that count from the document, or references in their stead.
const PATHS: [Field; 6] =
    [Field::Component, Field::Code, Field::CondaFile, Field::Environment, Field::BuildPath, Field::Schema];

/// The links of a document, in the order of the text.
#[must_use]
pub fn links(view: View) -> Vec<Link> {
    let mut found = Vec::new();
    let model = view.model();
    model.steps.iter().for_each(|step| of_step(step, &view, &mut found));
    model.pipelines.iter().for_each(|pipeline| of_pipeline(pipeline, &view, &mut found));
    found.extend(model.loaded.iter().filter_map(|path| path_link(path, &view)));
    let rules = suppress::items(view.document()).into_iter();
    found.extend(rules.filter_map(|item| Some(Link { span: item.span, target: LinkTarget::Url(item.rule?.url()) })));
    found.sort_by_key(|link| link.span);
    found.dedup_by_key(|link| link.span);
    found
}

fn of_step(step: &ParallelStep, view: &View, found: &mut Vec<Link>) {
    let values = PATHS.iter().filter_map(|field| step.value(*field));
    found.extend(values.filter_map(|value| path_link(value, view)));
    let script = step.value(Field::EntryScript).zip(view.project().script_path(view.document(), step));
    let script = script.filter(|(_, path)| view.project().kind(path).is_some());
    found.extend(script.map(|(value, path)| Link { span: inner(value), target: LinkTarget::Path(path) }));
    for mapping in [Place::Step, Place::Config].into_iter().filter_map(|place| step.block(place)) {
        for port in mapping.entries.iter().filter(|entry| entry.key == "inputs" || entry.key == "outputs") {
            inputs(&port.value, view, found);
        }
    }
}

fn of_pipeline(pipeline: &Pipeline, view: &View, found: &mut Vec<Link>) {
    let schema = pipeline.body.get("$schema");
    found.extend(schema.and_then(|entry| path_link(&entry.value, view)));
    for side in ["inputs", "outputs"] {
        pipeline.body.get(side).into_iter().for_each(|entry| inputs(&entry.value, view, found));
    }
    for body in pipeline.jobs.iter().filter(|job| job.step.is_none()).filter_map(|job| job.body()) {
        let component = body.get("component").into_iter().chain(body.get("code"));
        found.extend(component.filter_map(|entry| path_link(&entry.value, view)));
    }
}

/// The local paths of inputs and outputs.
fn inputs(ports: &Value, view: &View, found: &mut Vec<Link>) {
    each_value(ports, &mut |value| {
        let path = value.mapping().and_then(|attributes| attributes.get("path"));
        found.extend(path.and_then(|entry| path_link(&entry.value, view)));
    });
}

fn path_link(value: &Value, view: &View) -> Option<Link> {
    let text = value.known_text()?;
    let target = match text.starts_with("https://") {
        true => LinkTarget::Url(text.to_owned()),
        false => LinkTarget::Path(local_file(text, view)?),
    };
    Some(Link { span: inner(value), target })
}

/// The bytes of a text without its quotes.
fn inner(value: &Value) -> Span {
    value.text().and_then(|text| text.span_of(0..text.as_str().len())).unwrap_or(value.span)
}

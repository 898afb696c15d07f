//! What a document holds of ours, as a tree: pipelines, nodes, steps, inputs, outputs, entry functions, options.

use crate::ide::spot::Owner;
use crate::ide::symbol::ports;
use crate::model::{Direction, Job, ParallelStep, Pipeline, Port};
use crate::project::View;
use crate::script::{Script, Stage};
use crate::tables::Surface;
use crate::text::Span;

/// Something that a document holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// Its name.
    pub name: String,
    /// A word beside it: the type of a node or port.
    pub detail: Option<String>,
    /// What it is.
    pub kind: OutlineKind,
    /// All of it.
    pub span: Span,
    /// Its name, inside of all of it.
    pub name_span: Span,
    /// What it holds.
    pub children: Vec<Outline>,
}

/// What something in a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutlineKind {
    /// A pipeline.
    Pipeline,
    /// A node of a pipeline.
    Node,
    /// A parallel component, or a step in Python.
    Step,
    /// An input or output.
    Port,
    /// A function that the driver calls.
    Function,
    /// An option that the entry script declares.
    Option,
}

/// What a document holds, in the order of the text.
#[must_use]
pub fn outline(view: View) -> Vec<Outline> {
    if !view.is_relevant() {
        return Vec::new();
    }
    let model = view.model();
    let mut found: Vec<_> = model.pipelines.iter().map(|pipeline| of_pipeline(pipeline, &view)).collect();
    let of_node = |step: &&ParallelStep| step.pipeline.is_some();
    found.extend(model.steps.iter().filter(|step| !of_node(step)).map(of_step));
    found.extend(view.entry_scripts().flat_map(|file| of_script(&file.script)));
    found.sort_by_key(|item| item.span);
    found
}

fn of_pipeline(pipeline: &Pipeline, view: &View) -> Outline {
    let name = pipeline.body.get("name").or(pipeline.body.get("display_name"));
    let name = name.and_then(|entry| entry.value.known_text()).unwrap_or("pipeline");
    let mut children = of_ports(&Owner::Pipeline(pipeline));
    children.extend(pipeline.jobs.iter().map(|job| of_job(pipeline, job, view)));
    Outline {
        name: name.to_owned(),
        detail: None,
        kind: OutlineKind::Pipeline,
        span: pipeline.body.span.cover(pipeline.anchor),
        name_span: pipeline.anchor,
        children,
    }
}

fn of_job(pipeline: &Pipeline, job: &Job, view: &View) -> Outline {
    let step = job.step.and_then(|index| view.model().steps.get(index));
    let kind = job.body().and_then(|body| body.get("type")).and_then(|entry| entry.value.known_text());
    Outline {
        name: job.name().to_owned(),
        detail: kind.map(str::to_owned),
        kind: OutlineKind::Node,
        span: job.entry.span.cover(job.entry.key_span),
        name_span: job.entry.key_span,
        children: of_ports(&step.map_or(Owner::Job(pipeline, job), Owner::Step)),
    }
}

fn of_step(step: &ParallelStep) -> Outline {
    let detail = match step.surface {
        Surface::SdkV2 => "parallel_run_function",
        Surface::SdkV1 => "ParallelRunStep",
        Surface::V1Yaml => "parallel_run_config",
        Surface::Component | Surface::Inline | Surface::Node | Surface::Pipeline => "parallel",
    };
    Outline {
        name: step.name.clone(),
        detail: Some(detail.to_owned()),
        kind: OutlineKind::Step,
        span: step.span.cover(step.anchor),
        name_span: step.anchor,
        children: of_ports(&Owner::Step(step)),
    }
}

fn of_ports(owner: &Owner) -> Vec<Outline> {
    let sides = [Direction::Input, Direction::Output];
    let mut found: Vec<_> = sides.into_iter().flat_map(|side| ports(owner, side)).map(|port| of_port(&port)).collect();
    found.sort_by_key(|item| item.span);
    found
}

fn of_port(port: &Port) -> Outline {
    Outline {
        name: port.name().to_owned(),
        detail: port.type_word(),
        kind: OutlineKind::Port,
        span: port.entry.span.cover(port.entry.key_span),
        name_span: port.entry.key_span,
        children: Vec::new(),
    }
}

fn of_script(script: &Script) -> Vec<Outline> {
    let leaf = |name: &str, kind, span: Span, name_span| Outline {
        name: name.to_owned(),
        detail: None,
        kind,
        span: span.cover(name_span),
        name_span,
        children: Vec::new(),
    };
    let functions = Stage::ALL.into_iter().filter_map(|stage| script.function(stage));
    let mut found: Vec<_> = functions
        .map(|(_, function)| leaf(&function.name, OutlineKind::Function, function.span, function.name_span))
        .collect();
    let options = script.argument_parsing().options.iter();
    found.extend(options.filter_map(|option| {
        let (name, name_span) = option.names.iter().find(|(name, _)| *name == option.name())?;
        Some(leaf(name, OutlineKind::Option, option.span, *name_span))
    }));
    found
}

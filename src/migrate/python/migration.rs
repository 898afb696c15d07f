//! One file from beginning to end: plans what can be carried over, finds what only that needs, writes it.

use super::changes::Changes;
use super::definition::{Definition, definitions};
use super::names::Names;
use super::pipeline::{self, PlannedPipeline};
use super::program::Program;
use super::run::{Run, RunKind, runs};
use super::speller::Here;
use super::step::{self, Planned};
use super::write::{Writer, shared};
use super::{beside, compute, environment, notes};
use crate::message;
use crate::message::Message;
use crate::migrate::{Found, Kind, Note, Plan, Weight};
use crate::model::{Object, ParallelStep, Term};
use crate::tables::{Field, Surface};
use crate::text::{Edits, Span};
use std::cell::RefCell;

/// What the migration of a file is.
pub(super) fn plan(program: &Program) -> Plan {
    // What the variables stand for is known only when it is known what can be carried over.
    let first = Migration::new(program, Vec::new());
    let consumed = first.consumed();
    Migration::new(program, definitions(program, &consumed)).finish()
}

struct Migration<'p, 'd> {
    program: &'p Program<'d>,
    definitions: Vec<Definition>,
    /// Each v1 step by its call; what it becomes, unless it stays.
    steps: Vec<(Span, Option<Planned>)>,
    pipelines: Vec<PlannedPipeline>,
    runs: Vec<Run<'p>>,
    found: Vec<Found>,
}

impl<'p, 'd> Migration<'p, 'd> {
    fn new(program: &'p Program<'d>, definitions: Vec<Definition>) -> Self {
        let (steps, pipelines, runs, found) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut migration = Self { program, definitions, steps, pipelines, runs, found };
        migration.plan_steps();
        migration.plan_pipelines();
        migration.plan_runs();
        migration
    }

    fn plan_steps(&mut self) {
        let program = self.program;
        for step in program.model.steps.iter().filter(|step| step.surface == Surface::SdkV1) {
            if program
                .site(step.span)
                .is_none_or(|site| !site.callee_span.slice(program.text).contains("ParallelRunStep"))
                && step.body.open
            {
                continue;
            }
            let here = Here { program, definitions: &self.definitions, parameters: RefCell::default() };
            let (planned, notes) = match step::plan(program, step, &here) {
                Ok(planned) => {
                    let notes = planned.notes.clone();
                    (Some(planned), notes)
                }
                Err(notes) => (None, notes),
            };
            self.note(Kind::Step, name_of(step), step.span, notes, planned.is_none());
            self.steps.push((step.span, planned));
        }
    }

    fn note(&mut self, kind: Kind, name: String, span: Span, notes: Vec<Note>, left: bool) {
        self.found.push(Found { kind, name, span, notes, left });
    }

    fn calls(&self) -> impl Iterator<Item = (Span, &'p Object)> + use<'p, 'd> {
        self.program.model.v1_calls.iter().filter_map(|value| Some((value.span, value.object()?)))
    }

    fn plan_pipelines(&mut self) {
        for (call, object) in self.calls().filter(|(_, object)| pipeline::is_pipeline(object)) {
            let name = self
                .program
                .site(call)
                .and_then(|site| site.target.as_ref())
                .map_or("Pipeline".to_owned(), |target| target.text.clone());
            match pipeline::plan(self.program, call, object, &self.steps) {
                Ok(planned) => {
                    self.pipelines.push(planned);
                    self.note(Kind::Pipeline, name, call, Vec::new(), false);
                }
                Err(why) => {
                    let advice = message!("write the pipeline as a function with `@dsl.pipeline`, by hand");
                    self.note(Kind::Pipeline, name, call, vec![left("Pipeline", call, why, advice)], true);
                }
            }
        }
    }

    fn plan_runs(&mut self) {
        let mut submitted: Vec<Span> = Vec::new();
        for run in runs(self.program) {
            let known = match &run.kind {
                RunKind::Submit { pipeline, .. } => self.pipelines.iter().any(|known| known.call == *pipeline),
                RunKind::Wait { submitted: by, .. } => submitted.contains(by),
            };
            if known {
                submitted.push(run.call);
                self.runs.push(run);
            }
        }
    }

    /// The code that is migrated whatever becomes of variables.
    fn consumed(&self) -> Vec<Span> {
        let steps = self.steps.iter().filter(|(_, planned)| planned.is_some()).map(|(span, _)| *span);
        let pipelines = self.pipelines.iter().map(|pipeline| pipeline.call);
        steps.chain(pipelines).chain(self.runs.iter().map(|run| run.call)).collect()
    }

    fn finish(mut self) -> Plan {
        let names = Names::new(self.program);
        let writer = Writer {
            program: self.program,
            names: &names,
            definitions: &self.definitions,
            client: "ml_client".to_owned(),
        };
        let mut changes = Changes::default();
        self.write(&writer, &mut changes);
        self.write_definitions(&writer, &mut changes);
        self.found.extend(beside::found(self.program, &mut changes));
        names.settle(&mut changes);
        notes::write(self.program, &self.found, &mut changes);
        self.found.sort_by_key(|found| found.span.start);
        let edits = Edits::new(changes.edits(self.program)).unwrap_or_default();
        let steps = self.steps.into_iter().filter_map(|(_, planned)| Some(planned?.draft)).collect();
        Plan { found: self.found, edits, steps, ..Plan::default() }
    }

    fn write(&self, writer: &Writer, changes: &mut Changes) {
        for (index, (call, planned)) in self.steps.iter().enumerate() {
            let Some(planned) = planned else { continue };
            let around = self.pipelines.iter().find(|pipeline| pipeline.steps.contains(&index));
            let shared = around.is_some_and(|pipeline| self.compute(pipeline).is_some());
            writer.step(*call, planned, around.is_some(), shared, changes);
        }
        for pipeline in &self.pipelines {
            let compute = self.compute(pipeline);
            let values = writer.values(pipeline, &self.runs);
            writer.pipeline(pipeline, &self.steps, &values, compute.as_ref(), changes);
        }
        for pipeline in &self.pipelines {
            writer.data(pipeline, &self.steps, changes);
        }
        for run in &self.runs {
            writer.run(run, changes);
        }
    }

    /// The compute that all steps of a pipeline share.
    fn compute(&self, pipeline: &PlannedPipeline) -> Option<Term> {
        let steps = pipeline.steps.iter().filter_map(|index| self.steps[*index].1.as_ref());
        shared(&steps.map(|step| step.draft.setting(Field::Compute)).collect::<Vec<_>>())
    }

    /// What becomes of the variables of v1 objects.
    fn write_definitions(&self, writer: &Writer, changes: &mut Changes) {
        for definition in &self.definitions {
            if is_workspace(&definition.object) {
                if self.runs.is_empty() {
                    continue;
                }
                let client = format!("{} = {}", writer.client, writer.workspace(&definition.object));
                match definition.free {
                    true => changes.replace(self.program, definition.statement, &[client]),
                    false => changes.below(definition.statement, [client]),
                }
                continue;
            }
            if !definition.free || changes.takes(definition.call) {
                continue;
            }
            let named = changes.mentions(&definition.variable.name);
            let becomes = if named { self.becomes(definition, writer) } else { None };
            match becomes {
                Some(text) => changes.replace(self.program, definition.call, &[text]),
                None => changes.delete(definition.statement),
            }
            definition.parts.iter().for_each(|part| changes.delete(*part));
        }
    }

    /// What an object of v1 becomes where a variable holds it.
    fn becomes(&self, definition: &Definition, writer: &Writer) -> Option<String> {
        if let Some(name) = compute::name(&definition.object) {
            return Some(self.program.source(name).to_owned());
        }
        let Term::Source { text, .. } = environment::of_call(self.program, &definition.object, writer.names)? else {
            return environment::of_call(self.program, &definition.object, writer.names)
                .and_then(|term| super::write::text_of(&term))
                .map(|text| crate::surface::rewrite::python_string(&text, self.program.quote));
        };
        Some(text)
    }
}

fn left(subject: &str, span: Span, why: Message, advice: Message) -> Note {
    Note { subject: subject.to_owned(), span, weight: Weight::Left, why, advice }
}

fn is_workspace(object: &Object) -> bool {
    object.class.ends_with(".Workspace")
        || ["Workspace.from_config", "Workspace.get"].iter().any(|tail| object.class.ends_with(tail))
}

/// What to call a step: its name, else its variable.
fn name_of(step: &ParallelStep) -> String {
    let written = step.value(Field::Name).and_then(|value| value.known_text());
    written.map_or_else(|| step.name.clone(), str::to_owned)
}

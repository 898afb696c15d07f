//! One file from beginning to end: plans what can be carried over, finds what only that needs, writes it.

use super::changes::Changes;
use super::definition::{Definition, definitions};
use super::names::Names;
use super::pipeline::{self, Obstacle, PlannedPipeline};
use super::program::Program;
use super::run::{self, Run, RunKind, Submission, runs};
use super::speller::Here;
use super::step::{self, Planned};
use super::write::{Writer, shared};
use super::{beside, compute, drafts, environment, fate, notes, part, spell, workspace};
use crate::message;
use crate::message::Message;
use crate::migrate::{Found, Kind, Note, Plan, Weight};
use crate::model::{Object, ParallelStep, Term};
use crate::syntax::python::CallSite;
use crate::tables::{self, Field, Origin, Place, Surface};
use crate::text::Span;
use std::cell::RefCell;

/// What the migration of a file is.
pub(super) fn plan(program: &mut Program) -> Plan {
    plan_of(program, None)
}

/// What the migration of the step at a byte is, with what it goes together with; `None` if that is the whole file.
pub(super) fn plan_step(program: &mut Program, at: usize) -> Option<Plan> {
    let only = {
        let whole = Migration::new(program, Vec::new(), None);
        part::around(program, at, &whole.steps, &whole.pipelines)?
    };
    Some(plan_of(program, Some(only)))
}

/// Which names of v2 are taken shows only when it is known what stays of the file; then it is planned anew.
fn plan_of(program: &mut Program, only: Option<Vec<Span>>) -> Plan {
    loop {
        match attempt(program, only.clone()) {
            Ok(plan) => return plan,
            Err(taken) => program.taken.extend(taken),
        }
    }
}

fn attempt(program: &Program, only: Option<Vec<Span>>) -> Result<Plan, Vec<&'static str>> {
    // What the variables stand for is known only when it is known what can be carried over.
    let first = Migration::new(program, Vec::new(), only.clone());
    let consumed = first.consumed();
    Migration::new(program, definitions(program, &consumed), only).finish()
}

/// What the client is called.
const CLIENT: &str = "ml_client";

struct Migration<'p, 'd> {
    program: &'p Program<'d>,
    definitions: Vec<Definition>,
    /// Each v1 step by its call; what it becomes, unless it stays.
    steps: Vec<(Span, Option<Planned>)>,
    pipelines: Vec<PlannedPipeline>,
    runs: Vec<Run<'p>>,
    found: Vec<Found>,
    /// The calls of the steps that are migrated while all others stay, unless it is the whole file.
    only: Option<Vec<Span>>,
}

impl<'p, 'd> Migration<'p, 'd> {
    fn new(program: &'p Program<'d>, definitions: Vec<Definition>, only: Option<Vec<Span>>) -> Self {
        let (steps, pipelines, runs, found) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut migration = Self { program, definitions, steps, pipelines, runs, found, only };
        migration.plan_steps();
        migration.plan_pipelines();
        migration.plan_runs();
        migration
    }

    /// Whether a step is to be migrated.
    fn takes(&self, step: Span) -> bool {
        self.only.as_ref().is_none_or(|only| only.contains(&step))
    }

    fn plan_steps(&mut self) {
        let program = self.program;
        let made = made_elsewhere(program);
        let is_step = |step: &&ParallelStep| {
            // The configuration that a function makes for a step is one with it.
            let taken = made.iter().any(|(_, configuration)| *configuration == step.span);
            !taken
                && step.surface == Surface::SdkV1
                && program.site(step.span).is_some_and(|site| site.callee_span == step.anchor)
        };
        for step in program.model.steps.iter().filter(is_step) {
            if !self.takes(step.span) {
                self.steps.push((step.span, None));
                continue;
            }
            // A configuration that no step of the file uses has nothing written of a step.
            let lonely = step.body.open && step.body.span == step.span;
            let function = program.site(step.span).and_then(|site| site.function);
            let definitions = &self.definitions;
            let (parameters, hidden) = (RefCell::default(), RefCell::default());
            let loaded = step::loaded(program, step);
            let here = Here { program, definitions, function, hidden, loaded, parameters };
            let planned = if lonely { Err(vec![lonely_configuration(step)]) } else { step::plan(program, step, &here) };
            let (planned, notes) = match planned {
                Ok(planned) => {
                    let notes = planned.notes.clone();
                    (Some(planned), notes)
                }
                Err(notes) => (None, notes),
            };
            let kind = if lonely { Kind::Configuration } else { Kind::Step };
            self.note(kind, name_of(step), step.span, notes, planned.is_none());
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
            let target = self.program.site(call).and_then(|site| site.target.as_ref());
            let name = target.map_or("Pipeline".to_owned(), |target| target.text.clone());
            match pipeline::plan(self.program, call, object, &self.steps) {
                Ok(planned) => {
                    self.pipelines.push(planned);
                    self.note(Kind::Pipeline, name, call, Vec::new(), false);
                }
                Err(Obstacle::Step) if self.only.is_some() => {}
                Err(obstacle) => self.note(Kind::Pipeline, name, call, obstacle.notes(call), true),
            }
        }
    }

    fn plan_runs(&mut self) {
        let mut submitted: Vec<Span> = Vec::new();
        // What is asked of a run may stand around its submission.
        let (submissions, asked): (Vec<_>, Vec<_>) =
            runs(self.program).into_iter().partition(|run| matches!(run.kind, RunKind::Submit(_)));
        for run in submissions.into_iter().chain(asked) {
            let converted = |call: &Span| self.pipelines.iter().any(|known| known.call == *call);
            let known = match &run.kind {
                RunKind::Submit(submission) => converted(&submission.pipeline),
                RunKind::Ask { made, .. } => submitted.contains(made) || converted(made),
            };
            if known {
                if let RunKind::Submit(_) = run.kind {
                    submitted.push(run.call);
                    self.note(Kind::Run, "submit".to_owned(), run.call, Vec::new(), false);
                }
                self.runs.push(run);
            }
        }
    }

    /// The code that is migrated whatever becomes of variables.
    fn consumed(&self) -> Vec<Span> {
        let steps = self.steps.iter().filter(|(_, planned)| planned.is_some()).map(|(span, _)| *span);
        let mut all: Vec<Span> = steps.collect();
        all.extend(self.pipelines.iter().map(|pipeline| pipeline.call));
        all.extend(self.runs.iter().map(|run| run.call));
        all.extend(self.idle_functions());
        if !all.is_empty() && self.only.is_none() {
            let names = Names::new(self.program);
            all.extend(self.reads().into_iter().map(|(span, _)| span));
            all.extend(self.computes(&names, &|_| false).into_iter().map(|piece| piece.span));
        }
        all
    }

    /// The functions that only made a configuration for a step that is carried over.
    fn idle_functions(&self) -> Vec<Span> {
        let planned = |call: Span| self.steps.iter().any(|(step, planned)| planned.is_some() && step.contains(call));
        let made = made_elsewhere(self.program);
        let functions = made
            .iter()
            .filter(|(call, _)| planned(*call))
            .filter_map(|(call, _)| self.program.module.function(self.program.called(self.program.site(*call)?)?));
        let used_only_there = |name: &str| {
            let callee =
                |site: &&CallSite| site.callee_span.slice(self.program.text).trim_start_matches("self.") == name;
            let calls = self.program.sites.iter().filter(callee);
            calls.into_iter().all(|site| made.iter().any(|(call, _)| *call == site.span && planned(*call)))
        };
        functions.filter(|function| used_only_there(&function.name)).map(|function| function.span).collect()
    }

    /// What is read of workspaces and runs, and what that becomes.
    fn reads(&self) -> Vec<(Span, String)> {
        let workspaces = self.calls().filter(|(_, object)| workspace::is_workspace(object));
        let variables = workspaces.filter_map(|(span, _)| self.program.variable(self.program.site(span)?));
        let variables: Vec<_> = variables.collect();
        let keeps = self.keeps_computes();
        let reads = variables.iter().flat_map(|variable| workspace::reads(self.program, variable, CLIENT, keeps));
        let mut found: Vec<_> = reads.collect();
        if self.hands_over() {
            let handed = variables.iter().flat_map(|variable| workspace::handed_over(self.program, variable));
            found.extend(handed.map(|span| (span, CLIENT.to_owned())));
        }
        found.extend(run::reads(self.program, &self.submitted()));
        found
    }

    /// What is said of computes that are looked up and made.
    fn computes(&self, names: &Names, taken: &dyn Fn(Span) -> bool) -> Vec<compute::Piece> {
        match self.keeps_computes() {
            true => Vec::new(),
            false => compute::pieces(self.program, names, CLIENT, taken),
        }
    }

    /// Whether a step that stays takes a compute as an object of v1: then all of them stay that.
    fn keeps_computes(&self) -> bool {
        let Some(info) = tables::entry(Surface::SdkV1, Place::Config, Field::Compute) else { return false };
        // Configurations are judged as parts of their steps.
        let others = self.calls().filter(|(_, call)| call.name() != "ParallelRunConfig");
        let others = others.filter_map(|(_, call)| Some(&call.arguments.get(info.key)?.value));
        let left = |step: &&ParallelStep| self.steps.iter().any(|(span, plan)| *span == step.span && plan.is_none());
        let steps = self.program.model.steps.iter().filter(left).filter_map(|step| step.value(Field::Compute));
        others.chain(steps).any(|given| given.text_with_holes().is_none())
    }

    /// The calls that submit what is carried over.
    fn submitted(&self) -> Vec<Span> {
        let submits = |run: &&Run| matches!(run.kind, RunKind::Submit(_));
        self.runs.iter().filter(submits).map(|run| run.call).collect()
    }

    /// The plan; else the names of v2 that the file has for something else.
    fn finish(mut self) -> Result<Plan, Vec<&'static str>> {
        let names = Names::new(self.program);
        let writer =
            Writer { program: self.program, names: &names, definitions: &self.definitions, client: CLIENT.to_owned() };
        let mut changes = Changes::default();
        self.write(&writer, &mut changes);
        let takes = |step: &ParallelStep| self.takes(step.span);
        let submitted = self.submitted();
        let around = beside::Around { takes: &takes, submitted: &submitted, whole: self.only.is_none() };
        let found = match changes.is_empty() {
            true => beside::found(self.program, &around, &mut Changes::default()),
            false => beside::found(self.program, &around, &mut changes),
        };
        if !changes.is_empty() {
            self.write_around(&writer, &mut changes);
            fate::write(&writer, !self.runs.is_empty(), &mut changes);
            let taken = names.taken(&changes);
            if !taken.is_empty() {
                return Err(taken);
            }
            names.settle(&mut changes);
        }
        let pipelines = self.pipelines.iter().map(|pipeline| self.draft(&writer, pipeline)).collect();
        let steps = drafts::steps(&self.steps, &self.pipelines);
        self.found.extend(found);
        notes::write(self.program, &self.found, &mut changes);
        self.found.sort_by_key(|found| found.span.start);
        let found = self.found;
        Ok(match changes.edits(self.program) {
            Ok(edits) => Plan { found, edits, steps, pipelines, ..Plan::default() },
            Err(_) => Plan { found: notes::failed(found), ..Plan::default() },
        })
    }

    fn draft(&self, writer: &Writer, pipeline: &PlannedPipeline) -> crate::model::PipelineDraft {
        let values = self.values(writer, pipeline);
        drafts::pipeline(self.program, pipeline, &self.steps, &self.runs, self.compute(pipeline), &values)
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
            let values = self.values(writer, pipeline);
            writer.pipeline(pipeline, &self.steps, &values, compute.as_ref(), changes);
        }
        for pipeline in &self.pipelines {
            writer.data(pipeline, &self.steps, changes);
        }
        for run in &self.runs {
            writer.run(run, &self.client(run), self.anew(writer, run), changes);
        }
        self.idle_functions().into_iter().for_each(|function| changes.delete(function));
    }

    /// The client of a run: the one in place of the workspace, or what the workspace is called where it was handed over.
    fn client(&self, run: &Run) -> String {
        let submission = match &run.kind {
            RunKind::Submit(submission) => Some(submission),
            RunKind::Ask { made, .. } => self.runs.iter().find_map(|other| match &other.kind {
                RunKind::Submit(submission) if other.call == *made || submission.pipeline == *made => Some(submission),
                RunKind::Submit(_) | RunKind::Ask { .. } => None,
            }),
        };
        let handed = submission.and_then(|it| it.workspace).filter(|workspace| workspace.object().is_none());
        handed.map_or_else(|| CLIENT.to_owned(), |workspace| self.program.source(workspace).to_owned())
    }

    /// Whether a function or an object is handed the workspace, and so the client.
    fn hands_over(&self) -> bool {
        self.runs.iter().any(|run| self.client(run) != CLIENT)
    }

    /// Workspaces that are made where they are handed over, and objects of v1 that attributes hold.
    fn write_in_place(&self, writer: &Writer, changes: &mut Changes) {
        for (span, object) in self.calls().filter(|(span, _)| !changes.takes(*span)).collect::<Vec<_>>() {
            let site = self.program.site(span);
            let target = site.and_then(|site| site.target.as_ref());
            let attribute = target.is_some_and(|target| target.text.starts_with("self."));
            if workspace::is_workspace(object) && (attribute || target.is_none()) && self.hands_over() {
                changes.replace(self.program, span, &[workspace::client(self.program, writer.names, object)]);
            } else if let Some(text) =
                target.filter(|_| attribute).and_then(|target| held(writer, span, object, &target.text, changes))
            {
                changes.replace(self.program, span, &[text]);
            }
        }
    }

    /// Where and with which values a pipeline is submitted.
    fn submissions(&self, pipeline: Span) -> Vec<&Submission<'p>> {
        let submission = |run: &'_ Run<'p>| matches!(&run.kind, RunKind::Submit(it) if it.pipeline == pipeline);
        let found = self.runs.iter().filter(|run| submission(run));
        found.filter_map(|run| if let RunKind::Submit(it) = &run.kind { Some(it) } else { None }).collect()
    }

    /// The values of a pipeline that is submitted once; they are given where it is made.
    fn values(&self, writer: &Writer, pipeline: &PlannedPipeline) -> Vec<(String, Term)> {
        let [once] = self.submissions(pipeline.call)[..] else { return Vec::new() };
        let written = once.parameters.filter(|given| given.mapping().is_some_and(|mapping| !mapping.open));
        written.map(|given| writer.values(pipeline, &self.steps, given)).unwrap_or_default()
    }

    /// The job of a submission with values of its own.
    fn anew(&self, writer: &Writer, run: &Run) -> Option<String> {
        let RunKind::Submit(submission) = &run.kind else { return None };
        let pipeline = self.pipelines.iter().find(|pipeline| pipeline.call == submission.pipeline)?;
        let given = submission.parameters.filter(|_| self.values(writer, pipeline).is_empty())?;
        Some(writer.call(pipeline, &self.steps, &writer.values(pipeline, &self.steps, given)))
    }

    /// Computes that are looked up or made, and what is read of workspaces and runs.
    fn write_around(&self, writer: &Writer, changes: &mut Changes) {
        for (span, text) in run::reads(self.program, &self.submitted()) {
            if !changes.takes(span) {
                changes.replace(self.program, span, &[text]);
            }
        }
        // Steps that stay go on with the computes and the workspace of v1.
        if self.only.is_some() {
            return;
        }
        let is_name = |definition: &Definition| definition.object.as_ref().is_none_or(|it| compute::name(it).is_some());
        let name = |call: Span| {
            self.definitions.iter().any(|definition| definition.call == call && definition.free && is_name(definition))
        };
        let pieces = {
            let taken = |call: Span| changes.takes(call) || name(call);
            self.computes(writer.names, &taken)
        };
        self.write_in_place(writer, changes);
        pieces.iter().for_each(|piece| piece.write(self.program, changes));
        for (span, text) in self.reads() {
            if !changes.takes(span) && !name(span) {
                changes.replace(self.program, span, &[text]);
            }
        }
    }

    /// The compute that all steps of a pipeline share.
    fn compute(&self, pipeline: &PlannedPipeline) -> Option<Term> {
        let steps = pipeline.steps.iter().filter_map(|index| self.steps[*index].1.as_ref());
        shared(&steps.map(|step| step.draft.setting(Field::Compute)).collect::<Vec<_>>())
    }
}

impl Obstacle {
    /// What is said of a pipeline that stays; nothing if one of its steps says it.
    fn notes(self, call: Span) -> Vec<Note> {
        let note = |subject: &str, why, advice| {
            vec![Note { subject: subject.to_owned(), span: call, weight: Weight::Left, why, advice }]
        };
        match self {
            Self::Step => Vec::new(),
            Self::Dynamic => note(
                "Pipeline",
                message!("its steps show at run time only"),
                message!("write the pipeline as a function with `@dsl.pipeline`, by hand"),
            ),
            Self::Other(kinds) => {
                let stays = || message!("parlint does not migrate steps of this kind; the pipeline stays as it is");
                kinds.iter().flat_map(|kind| note(kind, stays(), successor(kind))).collect()
            }
        }
    }
}

/// What to write for a step of another kind.
fn successor(kind: &str) -> Message {
    let row = tables::mapping_of(kind).filter(|row| row.origin == Origin::Around);
    match (row, row.and_then(|row| row.successor(kind))) {
        (_, Some(successor)) => message!(
            "write the pipeline as a function with `@dsl.pipeline`, and the step as `{successor}`, by hand",
            successor = successor
        ),
        (Some(_), None) => message!(
            "v2 has no such step: do its work in another way, and write the pipeline as a function with `@dsl.pipeline`, by hand"
        ),
        (None, None) => message!("write the pipeline as a function with `@dsl.pipeline`, by hand"),
    }
}

/// What an attribute holds in v2, if new code reads it.
fn held(writer: &Writer, span: Span, object: &Object, attribute: &str, changes: &Changes) -> Option<String> {
    changes.contain(attribute).then_some(())?;
    let name = compute::name(object).map(|name| writer.program.source(name).to_owned());
    let environment = || environment::of_call(writer.program, writer.names, object, span);
    name.or_else(|| environment().map(|term| spell::say(writer.program, &term)))
}

/// The configurations that functions of the file make for steps: the call in the step, and the configuration.
pub(super) fn made_elsewhere(program: &Program) -> Vec<(Span, Span)> {
    let steps = program.model.steps.iter().filter(|step| step.config.is_none());
    let given = steps.filter_map(|step| Some(step.body.get(Field::ParallelRunConfig.name())?.value.span));
    given.filter_map(|call| Some((call, program.returned(call)?))).collect()
}

fn lonely_configuration(step: &ParallelStep) -> Note {
    Note {
        subject: "ParallelRunConfig".to_owned(),
        span: step.span,
        weight: Weight::Left,
        why: message!("no step of this file uses the configuration, and v2 has no such object"),
        advice: message!("move it to the file of its step, then migrate that"),
    }
}

/// What to call a step: its name, else its variable.
fn name_of(step: &ParallelStep) -> String {
    let written = step.value(Field::Name).and_then(|value| value.known_text());
    written.map_or_else(|| step.name.clone(), str::to_owned)
}

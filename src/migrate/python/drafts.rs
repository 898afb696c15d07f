//! The steps and pipelines of a file as drafts that are free of spelling, for other languages. Writes nothing.

use super::pipeline::{self, PlannedPipeline, Wire};
use super::program::Program;
use super::run::{Run, RunKind, Submission};
use super::step::kind_of;
use super::write::Steps;
use crate::model::{Object, ParameterDraft, PipelineDraft, PortOrigin, StepDraft, Term};
use crate::tables::Field;

/// The steps that are carried over, each input with where it comes from.
pub(super) fn steps(steps: &Steps, pipelines: &[PlannedPipeline]) -> Vec<StepDraft> {
    let drafted = |(index, (_, planned)): (usize, &(_, Option<super::step::Planned>))| {
        let mut draft = planned.as_ref()?.draft.clone();
        for port in &mut draft.inputs {
            let wires = pipelines.iter().flat_map(|pipeline| &pipeline.wires);
            let wire = wires.into_iter().find(|(step, name, _)| *step == index && *name == port.name);
            if let Some((_, _, Wire::Node(from, output))) = wire {
                port.origin = PortOrigin::Step { step: place(*from, steps), output: output.clone() };
            }
        }
        Some(draft)
    };
    steps.iter().enumerate().filter_map(drafted).collect()
}

/// The index of a step among those that are carried over.
fn place(index: usize, steps: &Steps) -> usize {
    steps[..index].iter().filter(|(_, planned)| planned.is_some()).count()
}

/// A pipeline with the values that it is submitted with.
pub(super) fn pipeline(
    program: &Program,
    planned: &PlannedPipeline,
    steps: &Steps,
    runs: &[Run],
    compute: Option<Term>,
    values: &[(String, Term)],
) -> PipelineDraft {
    let submission = runs.iter().find_map(|run| match &run.kind {
        RunKind::Submit(submission) if submission.pipeline == planned.call => Some(submission),
        RunKind::Submit(_) | RunKind::Ask { .. } => None,
    });
    let target = program.site(planned.call).and_then(|site| site.target.as_ref());
    PipelineDraft {
        name: target.map_or_else(|| "pipeline".to_owned(), |target| target.text.clone()),
        steps: planned.steps.iter().map(|index| place(*index, steps)).collect(),
        parameters: planned.parameters.iter().map(|(name, object)| parameter(program, name, object, values)).collect(),
        settings: settings(program, planned, submission, compute),
        experiment: submission.and_then(|it| it.experiment).map(|value| super::spell::term(program, value)),
    }
}

fn settings(
    program: &Program,
    planned: &PlannedPipeline,
    submission: Option<&Submission>,
    compute: Option<Term>,
) -> Vec<(Field, Term)> {
    let mut all = Vec::new();
    all.extend(planned.description.clone().map(|term| (Field::Description, term)));
    all.extend(compute.map(|term| (Field::DefaultCompute, term)));
    let given = submission.into_iter().flat_map(|submission| &submission.settings);
    all.extend(given.map(|(field, value)| (*field, super::spell::term(program, value))));
    all
}

fn parameter(program: &Program, name: &str, object: &Object, values: &[(String, Term)]) -> ParameterDraft {
    let submitted = values.iter().find(|(known, _)| known == name).map(|(_, term)| term.clone());
    let default = submitted.or_else(|| pipeline::default(program, object)).unwrap_or(Term::text(""));
    let kind = default.known().map_or("string", kind_of).to_owned();
    ParameterDraft { name: name.to_owned(), kind, default }
}

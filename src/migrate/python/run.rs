//! Where a pipeline is submitted and awaited. Knows the experiment and run calls of SDK v1.

use super::program::Program;
use crate::model::{Object, Value};
use crate::tables::Field;
use crate::text::Span;

/// A call about a run.
#[derive(Clone, Debug)]
pub(super) struct Run<'p> {
    pub call: Span,
    pub kind: RunKind<'p>,
}

/// What is asked for.
#[derive(Clone, Debug)]
pub(super) enum RunKind<'p> {
    /// `experiment.submit(pipeline)`, `pipeline.submit("name")`
    Submit {
        /// The pipeline's call.
        pipeline: Span,
        /// The pipeline as it is written there.
        written: Span,
        /// The name of the experiment.
        experiment: Option<&'p Value>,
        /// Values for the pipeline's parameters.
        parameters: Option<&'p Value>,
        /// What becomes a setting of the job: whether results are made anew, and whether other steps go on after a failure.
        settings: Vec<(Field, &'p Value)>,
    },
    /// `run.wait_for_completion()`
    Wait {
        /// The run as it is written there.
        run: Span,
        /// The call that made it.
        submitted: Span,
    },
}

/// The calls about runs, in the order of the text.
pub(super) fn runs<'p>(program: &'p Program) -> Vec<Run<'p>> {
    let calls = program.model.v1_calls.iter().filter_map(|value| Some((value.span, value.object()?)));
    calls.filter_map(|(call, object)| Some(Run { call, kind: kind(program, object)? })).collect()
}

fn kind<'p>(program: &'p Program, object: &'p Object) -> Option<RunKind<'p>> {
    let receiver = object.receiver.as_deref()?;
    match object.name() {
        "submit" if super::pipeline::is_pipeline(receiver.object()?) => Some(RunKind::Submit {
            pipeline: receiver.span,
            written: before_method(program, object),
            experiment: object.argument("experiment_name", 0),
            parameters: object.argument("pipeline_parameters", 1),
            settings: settings(object),
        }),
        "submit" if receiver.object()?.name() == "Experiment" => {
            let pipeline = object.argument("config", 0)?;
            pipeline.object().filter(|object| super::pipeline::is_pipeline(object))?;
            Some(RunKind::Submit {
                pipeline: pipeline.span,
                written: pipeline.used_at(),
                experiment: receiver.object()?.argument("name", 1),
                parameters: object.arguments.get("pipeline_parameters").map(|entry| &entry.value),
                settings: settings(object),
            })
        }
        "wait_for_completion" if receiver.object()?.name() == "submit" => {
            Some(RunKind::Wait { run: before_method(program, object), submitted: receiver.span })
        }
        _ => None,
    }
}

/// What a submission says that v2 has as settings of the job.
fn settings(object: &Object) -> Vec<(Field, &Value)> {
    let keywords =
        [("regenerate_outputs", Field::ForceRerun), ("continue_on_step_failure", Field::ContinueOnStepFailure)];
    let given = |(keyword, field)| Some((field, &object.arguments.get(keyword)?.value));
    keywords.into_iter().filter_map(given).collect()
}

/// What stands before the method's name and its point.
fn before_method(program: &Program, object: &Object) -> Span {
    let callee = object.callee.slice(program.text);
    let end = callee.rfind('.').unwrap_or(callee.len());
    Span::new(object.callee.start, object.callee.start + callee[..end].trim_end().len())
}

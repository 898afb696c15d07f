//! Where a pipeline is submitted and awaited, and what is asked of the run. Knows the experiment and run calls of SDK v1.

use super::pipeline::is_pipeline;
use super::program::Program;
use crate::model::{Object, Value};
use crate::tables::Field;
use crate::text::Span;

/// A call about a run, or about a pipeline as a job.
#[derive(Clone, Debug)]
pub(super) struct Run<'p> {
    pub call: Span,
    pub kind: RunKind<'p>,
}

/// What is asked for.
#[derive(Clone, Debug)]
pub(super) enum RunKind<'p> {
    /// `experiment.submit(pipeline)`, `pipeline.submit("name")`
    Submit(Submission<'p>),
    /// `run.wait_for_completion()` and the like.
    Ask {
        /// The run, or the pipeline, as it is written there.
        of: Span,
        /// The call that made it.
        made: Span,
        /// What it becomes: `{client}` and `{job}` stand for the client and the run.
        becomes: &'static str,
    },
}

/// A pipeline that is submitted.
#[derive(Clone, Debug)]
pub(super) struct Submission<'p> {
    /// The pipeline's call.
    pub pipeline: Span,
    /// The pipeline as it is written there.
    pub written: Span,
    /// The workspace, as it is written.
    pub workspace: Option<&'p Value>,
    /// The name of the experiment.
    pub experiment: Option<&'p Value>,
    /// Values for the pipeline's parameters.
    pub parameters: Option<&'p Value>,
    /// The tags of the run.
    pub tags: Option<&'p Value>,
    /// What becomes a setting of the job: whether results are made anew, and whether other steps go on after a failure.
    pub settings: Vec<(Field, &'p Value)>,
}

/// What is asked of a run, and what it becomes.
const OF_RUN: [(&str, &str); 6] = [
    ("wait_for_completion", "{client}.jobs.stream({job}.name)"),
    ("get_portal_url", "{job}.studio_url"),
    ("get_status", "{client}.jobs.get({job}.name).status"),
    ("get_children", "{client}.jobs.list(parent_job_name={job}.name)"),
    ("cancel", "{client}.jobs.begin_cancel({job}.name).result()"),
    ("refresh", "{client}.jobs.get({job}.name)"),
];

/// What is read of a run, and what that is of a job: v1 calls a run's name what v2 calls its display name.
const READ: [(&str, &str); 9] = [
    ("id", "name"),
    ("name", "display_name"),
    ("display_name", "display_name"),
    ("description", "description"),
    ("status", "status"),
    ("tags", "tags"),
    ("properties", "properties"),
    ("type", "type"),
    ("experiment.name", "experiment_name"),
];

/// What is read of runs that are jobs now: where it stands, and what it becomes.
pub(super) fn reads(program: &Program, submitted: &[Span]) -> Vec<(Span, String)> {
    let attributes = attributes(program, submitted).filter_map(|(span, root, path)| {
        let (known, becomes) = READ.iter().find(|(known, _)| *known == path)?;
        (known != becomes).then(|| (span, format!("{}.{becomes}", root.slice(program.text))))
    });
    attributes.collect()
}

/// What is read of runs, or asked of them, that a job of v2 does not have: where, and its name.
pub(super) fn unknown(program: &Program, submitted: &[Span]) -> Vec<(Span, String)> {
    let known = |path: &str| READ.iter().any(|(known, _)| *known == path);
    let read = attributes(program, submitted).filter(|(_, _, path)| !known(path)).map(|(span, _, path)| (span, path));
    let calls = program.model.v1_calls.iter().filter_map(|value| Some((value.span, value.object()?)));
    let of_run = |object: &Object| object.receiver.as_deref().is_some_and(|made| submitted.contains(&made.span));
    let asked = calls.filter(|(_, object)| of_run(object) && !OF_RUN.iter().any(|(known, _)| *known == object.name()));
    read.chain(asked.map(|(span, object)| (span, object.name().to_owned()))).collect()
}

/// The attributes of runs that are read: where, of which expression, and which.
fn attributes(program: &Program, submitted: &[Span]) -> impl Iterator<Item = (Span, Span, String)> {
    program.module.attribute_reads().filter(|read| !read.called).filter_map(|read| {
        let made = program.module.call_site(read.object)?.span;
        let path: Vec<&str> = read.path.iter().map(|segment| segment.text.as_str()).collect();
        submitted.contains(&made).then(|| (read.span, read.root, path.join(".")))
    })
}

/// The calls about runs, in the order of the text.
pub(super) fn runs<'p>(program: &'p Program) -> Vec<Run<'p>> {
    let calls = program.model.v1_calls.iter().filter_map(|value| Some((value.span, value.object()?)));
    calls.filter_map(|(call, object)| Some(Run { call, kind: kind(program, object)? })).collect()
}

fn kind<'p>(program: &'p Program, object: &'p Object) -> Option<RunKind<'p>> {
    let receiver = object.receiver.as_deref()?;
    let maker = receiver.object()?;
    let becomes = match object.name() {
        "submit" => return submission(program, object, receiver).map(RunKind::Submit),
        "validate" if is_pipeline(maker) => "{client}.jobs.validate({job})",
        "show" if maker.name() == "RunDetails" => {
            let run = maker.argument("run_instance", 0)?;
            let made = run.object().filter(|run| run.name() == "submit").map(|_| run.span)?;
            return Some(RunKind::Ask { of: run.used_at(), made, becomes: "print({job}.studio_url)" });
        }
        asked if maker.name() == "submit" => OF_RUN.iter().find(|(name, _)| *name == asked)?.1,
        _ => return None,
    };
    Some(RunKind::Ask { of: before_method(program, object), made: receiver.span, becomes })
}

fn submission<'p>(program: &'p Program, object: &'p Object, receiver: &'p Value) -> Option<Submission<'p>> {
    let maker = receiver.object()?;
    let keyword = |name: &str| object.arguments.get(name).map(|entry| &entry.value);
    let workspace = maker.argument("workspace", 0);
    let (pipeline, written, experiment) = match is_pipeline(maker) {
        true => (receiver.span, before_method(program, object), object.argument("experiment_name", 0)),
        false if maker.name() == "Experiment" => {
            let pipeline = object.argument("config", 0)?;
            let made = made_pipeline(program, pipeline, keyword("pipeline_parameters"))?;
            (made, pipeline.used_at(), maker.argument("name", 1))
        }
        false => return None,
    };
    let settings =
        [("regenerate_outputs", Field::ForceRerun), ("continue_on_step_failure", Field::ContinueOnStepFailure)];
    Some(Submission {
        pipeline,
        written,
        workspace,
        experiment,
        parameters: keyword("pipeline_parameters").filter(|value| !value.is_null()),
        tags: keyword("tags").filter(|value| !value.is_null()),
        settings: settings.into_iter().filter_map(|(name, field)| Some((field, keyword(name)?))).collect(),
    })
}

/// The call that makes what is submitted, if that is a pipeline: made beside it or, where it is given no values, returned by
/// a function of the file.
fn made_pipeline(program: &Program, submitted: &Value, values: Option<&Value>) -> Option<Span> {
    if let Some(object) = submitted.object() {
        return is_pipeline(object).then_some(submitted.span);
    }
    let made = program.returned(submitted.span).filter(|_| values.is_none())?;
    program.call_at(made).filter(|object| is_pipeline(object)).map(|_| made)
}

/// The submissions of something that shows at run time only.
pub(super) fn unfollowed(program: &Program) -> impl Iterator<Item = Span> {
    let calls = program.model.v1_calls.iter().filter_map(|value| Some((value.span, value.object()?)));
    let of_experiment = |object: &Object| {
        let maker = object.receiver.as_deref().and_then(Value::object);
        object.name() == "submit" && maker.is_some_and(|maker| maker.name() == "Experiment")
    };
    calls.filter_map(move |(span, object)| {
        let given = object.argument("config", 0).filter(|_| of_experiment(object))?;
        let values = object.arguments.get("pipeline_parameters").map(|entry| &entry.value);
        (given.object().is_none() && made_pipeline(program, given, values).is_none()).then_some(span)
    })
}

/// What stands before the method's name and its point.
fn before_method(program: &Program, object: &Object) -> Span {
    let callee = object.callee.slice(program.text);
    let end = callee.rfind('.').unwrap_or(callee.len());
    let kept = callee[..end].trim_end_matches(|c: char| c.is_whitespace() || c == '\\');
    Span::new(object.callee.start, object.callee.start + kept.len())
}

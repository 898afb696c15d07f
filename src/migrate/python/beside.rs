//! What stands beside steps and pipelines and needs a person: publications and schedules, order without data between
//! steps, readers of the appended rows, tables without an `MLTable` file. Sees it with the eyes of the rules.

use super::changes::Changes;
use super::program::Program;
use super::run;
use crate::message;
use crate::migrate::{Found, Kind, Note, Weight};
use crate::model::{Object, ParallelStep, Value};
use crate::rules::dataset::{self, Kind as DataKind};
use crate::rules::{append_row_file_name, append_row_readers, orders, publishes, v1_calls};
use crate::tables::{Field, Surface};
use crate::text::Span;

/// What is migrated.
pub(super) struct Around<'a> {
    /// Whether a step is.
    pub takes: &'a dyn Fn(&ParallelStep) -> bool,
    /// The calls that submit jobs of v2 now.
    pub submitted: &'a [Span],
    /// Whether it is all of the file.
    pub whole: bool,
}

/// What is found around the steps that are migrated; an order that v2 does not have is taken out.
pub(super) fn found(program: &Program, around: &Around, changes: &mut Changes) -> Vec<Found> {
    let calls = || program.model.v1_calls.iter().filter_map(|value| Some((value.span, value.object()?)));
    let mut found: Vec<Found> = calls().filter(|(_, call)| publishes(call)).map(published).collect();
    found.extend(calls().filter(|(_, call)| is_of_models(call)).map(model));
    // A sequence of steps in a pipeline that stays is one as before.
    let lost = |span: Span, call: &Object| call.receiver.is_some() || changes.is_empty() || changes.takes(span);
    let ordering = calls().filter(|(span, call)| orders(call) && lost(*span, call));
    for (span, call) in ordering.collect::<Vec<_>>() {
        found.push(ordered(span, call));
        let statement = program.statement_at(span);
        // What is called on a step; a `StepSequence` stands in a pipeline, which is rewritten.
        if statement == span && program.is_alone(statement) {
            changes.delete(statement);
        }
    }
    let steps = || program.model.steps.iter().filter(|step| step.surface == Surface::SdkV1 && (around.takes)(step));
    found.extend(steps().flat_map(|step| append_row_readers(step, program.model).map(|text| reader(step, text))));
    found.extend(steps().flat_map(items).flat_map(data));
    if !changes.is_empty() {
        found.extend(results(program, around));
        found.extend(run::unfollowed(program).filter(|_| around.whole).map(submitted));
    }
    found.dedup_by(|one, other| one.span == other.span && one.name == other.name);
    found
}

/// What is asked of runs that a job of v2 does not know.
const OF_RUNS: [&str; 4] = ["get_output_data", "find_step_run", "get_steps", "get_metrics"];

/// Where a run is asked for what a job does not know.
fn results(program: &Program, around: &Around) -> Vec<Found> {
    let asked = program.sites.iter().filter(|_| around.whole).filter_map(|site| {
        let method = site.callee_span.slice(program.text).rsplit_once('.')?.1;
        OF_RUNS.contains(&method).then(|| (site.span, method.to_owned()))
    });
    let mut all: Vec<(Span, String)> = asked.chain(run::unknown(program, around.submitted)).collect();
    all.sort();
    all.dedup();
    all.into_iter().map(|(span, subject)| result(span, subject)).collect()
}

fn result(span: Span, subject: String) -> Found {
    let (why, advice) = match OF_RUNS.contains(&subject.as_str()) {
        true => (
            message!("a job of v2 has no such method"),
            message!("fetch results by `ml_client.jobs.download(name, download_path=…, output_name=…)`"),
        ),
        false => {
            (message!("a run of v1 has it, a job of v2 has not"), message!("look for its like at `ml_client.jobs`"))
        }
    };
    noted(&subject.clone(), span, true, Note { subject, span, weight: Weight::Left, why, advice })
}

fn submitted(span: Span) -> Found {
    let why = message!("what is submitted shows at run time only");
    let advice = message!("if it is a pipeline of v2 now, submit it by `ml_client.jobs.create_or_update(job)`");
    let note = Note { subject: "submit".to_owned(), span, weight: Weight::Left, why, advice };
    noted("submit", span, true, note)
}

fn noted(subject: &str, span: Span, left: bool, note: Note) -> Found {
    Found { kind: Kind::Other, name: subject.to_owned(), span, notes: vec![note], left }
}

fn published((span, call): (Span, &Object)) -> Found {
    let subject = subject(call);
    let why = message!(
        "v2 has no published pipelines: a batch endpoint with a pipeline component deployment takes their place"
    );
    let advice = message!("make one by hand, and plan for the callers: identifiers and REST addresses change");
    noted(&subject.clone(), span, true, Note { subject, span, weight: Weight::Left, why, advice })
}

/// What to call a call: its method and, unless that is called on a pipeline of the file, its class.
fn subject(call: &Object) -> String {
    let mut words = call.class.rsplit('.');
    match (words.next(), words.next()) {
        (Some(method), Some(class)) if class != "Pipeline" && class.starts_with(char::is_uppercase) => {
            format!("{class}.{method}")
        }
        _ => call.name().to_owned(),
    }
}

/// Whether a call registers a model or looks for one.
fn is_of_models(call: &Object) -> bool {
    v1_calls::row(call).is_some_and(|row| row.id == "model_registry")
}

fn model((span, call): (Span, &Object)) -> Found {
    let subject = subject(call);
    let why = message!("models are registered and found through the client in v2");
    let advice = message!(
        "use `ml_client.models`, and hand a model to a step as an input of type `custom_model` or `mlflow_model`"
    );
    noted(&subject.clone(), span, true, Note { subject, span, weight: Weight::Left, why, advice })
}

fn ordered(span: Span, call: &Object) -> Found {
    let subject = call.name();
    let why = message!("v2 orders steps by the data between them only; these run at the same time now");
    let advice = message!("if the order matters, let the later step take an output of the earlier one");
    noted(subject, span, false, Note { subject: subject.to_owned(), span, weight: Weight::Left, why, advice })
}

fn reader(step: &ParallelStep, text: &Value) -> Found {
    let subject = append_row_file_name(step).unwrap_or_default();
    let why = message!(
        "v1 writes the rows to `<output folder>/{name}`; in v2 the output itself is that file",
        name = subject
    );
    let advice = message!("take the output as a file");
    noted(
        subject,
        text.span,
        true,
        Note { subject: subject.to_owned(), span: text.span, weight: Weight::Left, why, advice },
    )
}

/// The data that a step reads.
fn items(step: &ParallelStep) -> impl Iterator<Item = &Value> {
    [Field::Inputs, Field::SideInputs].into_iter().flat_map(|field| dataset::items(step, field))
}

/// What is said of data where it is made that an input of v2 does not say.
fn data(item: &Value) -> Vec<Found> {
    let calls = calls(item);
    let table = (dataset::kind(item) == Some(DataKind::Table)).then(|| table(item, &calls));
    table.into_iter().chain(calls.iter().filter_map(|call| unsaid(item, call))).collect()
}

/// The calls that made data, with those of the data that a configuration of its use holds.
fn calls(item: &Value) -> Vec<&Object> {
    let chain = item.object().into_iter().flat_map(Object::chain);
    chain.flat_map(|call| std::iter::once(call).chain(held(call).map(calls).unwrap_or_default())).collect()
}

/// The data in `DatasetConsumptionConfig(name, dataset)`, or the default of the parameter that it is.
fn held(call: &Object) -> Option<&Value> {
    let dataset = call.argument("dataset", 1).filter(|_| call.name() == "DatasetConsumptionConfig")?;
    match dataset.object().filter(|object| object.name() == "PipelineParameter") {
        Some(parameter) => parameter.argument("default_value", 1),
        None => Some(dataset),
    }
}

/// What one call says that is lost.
fn unsaid(item: &Value, call: &Object) -> Option<Found> {
    let (why, advice) = match call.name() {
        "as_mount" | "as_download" if call.argument("path_on_compute", 0).is_some_and(|path| !path.is_null()) => (
            message!("v2 chooses the place on the node itself"),
            message!("take the place from an argument in the entry script"),
        ),
        "from_files" if call.argument("partition_format", 2).is_some_and(|format| !format.is_null()) => (
            message!("an input of v2 has no partition format"),
            message!("write an `MLTable` file that extracts the partitions, and give its folder as `mltable`"),
        ),
        "from_files" if call.argument("path", 0).is_some_and(has_pattern) => (
            message!("a folder of v2 takes no pattern"),
            message!("name the folder, or write an `MLTable` file with the pattern"),
        ),
        _ => return None,
    };
    let span = item.used_at();
    let subject = call.name();
    Some(noted(subject, span, false, Note { subject: subject.to_owned(), span, weight: Weight::Left, why, advice }))
}

/// Whether a path, alone or in a datastore, has a wildcard.
fn has_pattern(path: &Value) -> bool {
    let text = path.text_with_holes().is_some_and(|text| text.as_str().contains(['*', '?']));
    text || path.items().is_some_and(|items| items.iter().any(has_pattern))
}

fn table(item: &Value, calls: &[&Object]) -> Found {
    let reads = |call: &&&Object| call.name().starts_with("from_") || call.name().contains("_files");
    let subject = calls.iter().rfind(|call| reads(call)).map_or("inputs", |call| call.name());
    let why = message!("v2 reads a table through an `MLTable` file, which v1 does not have");
    let advice = message!(
        "write an `MLTable` file beside the data, let the path be its folder, and add the package `mltable` to the environment"
    );
    let span = item.used_at();
    noted(subject, span, false, Note { subject: subject.to_owned(), span, weight: Weight::Left, why, advice })
}

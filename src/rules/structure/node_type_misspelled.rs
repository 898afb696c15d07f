//! PJ002 `node-type-misspelled`: A node or component is meant to be parallel, but its `type` does not say so.

use crate::message::Message;
use crate::model::{Entry, Job, PARALLEL, ParallelStep, Pipeline, is_node_type, means_parallel};
use crate::rules::Context;
use crate::rules::shared::component::is_written_in_node;
use crate::surface::rewrite::Literal;
use crate::tables::{Field, Surface};
use crate::text::is_near;
use crate::{message, rule};

rule! {
    /// A node or component is meant to be parallel, but its `type` does not say so.
    ///
    /// - **Fires when** a node has a `type` outside `command, import, sweep, parallel, pipeline, automl, spark, data_transfer` that is near `parallel` or starts with `parallel` followed by `_`, `-`, `run`, `step` or `job`; or any other value that is no type at all, in a node that is parallel by its other keys (`task`, `input_data`, `mini_batch_size`, …) or by its component file. A component file names the schema `parallelComponent.schema.json`, and its `type` is missing or is no type of component. A pipeline job with a parallel node has no `type`, or another than `pipeline` in small letters.
    /// - **Silent on** other unknown types; `parallel_for`, `do_while`, `if_else` (private preview); `type: Parallel` in any case, which the SDK accepts; a node without `type` (PJ003).
    /// - **Why** The SDK refuses the node and lists the known types; a file without type it takes for a command component and asks for `command`. Without the right type nothing else can be checked.
    /// - **Fix** replace the value by `parallel`, insert it where it is missing (safe).
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// type: parallel_run
    /// ```
    ///
    /// ```yaml component minus=type
    /// display_name: score files
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// type: parallel
    /// ```
    PJ002 "node-type-misspelled" Error, on: [Pipeline, Component], sdk: Poor, costs: false, fix: Safe, step: check, pipeline: check_pipeline
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    if step.surface != Surface::Component {
        return;
    }
    let Some(entry) = step.body.get(Field::Type.name()) else { return missing(step, cx) };
    // PJ031 speaks of null.
    if let Some(word) = wrong_type(entry, cx).filter(|_| !entry.value.is_null()) {
        let message = message!("there is no type `{word}`; the SDK does not load the component", word = word);
        report(entry, message, cx);
    }
}

/// The type of a pipeline job itself, which is compared letter by letter, unlike that of a node.
fn own_type(pipeline: &Pipeline, cx: &mut Context) {
    let name = Field::Type.name();
    let Some(entry) = pipeline.body.get(name) else {
        if !pipeline.body.entries.iter().any(|entry| is_near(&entry.key, name)) {
            let message = message!("the pipeline job has no `type`; the SDK takes it for a command job and asks for `command`");
            let help = message!("add `type: {parallel}`", parallel = PIPELINE);
            cx.report(pipeline.anchor, message).help(help);
        }
        return;
    };
    let value = &entry.value;
    if value.is_null() || value.is_dynamic() && value.text().is_none() || value.known_text() == Some(PIPELINE) {
        return;
    }
    let word = cx.rewrite().source(value).trim_matches(['"', '\'']);
    let message = message!("there is no type of job `{word}`; the SDK does not load the file", word = word);
    let edits = cx.rewrite().set_value(value, &Literal::text(PIPELINE));
    let title = message!("Write `{word}`", word = PIPELINE);
    cx.report(value.span, message).help(message!("write `{right}`", right = PIPELINE)).fix_safe(title, edits);
}

/// The type of a pipeline.
const PIPELINE: &str = "pipeline";

fn missing(step: &ParallelStep, cx: &mut Context) {
    // A key that is mistyped is another rule's.
    if step.body.open || step.body.entries.iter().any(|entry| is_near(&entry.key, Field::Type.name())) {
        return;
    }
    let message = match is_written_in_node(step, cx) {
        true => message!("the component has no `type`; the SDK refuses the node that it is written in"),
        false => message!("the component has no `type`; the SDK takes it for a command component and asks for `command`"),
    };
    let edits = cx.rewrite().insert_first(&step.body, Field::Type.name(), &Literal::text(PARALLEL));
    let title = message!("Add `type: {parallel}`", parallel = PARALLEL);
    let help = message!("add `type: {parallel}`", parallel = PARALLEL);
    cx.report(step.anchor, message).help(help).fix_safe(title, edits);
}

fn check_pipeline<'a>(pipeline: &'a Pipeline, cx: &mut Context<'a>) {
    if pipeline.is_surely_job && !pipeline.body.open {
        own_type(pipeline, cx);
    }
    for job in pipeline.jobs.iter().filter(|job| job.step.is_none()) {
        let Some(entry) = job.body().and_then(|body| body.get(Field::Type.name())) else { continue };
        let Some(word) = wrong_type(entry, cx) else { continue };
        if !(entry.value.known_text().is_some_and(means_parallel) || is_meant(job, cx)) {
            continue;
        }
        let message = message!("there is no type `{word}`; the SDK refuses the node `{node}`", word = word, node = job.name());
        report(entry, message, cx);
    }
}

/// Whether a node is parallel by its other keys, or by its component.
fn is_meant(job: &Job, cx: &Context) -> bool {
    let telling = [Field::Task, Field::InputData, Field::MiniBatchSize];
    let tells = job.body().is_some_and(|body| telling.iter().any(|field| body.has(field.name())));
    tells || job.component.as_ref().is_some_and(|source| cx.component(source).is_some())
}

/// The type as written, if it is none that the SDK knows.
fn wrong_type<'a>(entry: &Entry, cx: &Context<'a>) -> Option<&'a str> {
    let known = entry.value.text().is_some_and(|word| is_node_type(word.as_str()));
    let unclear = entry.value.is_dynamic() && entry.value.text().is_none();
    (!known && !unclear).then(|| cx.rewrite().source(&entry.value).lines().next().unwrap_or("null"))
}

fn report(entry: &Entry, message: Message, cx: &mut Context) {
    let edits = cx.rewrite().set_value(&entry.value, &Literal::text(PARALLEL));
    let help = message!("write `type: {parallel}`", parallel = PARALLEL);
    cx.report(entry.value.span, message).help(help).fix_safe(message!("Write `{parallel}`", parallel = PARALLEL), edits);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_word() {
        for word in ["paralel", "parallel_run", "parallelRunStep", "parallel-job"] {
            check("yaml inline", &format!("type: {word}\n      {} PJ002", "^".repeat(word.len())));
        }
        for word in ["docker", "12", "[parallel]", "${{parent.inputs.type}}"] {
            check("yaml inline", &format!("type: {word}\n      {} PJ002", "^".repeat(word.len())));
            check("yaml node", &format!("type: {word}\n      {} PJ002", "^".repeat(word.len())));
            check("yaml component", &format!("type: {word}\n      {} PJ002", "^".repeat(word.len())));
        }
        for word in ["Parallel", "parallel_for"] {
            check("yaml inline", &format!("type: {word}"));
        }
        check("yaml node", "type: docker\ncomponent: azureml:score_files:1");
    }

    #[test]
    fn writes_the_word() {
        let fix = fix_of("PJ002", "yaml inline", "type: 'paralel' # x");
        assert_eq!(fix, "safe\n-    type: 'paralel' # x\n+    type: 'parallel' # x\n");
    }
}

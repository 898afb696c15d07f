//! PJ031 `null-value`: A key has no value.

use crate::model::{Direction, Entry, Mapping, ParallelStep, Pipeline, Port};
use crate::rules::Context;
use crate::rules::shared::component::{UNREAD_IN_NODE, is_written_in_node, unread_of};
use crate::tables::{self, Effect, Field, Place, Surface};
use crate::{message, rule};

rule! {
    /// A key has no value.
    ///
    /// - **Fires when** a key of a component, parallel node, `task`, `retry_settings`, `resources`, an input, or `settings` has a null value (`key:`, `~`, `null`), or an environment, an output or the pipeline has such a key, or an input, an output of a component or a node of `jobs:` is null.
    /// - **Silent on** `display_name, description, tags, experiment_name` on nodes, `instance_count, instance_type, shm_size, docker_args` beside `component`, and `identity` on inline ones (measured: these take null); an output of a node or job (`scores:` alone means `uri_folder`); null inside free mappings (`properties`, `conda_file`).
    /// - **Why** "Field may not be null." together with the bogus `component` error; a null node raises a bare `TypeError: argument of type 'NoneType' is not iterable`. Often the value was indented too little.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline minus=retry_settings.timeout,retry_settings.max_retries
    /// retry_settings:
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// outputs:
    ///   scores:
    /// ```
    PJ031 "null-value" Error, on: [Component, Inline, Node, Pipeline], sdk: Poor, costs: false, fix: None, step: check, pipeline: check_pipeline
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for place in [Place::Step, Place::Task, Place::RetrySettings, Place::Resources, Place::Environment, Place::Build] {
        step.block(place).into_iter().for_each(|keys| nulls(step.surface, place, keys, unread(step, place, cx), cx));
    }
    // An inline node's identity may have any key with any value.
    let identity = step.block(Place::Identity).filter(|_| step.surface == Surface::Node);
    identity.into_iter().for_each(|keys| nulls(step.surface, Place::Identity, keys, &[], cx));
    step.inputs().chain(step.outputs()).for_each(|port| null_port(port, cx));
}

fn check_pipeline<'a>(pipeline: &'a Pipeline, cx: &mut Context<'a>) {
    nulls(Surface::Pipeline, Place::Step, &pipeline.body, unread_of(pipeline), cx);
    if pipeline.is_surely_job {
        let identity = pipeline.body.get(Field::Identity.name()).and_then(|entry| entry.value.mapping());
        identity.into_iter().for_each(|keys| nulls(Surface::Pipeline, Place::Identity, keys, &[], cx));
        pipeline.settings().into_iter().for_each(|keys| nulls(Surface::Pipeline, Place::Settings, keys, &[], cx));
    }
    let ports = [Direction::Input, Direction::Output].into_iter().flat_map(|direction| pipeline.ports(direction));
    ports.for_each(|port| null_port(port, cx));
    for job in pipeline.jobs.iter().filter(|job| job.entry.value.is_null()) {
        let message = message!("the node `{name}` is empty; the SDK stops with a bare `TypeError`", name = job.name());
        cx.report(job.entry.key_span, message).help(message!("delete it, or indent the lines below it"));
    }
}

/// Reports a port without a value, or keys of one. Only the output of a job may be empty: it is then a folder.
fn null_port(port: Port, cx: &mut Context) {
    let may_be_empty = port.direction == Direction::Output && port.surface != Surface::Component;
    if port.value().is_null() && !may_be_empty {
        report(port.surface, port.entry, cx);
    }
    let keys = port.attributes();
    keys.into_iter().for_each(|keys| nulls(port.surface, port.direction.place(), keys, &[], cx));
}

/// The keys of a step that may be null since nobody reads them.
fn unread(step: &ParallelStep, place: Place, cx: &Context) -> &'static [&'static str] {
    if place == Place::Step && is_written_in_node(step, cx) { &UNREAD_IN_NODE } else { &[] }
}

/// Reports the known keys that have no value and need one.
fn nulls(surface: Surface, place: Place, keys: &Mapping, unread: &[&str], cx: &mut Context) {
    let null = |entry: &&Entry| entry.value.is_null() && !unread.contains(&&*entry.key);
    for entry in keys.effective().filter(null) {
        let info = tables::lookup(surface, place, &entry.key);
        if info.is_some_and(|info| info.effect == Effect::Takes && !info.nullable) {
            report(surface, entry, cx);
        }
    }
}

fn report(surface: Surface, entry: &Entry, cx: &mut Context) {
    let message = match surface {
        Surface::Inline => {
            message!("`{key}` has no value; the SDK refuses that, and says that `component` is missing", key = entry.key)
        }
        _ => message!("`{key}` has no value; the SDK refuses that", key = entry.key),
    };
    cx.report(entry.key_span, message).help(message!("give it a value, delete it, or indent the lines below it"));
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn draws_the_key() {
        check("yaml inline minus=retry_settings", "retry_settings:\n^^^^^^^^^^^^^^ PJ031");
        check("yaml component", "description: ~\n^^^^^^^^^^^ PJ031");
        check("yaml inline", "task:\n  program_arguments: null\n  ^^^^^^^^^^^^^^^^^ PJ031");
        check("yaml inline", "retry_settings:\n  timeout:\n  ^^^^^^^ PJ031\n  max_retries: 1");
        check("yaml inline", "resources:\n  instance_type:\n  ^^^^^^^^^^^^^ PJ031\n  properties:\n    a:");
        check("yaml inline", "inputs:\n  data:\n    mode:\n    ^^^^ PJ031\n    type: uri_folder\n    path: azureml:a:1");
        let component = "type: pipeline\nname: a\nversion: 1\njobs:\n  score:\n    type: parallel\n    compute: c\n    component: azureml:a:1\n";
        check("yaml file", &format!("{component}description:\n^^^^^^^^^^^ PJ031\nsettings:\nproperties:\nidentity:\ncompute:\nexperiment_name:"));
        check("yaml file", &format!("{component}settings:\n  force_rerun:"));
        check("yaml pipeline", "settings:\n  force_rerun:\n  ^^^^^^^^^^^ PJ031");
        check("yaml file", "type: pipeline\njobs:\n  prep:\n  ^^^^ PJ031\n  score:\n    type: parallel\n    compute: c\n    component: azureml:a:1");
    }

    #[test]
    fn ports_without_a_value() {
        check("yaml inline", "inputs:\n  more:\n  ^^^^ PJ031\ntask:\n  program_arguments: --m ${{inputs.more}}");
        check("yaml node", "inputs:\n  data:\n  ^^^^ PJ031");
        check("yaml component", "outputs:\n  more:\n  ^^^^ PJ031\ntask:\n  program_arguments: --m ${{outputs.more}}");
        check("yaml pipeline", "inputs:\n  a:\n  ^ PJ031\noutputs:\n  b:");
        check("yaml inline", "outputs:\n  scores:\n    type: uri_file\n    mode:\n    ^^^^ PJ031");
        check("yaml inline", "task:\n  environment:\n    image: a/b:1\n    conda_file:\n    ^^^^^^^^^^ PJ031");
    }

    #[test]
    fn silent_on_what_takes_null() {
        check("yaml node", "display_name:\ntags:");
        check(
            "yaml component minus=retry_settings",
            "x-a: &a {timeout: ~}\nretry_settings:\n  <<: *a\n  timeout: 60",
        );
        check("yaml inline", "identity:\noutputs:\n  scores:");
    }
}

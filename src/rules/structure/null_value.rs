//! PJ031 `null-value`: A key has no value.

use crate::model::{Direction, Entry, Mapping, ParallelStep, Pipeline};
use crate::rules::Context;
use crate::tables::{self, Effect, Field, Place, Surface};
use crate::{message, rule};

rule! {
    /// A key has no value.
    ///
    /// - **Fires when** a key of a component, parallel node, `task`, `retry_settings`, `resources`, an input, or `settings` has a null value (`key:`, `~`, `null`), or a node of `jobs:` is null.
    /// - **Silent on** `display_name, description, tags, experiment_name` on nodes, and `identity` on inline ones (measured: these take null); an output of a node or job (`scores:` alone means `uri_folder`); null inside free mappings (`properties`, `conda_file`).
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
    for place in [Place::Step, Place::Task, Place::RetrySettings, Place::Resources] {
        let keys = step.block(place);
        keys.into_iter().for_each(|keys| nulls(step.surface, place, keys, cx));
    }
    for port in step.inputs() {
        port.attributes().into_iter().for_each(|keys| nulls(step.surface, Direction::Input.place(), keys, cx));
    }
}

fn check_pipeline<'a>(pipeline: &'a Pipeline, cx: &mut Context<'a>) {
    pipeline.settings().into_iter().for_each(|settings| nulls(Surface::Pipeline, Place::Settings, settings, cx));
    for port in pipeline.ports(Direction::Input) {
        port.attributes().into_iter().for_each(|keys| nulls(port.surface, Direction::Input.place(), keys, cx));
    }
    pipeline.body.get(Field::Settings.name()).into_iter().for_each(|settings| report_null(settings, cx));
    for job in pipeline.jobs.iter().filter(|job| job.entry.value.is_null()) {
        let message = message!("the node `{name}` is empty; the SDK stops with a bare `TypeError`", name = job.name());
        cx.report(job.entry.key_span, message).help(message!("delete it, or indent the lines below it"));
    }
}

/// Reports the known keys that have no value and need one.
fn nulls(surface: Surface, place: Place, keys: &Mapping, cx: &mut Context) {
    for entry in keys.effective() {
        let info = tables::lookup(surface, place, &entry.key);
        if info.is_some_and(|info| info.effect == Effect::Takes && !info.nullable) {
            report_null(entry, cx);
        }
    }
}

fn report_null(entry: &Entry, cx: &mut Context) {
    if !entry.value.is_null() {
        return;
    }
    let message = message!("`{key}` has no value; the SDK says \"Field may not be null.\" and blames `component`", key = entry.key);
    let help = message!("give it a value, delete it, or indent the lines below it");
    cx.report(entry.key_span, message).help(help);
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
        check("yaml pipeline", "settings:\n  force_rerun:\n  ^^^^^^^^^^^ PJ031");
        check("yaml file", "type: pipeline\njobs:\n  prep:\n  ^^^^ PJ031\n  score:\n    type: parallel\n    compute: c\n    component: azureml:a:1");
    }

    #[test]
    fn silent_on_what_takes_null() {
        check("yaml node", "display_name:\ntags:");
        check("yaml inline", "identity:\noutputs:\n  scores:");
    }
}

//! PJ157 `input-path-missing`: A data input of a job has no path.

use crate::rules::shared::ports::{attributes, has, type_of};
use crate::model::{Direction, ParallelStep, Pipeline, Port};
use crate::rules::Context;
use crate::tables::{self, Field, Surface};
use crate::{message, rule};

rule! {
    /// A data input of a job has no path.
    ///
    /// - **Fires when** an input of an inline node, or of a pipeline *job*, is a mapping without `path` and without `value`.
    /// - **Silent on** components and pipeline components (they only declare); component nodes (may set the mode alone and are judged by PJ221); Python; a type that jobs do not know (PJ151); unknown keys (PJ014).
    /// - **Why** Passes offline; there is no data to give to the job.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// inputs:
    ///   data:
    ///     type: uri_folder
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// inputs:
    ///   data:
    ///     type: uri_folder
    ///     path: azureml:images:1
    /// ```
    PJ157 "input-path-missing" Error, on: [Inline, Pipeline], sdk: No, costs: false, fix: None, step: check, pipeline: check_pipeline
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for port in step.inputs() {
        judge(&port, cx);
    }
}

fn check_pipeline<'a>(pipeline: &'a Pipeline, cx: &mut Context<'a>) {
    for port in pipeline.ports(Direction::Input).filter(|_| !pipeline.is_component) {
        judge(&port, cx);
    }
}

fn judge<'a>(port: &Port<'a>, cx: &mut Context<'a>) {
    let Some(attributes) = attributes(port) else { return };
    // A key that jobs do not know may be the misspelt one, and a type that jobs do not know means no data.
    let unknown = |key: &str| tables::lookup(port.surface, port.direction.place(), key).is_none();
    let doubtful = attributes.open || attributes.entries.iter().any(|entry| unknown(&entry.key));
    let Some(kind) = type_of(port).filter(|_| !doubtful) else { return };
    if has(port, Field::InputPath) || has(port, Field::InputValue) {
        return;
    }
    let message = message!("`{name}` is a `{kind}` without `path`: there is no data to give to the job", name = port.name(), kind = kind);
    let help = match port.surface {
        Surface::Pipeline => message!("add `path: azureml:<name>:<version>`"),
        _ => message!("add `path: azureml:<name>:<version>`, or bind it: `path: ${{parent.inputs.<name>}}`"),
    };
    cx.report(port.entry.key_span, message).help(help);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn marks_the_input() {
        check("yaml inline", "inputs:\n  data:\n  ^^^^ PJ157\n    type: uri_folder");
        check("yaml inline", "inputs:\n  data:\n  ^^^^ PJ157\n    mode: ro_mount");
        check("yaml pipeline", "inputs:\n  images:\n  ^^^^^^ PJ157\n    type: uri_folder");
    }

    #[test]
    fn leaves_what_is_given_or_declared() {
        check("yaml inline", "inputs:\n  data:\n    type: uri_folder\n    path: ${{parent.inputs.images}}\n                           ^^^^^^ PJ210");
        check("yaml component", "inputs:\n  data:\n    type: uri_folder");
        check("yaml inline", "inputs:\n  data: {type: uri_folder, path: ./src}");
        check("python v2", "inputs={\"data\": Input(type=\"uri_folder\")}");
    }
}

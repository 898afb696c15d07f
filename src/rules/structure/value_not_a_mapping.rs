//! PJ032 `value-not-a-mapping`: A field that takes a mapping has something else.

use crate::message::Message;
use crate::model::{ParallelStep, Pipeline, Value};
use crate::rules::{Context, Violation};
use crate::tables::{Field, Surface};
use crate::{message, rule};

rule! {
    /// A field that takes a mapping has something else.
    ///
    /// - **Fires when** `inputs`, `outputs`, `task`, `retry_settings`, `resources`, `environment_variables`, `tags`, `properties` or `settings` is a scalar or a list, on a parallel step or the pipeline around it; an input or output of a component is not a mapping, an input of a node is a list, an output of a node a list or a number; in Python a literal of another kind is passed or assigned to `inputs`, `outputs`, `retry_settings`, `resources`, `environment_variables`, `tags` or `properties`.
    /// - **Silent on** what only jobs or only components have, in a pipeline that may be a component; null (PJ031); objects of the SDK's own classes and dynamic values; `task` in Python (PJ403); empty `tags` and `properties` of any kind in Python, which are no labels.
    /// - **Why** YAML: "Invalid input type" or "Not a valid mapping". Python: `AttributeError: 'list' object has no attribute 'items'` for ports; `<node>.resources = 5` is accepted and sent.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// environment_variables:
    /// - MODEL_NAME=resnet
    /// ```
    ///
    /// ```python v2
    /// outputs=["scores"]
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// environment_variables:
    ///   MODEL_NAME: resnet
    /// ```
    PJ032 "value-not-a-mapping" Error, on: [Component, Inline, Node, Pipeline, SdkV2], sdk: No, costs: false, fix: None, step: check, pipeline: check_pipeline
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for violation in cx.violations(step) {
        let python = step.surface == Surface::SdkV2;
        if python && (violation.info.field == Field::Task || is_nothing(&violation)) {
            continue;
        }
        report(step.surface, &violation, cx);
    }
}

fn check_pipeline<'a>(pipeline: &'a Pipeline, cx: &mut Context<'a>) {
    cx.violations_around(pipeline).for_each(|violation| report(Surface::Pipeline, &violation, cx));
}

fn report(surface: Surface, violation: &Violation, cx: &mut Context) {
    let python = surface == Surface::SdkV2;
    let message = match violation.keyword.starts_with("items/") {
        true => not_a_port(surface, violation.info.field, violation.value),
        false => not_a_mapping(violation.info.key, violation.value, python),
    };
    let help = match violation.info.field {
        Field::Inputs | Field::Outputs => message!("write each as `<name>:` with its `type` below"),
        _ if python => message!("write a dictionary"),
        _ => message!("write one `<key>: <value>` a line"),
    };
    cx.report(violation.value.span, message).help(help);
}

/// Whether Python's SDK takes a value for no labels at all.
fn is_nothing(violation: &Violation) -> bool {
    let labels = matches!(violation.info.field, Field::Tags | Field::Properties);
    let value = violation.value;
    labels && (value.is_empty_text() || value.int() == Some(0) || value.items().is_some_and(<[_]>::is_empty))
}

fn not_a_port(surface: Surface, field: Field, value: &Value) -> Message {
    let kind = value.data.kind();
    match (surface, field) {
        (Surface::Component, Field::Inputs) => message!("an input of a component is a mapping, not {kind}", kind = kind),
        (_, Field::Inputs) => message!("an input is a mapping or a plain value, not {kind}", kind = kind),
        _ => message!("an output is a mapping, not {kind}", kind = kind),
    }
}

fn not_a_mapping(key: &str, value: &Value, python: bool) -> Message {
    let kind = value.data.kind();
    if python {
        return message!("`{key}` takes a dictionary, not {kind}; it fails late or is sent as it is", key = key, kind = kind);
    }
    message!("`{key}` takes a mapping, not {kind}; the SDK does not load the file", key = key, kind = kind)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn draws_the_value() {
        check("yaml inline", "environment_variables:\n- MODEL_NAME=resnet\n^^^^^^^^^^^^^^^^^^^ PJ032");
        check("yaml inline minus=resources", "resources: 5\n           ^ PJ032");
        check("yaml component", "inputs:\n  limit: integer\n         ^^^^^^^ PJ032\ntask:\n  program_arguments: --l ${{inputs.limit}}");
        check("yaml inline", "inputs:\n  more: [a]\n        ^^^ PJ032\ntask:\n  program_arguments: --m ${{inputs.more}}");
        check("yaml inline minus=task.append_row_to", "outputs:\n  scores: 5\n  ^^^^^^ PJ231\n          ^ PJ032");
        check("yaml component", "outputs:\n  scores: uri_file\n          ^^^^^^^^ PJ032");
        check("yaml node", "tags: [a]\n      ^^^ PJ032");
        check("yaml pipeline minus=settings", "settings: azureml:cpu-cluster\n          ^^^^^^^^^^^^^^^^^^^ PJ032\ncompute: azureml:c");
        check("python v2 minus=task.append_row_to", "outputs=[\"scores\"]\n        ^^^^^^^^^^ PJ032");
        check("python v2 after", "score.resources = 5\n                  ^ PJ032");
    }

    #[test]
    fn silent_on_objects_and_the_unknown() {
        check("python v2", "environment_variables=make(),\nresources=JobResourceConfiguration(shm_size=\"2g\")");
        check("yaml inline", "resources: ${{parent.inputs.resources}}\n           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ209");
    }
}

//! PJ034 `value-type`: A field has a value of a kind that it does not take.

use crate::message::Message;
use crate::model::{Data, ParallelStep, Pipeline, Value};
use crate::rules::{Context, Violation};
use crate::surface::rewrite::Literal;
use crate::tables::{Field, Kind, Surface};
use crate::{message, rule};

rule! {
    /// A field has a value of a kind that it does not take.
    ///
    /// - **Fires when** a field that takes text, a path, a list or a mapping is given another kind of value, and no rule of its own speaks of it: a number, Boolean, date, list or mapping where text belongs (`description`, `code`, `entry_script`, `environment`, `instance_type`, paths and names of inputs and outputs), no list of text for `locations`, no mapping for `resources.properties`; the same in the pipeline around a parallel node, and a `default_datastore` that does not start with `azureml:`; in SDK v1 no text for `entry_script` and `source_directory`, no mapping for `environment_variables`, neither text nor an object for `compute_target`, no configuration for `parallel_run_config`.
    /// - **Silent on** what only jobs or only components have, in a pipeline that may be a component; null (PJ031) and, in SDK v2, `None`; expressions and dynamic values; objects of the SDK's own classes; keys without effect; `display_name` of a node and in Python, where anything passes.
    /// - **Why** YAML: "Not a valid string." or an error about another key of the same node. Python: a raw `TypeError`, or an error when the job is validated; `entry_script`, `model`, `path` and descriptions are sent as they are.
    /// - **Fix** a number, Boolean or date where text belongs: quote it as written (safe). Otherwise none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// resources:
    ///   instance_type: 4
    /// ```
    ///
    /// ```python v2
    /// version=1
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v2
    /// version="1"
    /// ```
    PJ034 "value-type" Error, on: [Component, Inline, Node, Pipeline, SdkV2, SdkV1], sdk: No, costs: false, fix: Safe, step: check, pipeline: check_pipeline
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for violation in cx.violations(step) {
        // Python's SDK takes an empty text for no variables at all.
        if step.surface == Surface::SdkV1 && violation.info.kind == Kind::Texts && violation.value.is_empty_text() {
            continue;
        }
        report(step.surface, &violation, cx);
    }
    if step.surface == Surface::SdkV1 {
        check_objects(step, cx);
    }
}

fn check_pipeline<'a>(pipeline: &'a Pipeline, cx: &mut Context<'a>) {
    cx.violations_around(pipeline).for_each(|violation| report(Surface::Pipeline, &violation, cx));
}

fn report(surface: Surface, violation: &Violation, cx: &mut Context) {
    let Violation { value, info, .. } = *violation;
    let (key, kind, is_python) = (info.key, value.data.kind(), is_python(surface));
    let message = match (violation.keyword.starts_with("items/"), is_python) {
        _ if violation.keyword == "minLength" => message!("`{key}` is empty; the SDK refuses it", key = key),
        _ if violation.keyword == "pattern" => {
            message!("`{key}` must start with `azureml:`; the SDK refuses it with a page about ARM identifiers", key = key)
        }
        (true, _) => message!("`{key}` is a list of text, and this item is {kind}; the SDK refuses it", key = key, kind = kind),
        // `optional` becomes false whatever it is, `is_deterministic` what Python's `bool` makes of it.
        (false, true) if surface == Surface::SdkV2 && info.kind == Kind::Boolean => message!(
            "`{key}` takes {expected}, not {kind}; the SDK sends a Boolean in its place and says nothing",
            key = key,
            expected = expected(is_python, violation),
            kind = kind,
        ),
        (false, true) => message!(
            "`{key}` takes {expected}, not {kind}; the SDK refuses it or sends it as it is",
            key = key,
            expected = expected(is_python, violation),
            kind = kind,
        ),
        (false, false) if info.field == Field::Version => {
            message!("`{key}` takes text or a number, not {kind}; the SDK registers what Python calls it", key = key, kind = kind)
        }
        (false, false) => message!(
            "`{key}` takes {expected}, not {kind}; the SDK does not load the file",
            key = key,
            expected = expected(is_python, violation),
            kind = kind,
        ),
    };
    let source = cx.rewrite().source(value);
    let quoted = is_scalar(value) && takes_text(violation);
    let edits = quoted.then(|| cx.rewrite().set_value(value, &Literal::text(source))).flatten();
    let finding = cx.report(value.span, message);
    if quoted {
        finding.help(message!("write `\"{source}\"`", source = source)).fix_safe(message!("Quote the value"), edits);
    }
}

fn is_python(surface: Surface) -> bool {
    matches!(surface, Surface::SdkV2 | Surface::SdkV1)
}

/// A dictionary where SDK v1 needs an object.
fn check_objects<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for field in [Field::Compute, Field::ParallelRunConfig, Field::Outputs] {
        for given in step.given(field).filter(|given| matches!(given.value().data, Data::Mapping(_))) {
            let message = message!(
                "`{key}` takes {expected}, not {kind}; the SDK refuses it or sends it as it is",
                key = given.entry.key,
                expected = message!("an object of the SDK"),
                kind = given.value().data.kind(),
            );
            cx.report(given.value().used_at(), message);
        }
    }
}

fn expected(is_python: bool, violation: &Violation) -> Message {
    match (violation.info.field, violation.info.kind) {
        (Field::Environment, _) if is_python => message!("text or an `Environment`"),
        (Field::Environment | Field::CondaFile, _) => message!("text or a mapping"),
        (Field::Compute, _) => message!("text or an object of the SDK"),
        (_, Kind::Object) => message!("an object of the SDK"),
        (Field::DockerArgs, _) => message!("text or a list of text"),
        (Field::OsType, _) => message!("`linux` or `windows`"),
        (Field::InferenceConfig, _) => message!("a mapping with `liveness_route`, `readiness_route` and `scoring_route`"),
        (Field::Version | Field::OutputVersion, _) => message!("text or a number"),
        (_, Kind::Boolean) => message!("`true` or `false`"),
        (_, Kind::Scalar) => message!("text, a number or a Boolean"),
        (_, Kind::List) => message!("a list of text"),
        (_, Kind::Mapping | Kind::Texts) if is_python => message!("a dictionary"),
        (_, Kind::Mapping | Kind::Texts) => message!("a mapping"),
        _ => message!("text"),
    }
}

/// Whether the value would be right if it were text.
fn takes_text(violation: &Violation) -> bool {
    let text = !matches!(violation.info.kind, Kind::List | Kind::Mapping | Kind::Texts | Kind::Boolean | Kind::Object);
    (text && violation.info.values.is_empty()) || violation.keyword.starts_with("items/")
}

fn is_scalar(value: &Value) -> bool {
    matches!(value.data, Data::Bool(_) | Data::Int(_) | Data::Float(_) | Data::Date)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_value() {
        check("yaml inline", "resources:\n  instance_type: 4\n                 ^ PJ034");
        check("yaml component", "description: 2024-01-01\n             ^^^^^^^^^^ PJ034");
        check("yaml component", "resources:\n  locations: west\n             ^^^^ PJ034");
        check("yaml component", "resources:\n  locations: [1]\n              ^ PJ034");
        check("yaml component", "resources:\n  properties: [a]\n              ^^^ PJ034");
        check("yaml inline", "inputs:\n  data:\n    type: uri_folder\n    path: 5\n          ^ PJ034");
        check("yaml inline", "task:\n  code: [./src]\n        ^^^^^^^ PJ034");
        check("yaml inline", "task:\n  environment: [azureml:e:1]\n               ^^^^^^^^^^^^^ PJ034");
        check("python v2", "version=1\n        ^ PJ034");
        check("python v2", "is_deterministic=\"\"\n                 ^^ PJ034");
        check("python v2", "docker_args=[\"--a\", 5]\n                    ^ PJ034");
        check("python v2 task", "environment=5\n            ^ PJ034");
        check("python v2", "outputs={\"scores\": Output(type=\"uri_file\", name=5)}\n                                                ^ PJ034");
    }

    #[test]
    fn draws_the_value_in_v1() {
        check("python v1 config", "source_directory=5\n                 ^ PJ034");
        check("python v1 config", "environment_variables=[\"A\"]\n                      ^^^^^ PJ034");
        check("python v1 config", "compute_target=None\n               ^^^^ PJ034");
        check("python v1 config", "entry_script=5\n             ^ PJ034");
        check("python v1 config", "entry_script=\"\"\n             ^^ PJ034");
        check("python v1 config", "compute_target={\"name\": \"c\"}\n               ^^^^^^^^^^^^^ PJ034");
    }

    #[test]
    fn silent() {
        check("yaml node", "display_name: 5");
        check("yaml component", "version: 1");
        check("python v2", "display_name=5, description=None, version=NUMBER");
        check("python v2 task", "environment=Environment(image=\"x\")");
    }

    #[test]
    fn fixes() {
        assert_eq!(fix_of("PJ034", "python v2", "version=1"), "safe\n-    version=1,\n+    version=\"1\",\n");
        assert_eq!(fix_of("PJ034", "yaml component", "resources:\n  locations: west"), "none");
    }
}

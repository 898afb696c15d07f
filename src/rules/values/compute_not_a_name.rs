//! PJ138 `compute-not-a-name`: `compute` is not the name of a compute.

use crate::model::{Mapping, ParallelStep, Pipeline, Value, assigned_instance};
use crate::rules::Context;
use crate::tables::{self, Field, Place, Surface};
use crate::{message, rule};

rule! {
    /// `compute` is not the name of a compute.
    ///
    /// - **Fires when** YAML: `compute` or `settings.default_compute` is a number, Boolean, list or empty string. Python: `compute=` is a number, the empty string, or a name bound to `AmlCompute(...)`, `ComputeTarget(...)`, `<client>.compute.get(...)`.
    /// - **Silent on** names with or without `azureml:`; `local`, `serverless`; `.name` of such an object; dynamic values.
    /// - **Why** YAML refuses other kinds, but takes the empty string and sends it; Python sends anything as it is, without a check.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```python v2
    /// compute=5
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v2
    /// compute="cpu-cluster"
    /// ```
    PJ138 "compute-not-a-name" Error, on: [Inline, Node, Pipeline, SdkV2], sdk: No, costs: false, fix: None, step: check, pipeline: check_pipeline
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for violation in cx.violations(step) {
        report(step.surface, violation.info.key, violation.value, cx);
    }
    for given in step.given(Field::Compute).filter(|given| is_compute_object(given.value())) {
        report(step.surface, &given.entry.key, given.value(), cx);
    }
}

fn check_pipeline(pipeline: &Pipeline, cx: &mut Context) {
    let bodies = [(Place::Step, Some(&*pipeline.body)), (Place::Settings, pipeline.settings())];
    for (place, body) in bodies.into_iter().filter_map(|(place, body)| Some((place, body?))) {
        check_default(place, body, cx);
    }
}

/// Looks at the compute that a pipeline gives to its nodes.
fn check_default(place: Place, body: &Mapping, cx: &mut Context) {
    let Some(info) = tables::entry(Surface::Pipeline, place, Field::DefaultCompute) else { return };
    let Some(value) = body.get(info.key).map(|entry| &entry.value) else { return };
    let instance = assigned_instance(Surface::Pipeline, place, info.key, value);
    let found = instance.map(|instance| tables::violations(Surface::Pipeline, &instance)).unwrap_or_default();
    if found.iter().any(|violation| violation.rule == Some(RULE.code)) {
        report(Surface::Pipeline, info.key, value, cx);
    }
}

/// Whether a value is the object of a compute and not its name.
fn is_compute_object(value: &Value) -> bool {
    let Some(object) = value.object() else { return false };
    ["AmlCompute", "ComputeTarget"].contains(&object.name()) || object.class.ends_with(".compute.get")
}

fn report(surface: Surface, key: &str, value: &Value, cx: &mut Context) {
    let message = match (value.known_text(), surface) {
        (Some(_), _) => message!("`{key}` is empty; the SDK sends the empty text as the compute's name", key = key),
        (None, Surface::SdkV2) => {
            message!("`{key}` is {kind}, not a name; the SDK sends it as it is", key = key, kind = value.data.kind())
        }
        (None, _) => message!("`{key}` is {kind}, not a name; the SDK refuses it", key = key, kind = value.data.kind()),
    };
    let help = match value.object() {
        Some(_) => message!("give the compute's name: its `name` attribute"),
        None => message!("write the compute's name, such as `azureml:cpu-cluster`"),
    };
    cx.report(value.span, message).help(help);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, messages_of};

    #[test]
    fn draws_the_value() {
        check("yaml inline", "compute: 5\n         ^ PJ138");
        check("yaml node", "compute: ''\n         ^^ PJ138");
        check("yaml inline", "compute: [a]\n         ^^^ PJ138");
        check("yaml pipeline", "settings:\n  default_compute: yes\n                   ^^^ PJ138");
        check("yaml pipeline", "compute: 2024-01-01\n         ^^^^^^^^^^ PJ138");
        check("python v2", "compute=5,\n        ^ PJ138");
        check("python v2 after", "score.compute = ''\n                ^^ PJ138");
    }

    #[test]
    fn objects() {
        let block = "
            from azure.ai.ml import MLClient
            from azure.ai.ml.entities import AmlCompute
            client = MLClient.from_config()
            cluster = AmlCompute(name='cpu')
            score.compute = AmlCompute(name='cpu')
                            ^^^^^^^^^^^^^^^^^^^^^^ PJ138
            score.compute = client.compute.get('cpu')
                            ^^^^^^^^^^^^^^^^^^^^^^^^^ PJ138
            score.compute = client.compute.get('cpu').name
            score.compute = cluster.name
            ";
        check("python v2 after", block);
    }

    #[test]
    fn silent() {
        for name in ["cpu-cluster", "azureml:cpu", "local", "serverless"] {
            check("yaml node", &format!("compute: {name}"));
        }
        check("yaml node", "compute: ${{parent.inputs.compute}}\n                          ^^^^^^^ PJ210");
        check("python v2", "compute=cluster");
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_of("yaml inline", "compute: ''"), @"PJ138 `compute` is empty; the SDK sends the empty text as the compute's name | write the compute's name, such as `azureml:cpu-cluster`");
        insta::assert_snapshot!(messages_of("python v2", "compute=5"), @"PJ138 `compute` is a number, not a name; the SDK sends it as it is | write the compute's name, such as `azureml:cpu-cluster`");
    }
}

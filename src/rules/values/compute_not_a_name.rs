//! PJ138 `compute-not-a-name`: `compute` is not the name of a compute.

use crate::model::{ParallelStep, Pipeline, Value};
use crate::rules::{Context, Violation};
use crate::surface::rewrite::Literal;
use crate::tables::{Field, Surface};
use crate::{message, rule};

rule! {
    /// `compute` is not the name of a compute.
    ///
    /// - **Fires when** YAML: `compute` or `settings.default_compute` is a number, Boolean, list or empty string, or `settings.default_compute` of a job is neither `serverless` nor starts with `azureml:`. Python: `compute=` is a number, the empty string, or a name bound to `AmlCompute(...)`, `ComputeTarget(...)`, `<client>.compute.get(...)`.
    /// - **Silent on** names with or without `azureml:`; `local`, `serverless`; `.name` of such an object; dynamic values.
    /// - **Why** YAML refuses other kinds, but takes the empty string of a node and sends it; it refuses a default compute without `azureml:`, with a page about ARM identifiers that names no right value; Python sends anything as it is, without a check.
    /// - **Fix** a name without `azureml:`: add it, safe. Otherwise none.
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
    PJ138 "compute-not-a-name" Error, on: [Inline, Node, Pipeline, SdkV2], sdk: No, costs: false, fix: Safe, step: check, pipeline: check_pipeline
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for violation in cx.violations(step) {
        report(step.surface, violation.info.key, violation.value, cx);
    }
    for given in step.given(Field::Compute).filter(|given| is_compute_object(given.value())) {
        report(step.surface, &given.entry.key, given.value(), cx);
    }
}

fn check_pipeline<'a>(pipeline: &'a Pipeline, cx: &mut Context<'a>) {
    for violation in cx.violations_around(pipeline) {
        match violation.keyword {
            "pattern" => unprefixed(&violation, cx),
            _ => report(Surface::Pipeline, violation.info.key, violation.value, cx),
        }
    }
}

/// A default compute is named as an asset; that of a node or job need not be.
fn unprefixed(violation: &Violation, cx: &mut Context) {
    let name = violation.value.known_text().unwrap_or_default();
    let right = format!("azureml:{name}");
    let edits = cx.rewrite().set_value(violation.value, &Literal::text(&right));
    let message = message!(
        "`{key}` must start with `azureml:`; the SDK refuses it with a page about ARM identifiers",
        key = violation.info.key,
    );
    let finding = cx.report(violation.value.span, message).help(message!("write `{right}`", right = right));
    let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && name != "local";
    finding.fix_safe(message!("Write `{right}`", right = right), edits.filter(|_| is_name && !name.is_empty()));
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
    use crate::rules::testing::{check, fix_of, messages_of};

    #[test]
    fn draws_the_value() {
        check("yaml inline", "compute: 5\n         ^ PJ138");
        check("yaml node", "compute: ''\n         ^^ PJ138");
        check("yaml inline", "compute: [a]\n         ^^^ PJ138");
        check("yaml pipeline", "settings:\n  default_compute: yes\n                   ^^^ PJ138");
        check("yaml pipeline", "settings:\n  default_compute: cpu-cluster\n                   ^^^^^^^^^^^ PJ138");
        check("yaml pipeline", "compute: 2024-01-01\n         ^^^^^^^^^^ PJ138");
        check("python v2", "compute=5,\n        ^ PJ138");
        check("python v2 after", "score.compute = ''\n                ^^ PJ138");
    }

    #[test]
    fn adds_the_prefix() {
        let fix = fix_of("PJ138", "yaml pipeline", "settings:\n  default_compute: cpu-cluster");
        assert_eq!(fix, "safe\n-  default_compute: cpu-cluster\n+  default_compute: azureml:cpu-cluster\n");
        assert_eq!(fix_of("PJ138", "yaml pipeline", "settings:\n  default_compute: local"), "none");
        check("yaml pipeline", "settings:\n  default_compute: Serverless");
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

//! PJ060 `reference-form`: A reference to an environment, component or code asset is not in the form the SDK reads.

use crate::message::Message;
use crate::model::{Data, ParallelStep, Value};
use crate::rules::Context;
use crate::rules::shared::reference::{is_bare_asset, is_reference, is_versioned, is_yaml_path};
use crate::surface::rewrite::Literal;
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// A reference to an environment, component or code asset is not in the form the SDK reads.
    ///
    /// - **Fires when** *environment*: a string that starts with none of `azureml:`, `azureml://`, `file:`, `/subscriptions/`. *component*: a string that is neither such nor a path ending in `.yml`/`.yaml`, or a non-string scalar. *code*: a string starting with `file:`, or `azureml:<name>` without a version.
    /// - **Silent on** expressions; Python (`RunFunction(environment="e:1")` gets its prefix from the SDK).
    /// - **Why** Each gives a page about ARM identifiers. Curated names copied from v1 (`AzureML-sklearn-1.0@latest`) and plain file paths under `environment` are the usual cases; `component: 5` raises a raw `AttributeError`.
    /// - **Fix** `name:version` and `name@label`: prefix `azureml:`, safe. A path ending in `.yml` or `.yaml` under `environment`: prefix `file:`, safe. `code: file:./src`: drop `file:`, safe. Otherwise none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// task:
    ///   environment: score-env:1
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// task:
    ///   environment: azureml:score-env:1
    /// ```
    PJ060 "reference-form" Error, on: [Component, Inline, Node], sdk: Poor, costs: false, fix: Safe, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    for given in step.given(Field::Environment) {
        environment(given.value(), cx);
    }
    for given in step.given(Field::Component) {
        component(given.value(), cx);
    }
    for given in step.given(Field::Code) {
        code(given.value(), cx);
    }
}

fn environment(value: &Value, cx: &mut Context) {
    let Some(text) = value.known_text().filter(|text| !is_reference(text)) else { return };
    let prefix = match text {
        _ if is_yaml_path(text) => Some("file:"),
        _ if is_versioned(text) => Some("azureml:"),
        _ => None,
    };
    let message = message!("`{text}` is no reference to an environment; the SDK answers with a page about ARM identifiers", text = text);
    refer(value, text, prefix, message, cx);
}

fn component(value: &Value, cx: &mut Context) {
    if matches!(value.data, Data::Int(_) | Data::Float(_) | Data::Bool(_) | Data::Date | Data::List(_)) {
        let message = message!("`component` is {kind}; the SDK stops with a raw `AttributeError`", kind = value.data.kind());
        cx.report(value.span, message).help(message!("write a path, `./component.yml`, or `azureml:<name>:<version>`"));
        return;
    }
    let Some(text) = value.known_text().filter(|text| !is_reference(text) && !is_yaml_path(text)) else { return };
    let message = message!("`{text}` is no reference to a component; the SDK answers with a page about ARM identifiers", text = text);
    refer(value, text, is_versioned(text).then_some("azureml:"), message, cx);
}

fn refer(value: &Value, text: &str, prefix: Option<&str>, message: Message, cx: &mut Context) {
    let Some(prefix) = prefix else {
        cx.report(value.span, message).help(message!("write `azureml:<name>:<version>`, or `file:./<path>.yml` for a file"));
        return;
    };
    let reference = format!("{prefix}{text}");
    let edits = cx.rewrite().set_value(value, &Literal::Text(reference.clone()));
    let title = message!("Put `{prefix}` in front", prefix = prefix);
    cx.report(value.span, message).help(message!("write `{reference}`", reference = reference)).fix_safe(title, edits);
}

fn code(value: &Value, cx: &mut Context) {
    let Some(text) = value.known_text() else { return };
    if let Some(path) = text.strip_prefix("file:") {
        let edits = cx.rewrite().set_value(value, &Literal::Text(path.to_owned()));
        let message = message!("`code` takes a plain path; with `file:` in front the SDK does not find it");
        let help = message!("write `{path}`", path = path);
        cx.report(value.span, message).help(help).fix_safe(message!("Drop `file:`"), edits);
    } else if is_bare_asset(text) {
        let message = message!("the code asset `{text}` has no version; the SDK refuses it", text = text);
        cx.report(value.span, message).help(message!("write `{text}:<version>`", text = text));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn marks_the_reference() {
        check("yaml inline", "task:\n  environment: score-env:1\n               ^^^^^^^^^^^ PJ060");
        check("yaml inline", "task:\n  environment: ${{parent.inputs.env}}\n                                ^^^ PJ210");
        check("yaml component", "task:\n  code: file:./src\n        ^^^^^^^^^^ PJ060");
        check("yaml node", "component: 5\n           ^ PJ060");
        check("yaml node", "component: score_files:1\n           ^^^^^^^^^^^^^ PJ060");
        check("yaml node", "component: azureml:score_files");
    }

    #[test]
    fn completes_the_reference() {
        let fixed = fix_of("PJ060", "yaml inline", "task:\n  environment: AzureML-sklearn-1.5@latest");
        assert!(fixed.starts_with("safe\n"), "{fixed}");
        assert!(fixed.ends_with("+      environment: azureml:AzureML-sklearn-1.5@latest\n"), "{fixed}");
        let fixed = fix_of("PJ060", "yaml inline", "task:\n  environment: ./env.yml");
        assert!(fixed.ends_with("+      environment: file:./env.yml\n"), "{fixed}");
        assert_eq!(fix_of("PJ060", "yaml inline", "task:\n  environment: score"), "none");
    }
}

//! PJ060 `reference-form`: A reference to an environment, component or code asset is not in the form the SDK reads.

use crate::message::Message;
use crate::model::{Data, ParallelStep, Value};
use crate::project::is_relative;
use crate::rules::Context;
use crate::rules::shared::reference::{is_address, is_bare_asset, is_download, is_reference, is_versioned, is_yaml_path};
use crate::surface::rewrite::Literal;
use crate::tables::{Field, Surface};
use crate::{message, rule};

rule! {
    /// A reference to an environment, component or code asset is not in the form the SDK reads.
    ///
    /// - **Fires when** *environment*: a string that starts with neither `azureml:` nor `file:`, or has a path behind `azureml:`. *component*: a string that is neither such nor a path that is there or ends in `.yml`/`.yaml`, or a non-string scalar. *code*: a string starting with `file:`; `azureml:<name>` without a version; an address other than of a registry, `http(s)` and `ftp`, in a component those of git too. *conda_file*, *build.path*: a string starting with `file:`; an asset or address, of `build.path` other than `http(s)` and `ftp`.
    /// - **Silent on** expressions; a text that is to be replaced, such as `<component>` or `{{ component }}`; Python (`RunFunction(environment="e:1")` gets its prefix from the SDK).
    /// - **Why** Each gives a page about ARM identifiers. Curated names copied from v1 (`AzureML-sklearn-1.0@latest`) and plain file paths under `environment` are the usual cases; `component: 5` raises a raw `AttributeError`.
    /// - **Fix** `name:version` and `name@label`: prefix `azureml:`, safe. A path ending in `.yml` or `.yaml` under `environment`: prefix `file:`, safe. `file:` before a plain path: drop it, safe. `/subscriptions/…`: prefix `azureml:`, safe. Otherwise none.
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
        code(step, given.value(), cx);
    }
    for field in [Field::CondaFile, Field::BuildPath] {
        for given in step.given(field) {
            path(given.value(), field, cx);
        }
    }
}

fn environment(value: &Value, cx: &mut Context) {
    let Some(text) = value.known_text().filter(|text| !is_reference(text) && !value.is_stand_in()) else { return };
    let prefix = match text {
        _ if is_yaml_path(text) => Some("file:"),
        _ if is_versioned(text) || is_resource(text) => Some("azureml:"),
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
    let Some(text) = value.known_text().filter(|text| !is_reference(text) && !value.is_stand_in()) else { return };
    let is_path = is_yaml_path(text) && !is_address(text);
    // What stands there is looked at by PJ610.
    let is_there = || is_relative(text) && cx.project().kind(&cx.resolve(text)).is_some();
    if is_path || is_there() {
        return;
    }
    let prefix = (is_versioned(text) || is_resource(text)).then_some("azureml:");
    let message = message!("`{text}` is no reference to a component; the SDK answers with a page about ARM identifiers", text = text);
    refer(value, text, prefix, message, cx);
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

fn code(step: &ParallelStep, value: &Value, cx: &mut Context) {
    let Some(text) = value.known_text() else { return };
    if text.starts_with("file:") {
        return drop_scheme(value, text, message!("`code` takes a plain path; with `file:` in front the SDK does not find it"), cx);
    }
    if is_resource(text) {
        let message = message!("`{text}` is no reference to code; the SDK answers with a page about ARM identifiers", text = text);
        return refer(value, text, Some("azureml:"), message, cx);
    }
    if is_bare_asset(text) {
        let message = message!("the code asset `{text}` has no version; the SDK refuses it", text = text);
        cx.report(value.span, message).help(message!("write `{text}:<version>`", text = text));
        return;
    }
    let is_asset = is_reference(text) && !text.starts_with("azureml://") || text.starts_with("azureml://registries/");
    // A node passes with one of git.
    let git = text.starts_with("git");
    if is_asset || is_download(text) || !is_address(text) || (git && step.surface != Surface::Component) {
        return;
    }
    let message = match git {
        true => message!("`{text}` is an address of git; the SDK refuses code from there", text = text),
        false => message!("the SDK takes no code from `{text}`: it looks for a folder of this name", text = text),
    };
    cx.report(value.span, message).help(message!("write a folder, or `azureml:<name>:<version>`"));
}

/// A path of an environment.
fn path(value: &Value, field: Field, cx: &mut Context) {
    let Some(text) = value.known_text().filter(|text| is_address(text)) else { return };
    if text.starts_with("file:") {
        let message = message!("`{field}` takes a plain path; with `file:` in front the SDK does not find it", field = field.name());
        return drop_scheme(value, text, message, cx);
    }
    if field == Field::BuildPath && is_download(text) {
        return;
    }
    let message = message!("the SDK takes `{text}` for the path of a file, and finds none", text = text);
    cx.report(value.span, message).help(message!("write a path that counts from the folder of this file"));
}

fn drop_scheme(value: &Value, text: &str, message: Message, cx: &mut Context) {
    let path = text.trim_start_matches("file:");
    let edits = cx.rewrite().set_value(value, &Literal::Text(path.to_owned()));
    cx.report(value.span, message).help(message!("write `{path}`", path = path)).fix_safe(message!("Drop `file:`"), edits);
}

/// Whether a text is a resource in Azure that lacks its prefix.
fn is_resource(text: &str) -> bool {
    text.to_ascii_lowercase().starts_with("/subscriptions/")
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
        check("yaml node", "component: '<component>'");
        check("yaml inline", "task:\n  environment: '{{ environment }}'");
        check("yaml node", "component: azureml:./score.yml\n           ^^^^^^^^^^^^^^^^^^^ PJ060");
        check("yaml inline", "task:\n  environment: azureml:envs/e:1\n               ^^^^^^^^^^^^^^^^ PJ060");
    }

    #[test]
    fn marks_an_address() {
        let code = |text: &str| check("yaml component", &format!("task:\n  code: {text}"));
        let faulty = |text: &str| code(&format!("{text}\n        {} PJ060", "^".repeat(text.len())));
        for text in ["git+https://a.net/b", "wasbs://c@a.net/b", "azureml://datastores/d/paths/a", "azureml:./src", "/subscriptions/1"] {
            faulty(text);
        }
        for text in ["https://a.net/b", "azureml://registries/r/codes/c/versions/1", "azureml:/subscriptions/1/codes/2", "azureml:code:1"] {
            code(text);
        }
        let conda = |text: &str| check("yaml component", &format!("task:\n  environment:\n    image: i\n    conda_file: {text}"));
        conda("https://a.net/c.yml\n                ^^^^^^^^^^^^^^^^^^^ PJ060");
        conda("file:./c.yml\n                ^^^^^^^^^^^^ PJ060");
        let build = |text: &str| check("yaml component", &format!("task:\n  environment:\n    build:\n      path: {text}"));
        build("azureml:docker:1\n            ^^^^^^^^^^^^^^^^ PJ060");
        build("https://a.net/docker");
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

//! PJ061 `reference-version-missing`: An asset is named without a version or label.

use crate::model::{Direction, ParallelStep, Pipeline, Port, Value};
use crate::rules::Context;
use crate::rules::shared::reference::{is_asset_name, is_bare_asset, is_yaml_path};
use crate::surface::rewrite::Literal;
use crate::tables::{self, Field, Place};
use crate::{message, rule};

rule! {
    /// An asset is named without a version or label.
    ///
    /// - **Fires when** `azureml:<name>` with neither `:<version>` nor `@<label>` as `task.environment`, as `path` of an input (YAML, or `Input(path=…)`), or in Python as a bare `environment="<name>"`.
    /// - **Silent on** components (`azureml:<name>` resolves to the default version); `azureml://` paths and `azureml:/subscriptions/…`; expressions.
    /// - **Why** Passes offline and is resolved or refused only when the job is created.
    /// - **Fix** append `@latest`, unsafe.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// task:
    ///   environment: azureml:score-env
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// task:
    ///   environment: azureml:score-env:3
    /// ```
    PJ061 "reference-version-missing" Warning, on: [Component, Inline, Node, Pipeline, SdkV2], sdk: Late, costs: false, fix: Unsafe, step: check, pipeline: check_pipeline
}

fn check(step: &ParallelStep, cx: &mut Context) {
    for given in step.given(Field::Environment) {
        judge(given.value(), step.is_python(), cx);
    }
    for port in step.inputs() {
        path_of(&port, cx);
    }
}

fn check_pipeline(pipeline: &Pipeline, cx: &mut Context) {
    for port in pipeline.ports(Direction::Input) {
        path_of(&port, cx);
    }
}

fn path_of(port: &Port, cx: &mut Context) {
    let info = tables::entry(port.surface, Place::Input, Field::InputPath);
    if let Some(entry) = info.and_then(|info| port.attribute(info.key)) {
        judge(&entry.value, false, cx);
    }
}

/// In Python a bare name of an environment gets its prefix from the SDK.
fn judge(value: &Value, bare_counts: bool, cx: &mut Context) {
    let Some(text) = value.known_text() else { return };
    let bare_name = bare_counts && is_asset_name(text) && !is_yaml_path(text);
    if !(is_bare_asset(text) || bare_name) {
        return;
    }
    let message = message!("`{text}` has no version; it passes offline and is resolved or refused when the job is created", text = text);
    let latest = format!("{text}@latest");
    let edits = cx.rewrite().set_value(value, &Literal::Text(latest));
    let help = message!("write `{text}:<version>`", text = text);
    cx.report(value.span, message).help(help).fix_unsafe(message!("Append `@latest`"), edits);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn marks_the_name() {
        check("yaml inline", "task:\n  environment: azureml:score-env\n               ^^^^^^^^^^^^^^^^^ PJ061");
        check("yaml inline", "inputs:\n  data:\n    type: uri_folder\n    path: azureml:images\n          ^^^^^^^^^^^^^^ PJ061");
        check("python v2 task", "environment=\"score-env\"\n            ^^^^^^^^^^^ PJ061");
        check("python v2 task", "environment=\"score-env:3\"");
        check("yaml node", "component: azureml:score_files");
        check("yaml inline", "task:\n  environment: azureml://registries/azureml/environments/x/versions/1");
    }

    #[test]
    fn appends_the_label() {
        let fixed = fix_of("PJ061", "python v2 task", "environment=\"score-env\"");
        assert_eq!(fixed, "unsafe\n-        environment=\"score-env\",\n+        environment=\"score-env@latest\",\n");
    }
}

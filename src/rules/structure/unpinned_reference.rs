//! PJ065 `unpinned-reference`: An environment or component floats with the latest version.

use crate::model::{ParallelStep, Value};
use crate::rules::Context;
use crate::rules::shared::reference::is_bare_asset;
use crate::tables::{self, Field, Place};
use crate::{message, rule};

rule! {
    /// An environment or component floats with the latest version.
    ///
    /// - **Fires when** an environment, component or input path ends in `@latest` or `/labels/latest`, or a component is given as `azureml:<name>`.
    /// - **Silent on** expressions.
    /// - **Why** The same file gives another job tomorrow; and a change of version defeats reuse of results.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// task:
    ///   environment: azureml:score-env@latest
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// task:
    ///   environment: azureml:score-env:3
    /// ```
    PJ065 "unpinned-reference" Info, on: [Component, Inline, Node, SdkV2], sdk: No, costs: false, fix: None, default: false, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    let fields = [Field::Environment, Field::Component];
    for given in fields.into_iter().flat_map(|field| step.given(field)) {
        let unversioned = given.entry.key == Field::Component.name();
        judge(given.value(), unversioned, cx);
    }
    let path = tables::entry(step.surface, Place::Input, Field::InputPath).map_or("path", |info| info.key);
    for entry in step.inputs().filter_map(|port| port.attribute(path)) {
        judge(&entry.value, false, cx);
    }
}

fn judge(value: &Value, unversioned_counts: bool, cx: &mut Context) {
    let Some(text) = value.known_text() else { return };
    let floats = text.ends_with("@latest") || text.ends_with("/labels/latest");
    let unversioned = unversioned_counts && is_bare_asset(text);
    if !(floats || unversioned) {
        return;
    }
    let message = message!("`{text}` floats with the latest version: the same file gives another job tomorrow", text = text);
    cx.report(value.span, message).help(message!("name a version"));
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn is_off_by_default() {
        check("yaml inline", "task:\n  environment: azureml:score-env@latest");
        crate::rules::testing::check_with(
            "yaml node",
            "component: azureml:score_files\n           ^^^^^^^^^^^^^^^^^^^ PJ065",
            &crate::rules::RuleSet::of(|rule| rule.default || *rule == super::RULE),
        );
    }
}

//! PJ131 `retry-settings-replaced`: The node's `retry_settings` drop a setting of the component.

use crate::model::ParallelStep;
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::tables::{self, Field, Place, Surface};
use crate::{message, rule};

rule! {
    /// The node's `retry_settings` drop a setting of the component.
    ///
    /// - **Fires when** a component node gives exactly one of `timeout` and `max_retries`, and its component, readable in the project, gives the other.
    /// - **Silent on** unknown components; expressions as the whole value; nodes that give both.
    /// - **Why** Measured: the node's mapping replaces the component's, it is not merged. The other setting returns to the service's default.
    /// - **Fix** copy the component's other setting into the node (safe).
    ///
    /// Invalid:
    ///
    /// ```yaml node
    /// retry_settings:
    ///   timeout: 3600
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml node
    /// retry_settings:
    ///   timeout: 3600
    ///   max_retries: 2
    /// ```
    PJ131 "retry-settings-replaced" Warning, on: [Node], sdk: No, costs: true, fix: Safe, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    let (Some(holder), Some(settings)) = (step.holder(Place::RetrySettings), step.block(Place::RetrySettings)) else {
        return;
    };
    let given = |field| settings.has(tables::entry(step.surface, Place::RetrySettings, field).map_or("", |info| info.key));
    let dropped = match (given(Field::Timeout), given(Field::MaxRetries)) {
        (true, false) => Field::MaxRetries,
        (false, true) => Field::Timeout,
        _ => return,
    };
    let Some(component) = step.component.as_ref().filter(|_| !settings.open).and_then(|source| cx.component(source)) else {
        return;
    };
    let Some(other) = component.get(dropped).filter(|other| !other.value().is_null()) else { return };
    let Some(info) = tables::entry(Surface::Node, Place::RetrySettings, dropped) else { return };
    let message = message!(
        "these settings replace the component's, they are not merged: its `{key}` is dropped, and the documented default {default} applies",
        key = info.key,
        default = info.default.as_deref().unwrap_or_default(),
    );
    let literal = other.value().number().map(Literal::Integer);
    let edits = literal.and_then(|literal| cx.rewrite().insert(settings, info.key, &literal));
    let help = message!("repeat `{key}` here", key = info.key);
    let finding = cx.report(holder.key_span, message).help(help);
    let finding = finding.related_in(component.file(), other.entry.span, message!("this is dropped"));
    finding.fix_safe(message!("Copy `{key}` from the component", key = info.key), edits);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of, messages_of};

    #[test]
    fn draws_the_key() {
        check("yaml node", "retry_settings:\n^^^^^^^^^^^^^^ PJ131\n  timeout: 3600");
        check("yaml node", "retry_settings: {max_retries: 5}\n^^^^^^^^^^^^^^ PJ131");
    }

    #[test]
    fn silent() {
        check("yaml node", "retry_settings:\n  timeout: 3600\n  max_retries: 2");
        check("yaml node", "retry_settings: {}");
        check("yaml node", "retry_settings: ${{parent.inputs.settings}}\n                ^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ209");
        check("yaml node", "component: azureml:score_files:1\nretry_settings:\n  timeout: 3600");
    }

    #[test]
    fn fixes() {
        let fixed = fix_of("PJ131", "yaml node", "retry_settings:\n  timeout: 3600");
        assert_eq!(fixed, "safe\n+      max_retries: 2\n");
        let fixed = fix_of("PJ131", "yaml node", "retry_settings: {max_retries: 5}");
        assert_eq!(fixed, "safe\n-    retry_settings: {max_retries: 5}\n+    retry_settings: {max_retries: 5, timeout: 600}\n");
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_of("yaml node", "retry_settings:\n  timeout: 3600"), @"PJ131 these settings replace the component's, they are not merged: its `max_retries` is dropped, and the documented default 2 applies | repeat `max_retries` here");
    }
}

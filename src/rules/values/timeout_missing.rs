//! PJ126 `timeout-missing`: No timeout is set, so a call of `run` may take 60 seconds.

use crate::message::Message;
use crate::model::ParallelStep;
use crate::rules::Context;
use crate::tables::{self, Field, FieldInfo, Place, Surface};
use crate::text::Span;
use crate::{message, rule};

rule! {
    /// No timeout is set, so a call of `run` may take 60 seconds.
    ///
    /// - **Fires when** a component, inline node or `parallel_run_function` call has no `retry_settings.timeout` (v1: no `run_invocation_timeout`).
    /// - **Silent on** component nodes; open calls; a dynamic `retry_settings`; Python that assigns `<node>.retry_settings`.
    /// - **Why** Documented default: 60 s per mini-batch. Many threads begin with runs killed at 60 or 90 seconds, repeated as often as retries allow.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline minus=retry_settings.timeout
    /// retry_settings:
    ///   max_retries: 2
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// retry_settings:
    ///   timeout: 600
    /// ```
    PJ126 "timeout-missing" Info, on: [Component, Inline, SdkV2, SdkV1], sdk: No, costs: true, fix: None, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    let (place, holder) = match step.surface {
        Surface::SdkV1 => (Place::Config, None),
        _ => (Place::RetrySettings, step.holder(Place::RetrySettings)),
    };
    // What is no mapping, or nothing, is spoken of elsewhere.
    let unreadable = holder.is_some_and(|holder| holder.value.mapping().is_none());
    if unreadable || step.mentions(Field::Timeout) || step.is_open(place) || step.uses_component() {
        return;
    }
    let Some(info) = tables::entry(step.surface, place, Field::Timeout) else { return };
    let span = holder.map_or_else(|| anchor(step), |holder| holder.key_span);
    let (message, help) = words(step, info);
    cx.report(span, message).help(help);
}

/// The configuration, on SDK v1, and else the step.
fn anchor(step: &ParallelStep) -> Span {
    step.config_callee.unwrap_or(step.anchor)
}

fn words(step: &ParallelStep, info: &FieldInfo) -> (Message, Message) {
    let default = info.default.as_deref().unwrap_or_default();
    let message = message!(
        "`{name}` sets no timeout; documented, a mini-batch is then given up after {default} seconds, and tried again as often as retries allow",
        name = step.name,
        default = default,
    );
    let help = match step.surface {
        Surface::SdkV1 => message!("set `{key}` to the seconds that one call of `run` may take", key = info.key),
        _ => message!("set `retry_settings.{key}` to the seconds that one call of `run` may take", key = info.key),
    };
    (message, help)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, messages_of};

    #[test]
    fn draws_the_settings_or_the_step() {
        let block = "retry_settings:\n^^^^^^^^^^^^^^ PJ126\n  max_retries: 2";
        check("yaml inline minus=retry_settings.timeout", block);
        check("yaml component minus=retry_settings.timeout", block);
        check("yaml component minus=retry_settings", "type: parallel\n^^^^^^^^^^^^^^ PJ126");
        check("python v2", "retry_settings=dict(max_retries=2),\n^^^^^^^^^^^^^^ PJ126");
        assert!(messages_of("python v2 minus=retry_settings", "").contains("PJ126"));
        assert!(messages_of("python v1 config minus=run_invocation_timeout", "").contains("PJ126"));
    }

    #[test]
    fn silent() {
        check("yaml node", "retry_settings:\n  max_retries: 2\n  timeout: 5");
        check("yaml node", "");
        check("yaml inline", "retry_settings: ${{parent.inputs.settings}}\n                ^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ209");
        check("python v2", "retry_settings=settings");
        check("python v2 minus=retry_settings", "**options");
        let later = "score.retry_settings = settings";
        check("python v2 after", later);
        check("python v1 config minus=run_invocation_timeout", "**options");
        check("python v1 after minus=run_invocation_timeout", "config.run_invocation_timeout = 5");
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_of("yaml inline minus=retry_settings.timeout", ""), @"PJ126 `score` sets no timeout; documented, a mini-batch is then given up after 60 seconds, and tried again as often as retries allow | set `retry_settings.timeout` to the seconds that one call of `run` may take");
        insta::assert_snapshot!(messages_of("python v1 config minus=run_invocation_timeout", ""), @"PJ126 `step` sets no timeout; documented, a mini-batch is then given up after 60 seconds, and tried again as often as retries allow | set `run_invocation_timeout` to the seconds that one call of `run` may take");
    }
}

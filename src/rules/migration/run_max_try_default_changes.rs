//! PJ811 `run-max-try-default-changes`: The step relies on v1's default for `run_max_try`.

use crate::model::ParallelStep;
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::tables::{self, Field, Place};
use crate::{message, rule};

rule! {
    /// The step relies on v1's default for `run_max_try`.
    ///
    /// - **Fires when** `ParallelRunConfig` has no `run_max_try`.
    /// - **Silent on** open calls.
    /// - **Why** v1 default: 3. v2 documented default of `max_retries`: 2. The pages disagree on whether `max_retries` counts tries or retries; every mapping that Microsoft publishes is one to one, and so is ours.
    /// - **Fix** write `run_max_try=3`, which becomes `max_retries: 3` (safe).
    ///
    /// Invalid:
    ///
    /// ```python v1 config minus=run_max_try
    /// node_count=2
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 config
    /// run_max_try=3
    /// ```
    PJ811 "run-max-try-default-changes" Info, on: [SdkV1], sdk: No, costs: false, fix: Safe, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    let Some(config) = step.block(Place::Config).filter(|_| !step.is_open(Place::Config)) else { return };
    let info = tables::entry(step.surface, Place::Config, Field::MaxRetries);
    let Some((info, default)) = info.and_then(|info| Some((info, info.default.as_deref()?))) else { return };
    if step.mentions(Field::MaxRetries) {
        return;
    }
    let message = message!("`{key}` is missing: v1 tries a mini-batch {default} times; the documented default of `max_retries` in v2 is 2", key = info.key, default = default);
    let help = message!("write `{key}={default}`, which becomes `max_retries`", key = info.key, default = default);
    let edits = cx.rewrite().insert(config, info.key, &Literal::Raw(default.to_owned()));
    let title = message!("Write `{key}={default}`", key = info.key, default = default);
    cx.report(step.anchor_of(Place::Config), message).help(help).fix_safe(title, edits);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{count, fix_of};

    const WITHOUT: &str = "python v1 config minus=run_max_try";

    #[test]
    fn fires_on_absence() {
        assert_eq!(count("PJ811", WITHOUT, "node_count=2"), 1);
        assert_eq!(count("PJ811", WITHOUT, "**more"), 0);
        assert_eq!(count("PJ811", WITHOUT, "run_max_tri=2"), 0);
        assert_eq!(count("PJ811", "python v1 config", "run_max_try=None"), 0);
    }

    #[test]
    fn fixes() {
        assert_eq!(fix_of("PJ811", WITHOUT, "node_count=2"), "safe\n+    run_max_try=3,\n");
    }
}

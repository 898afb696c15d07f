//! PJ063 `environment-name-ignored`: An inline environment has a name or version that is not used.

use crate::model::ParallelStep;
use crate::rules::Context;
use crate::tables::{self, Effect, Place};
use crate::{message, rule};

rule! {
    /// An inline environment has a name or version that is not used.
    ///
    /// - **Fires when** a mapping under `task.environment` has `name` or `version`.
    /// - **Silent on** `name` inside `conda_file`; an `Environment(name=…)` in Python (there the name is used); environment files.
    /// - **Why** An environment written in place is registered anonymously; the SDK only logs "the provided asset name … will not be used".
    /// - **Fix** delete the key (safe).
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// task:
    ///   environment:
    ///     name: score-env
    ///     image: mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// task:
    ///   environment:
    ///     image: mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04
    /// ```
    PJ063 "environment-name-ignored" Info, on: [Component, Inline, Node], sdk: No, costs: false, fix: Safe, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    let Some(environment) = step.block(Place::Environment) else { return };
    for entry in &environment.entries {
        let dropped = tables::lookup(step.surface, Place::Environment, &entry.key).filter(|info| info.effect == Effect::Dropped);
        let Some(info) = dropped else { continue };
        let message = message!("`{key}` of an environment written in place is not used; it is registered without a name", key = info.key);
        let help = message!("delete it, or register the environment and refer to it as `azureml:<name>:<version>`");
        let edits = cx.rewrite().remove(environment, entry);
        let title = message!("Delete `{key}`", key = info.key);
        cx.report(entry.key_span, message).help(help).fix_safe(title, edits);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    const IMAGE: &str = "    image: mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04\n";

    #[test]
    fn marks_the_key() {
        check("yaml inline", &format!("task:\n  environment:\n    name: score-env\n    ^^^^ PJ063\n{IMAGE}"));
        check("yaml component", &format!("task:\n  environment:\n    version: 1\n    ^^^^^^^ PJ063\n{IMAGE}"));
    }

    #[test]
    fn deletes_the_key() {
        let fixed = fix_of("PJ063", "yaml inline", &format!("task:\n  environment:\n    name: score-env\n{IMAGE}"));
        assert_eq!(fixed, "safe\n-        name: score-env\n");
    }
}

//! PJ062 `environment-image-missing`: An inline environment has neither an image nor a build context, or has both.

use crate::model::{Entry, Mapping, Object, ParallelStep};
use crate::rules::Context;
use crate::tables::{Field, Place};
use crate::{message, rule};

rule! {
    /// An inline environment has neither an image nor a build context, or has both.
    ///
    /// - **Fires when** a mapping under `task.environment`, or an `Environment(...)` call used as `RunFunction(environment=…)`, has neither `image` nor `build` with a `path`, or has both `image` and `build`.
    /// - **Silent on** references; open calls; a mapping with `inference_config`.
    /// - **Why** `{}`, or `conda_file` alone, passes every check and is sent without an image. In SDK v1 a base image was implied, so migrated code runs into this. The schema's own text calls `image` and `build` mutually exclusive, yet both together pass.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// task:
    ///   environment:
    ///     conda_file:
    ///       dependencies:
    ///       - python=3.10
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// task:
    ///   environment:
    ///     image: mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04
    ///     conda_file:
    ///       dependencies:
    ///       - python=3.10
    /// ```
    PJ062 "environment-image-missing" Error, on: [Component, Inline, Node, SdkV2], sdk: No, costs: true, fix: None, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    let Some(environment) = step.block(Place::Environment) else { return };
    let not_ours = |object: &Object| object.name() != "Environment" || !object.positional.is_empty();
    if step.holder(Place::Environment).and_then(|holder| holder.value.object()).is_some_and(not_ours) {
        return;
    }
    let given = |field: Field| environment.get(field.name()).filter(|entry| !entry.value.is_null());
    if environment.open || given(Field::InferenceConfig).is_some() {
        return;
    }
    let (image, build) = (given(Field::Image), given(Field::Build));
    if let (Some(image), Some(build)) = (image, build) {
        let message = message!("the environment has both `image` and `build`; the schema calls them mutually exclusive, the SDK lets both pass");
        let related = message!("the image is given here");
        cx.report(build.key_span, message).help(message!("keep one of them")).related(image.key_span, related);
    } else if image.is_none() && !build.is_some_and(has_path) {
        let message = message!("the environment has no `image` and no `build`; it is sent without one and fails on the service");
        let help = message!("add `image`, such as `mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04`");
        cx.report(step.anchor_of(Place::Environment), message).help(help);
    }
}

/// Whether a build context names its folder, or may do so.
fn has_path(build: &Entry) -> bool {
    let has = |mapping: &Mapping| mapping.open || mapping.get("path").is_some_and(|path| !path.value.is_null());
    build.value.mapping().is_none_or(has)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn marks_the_environment() {
        check("yaml inline", "task:\n  environment:\n  ^^^^^^^^^^^ PJ062\n    conda_file: score.yml");
        check("yaml inline", "task:\n  environment:\n    build:\n      path: ./src");
        check("yaml inline", "task:\n  environment:\n    image: i\n    build:\n    ^^^^^ PJ062\n      path: ./src");
        check("python v2 task", "environment=Environment(conda_file=\"score.yml\")\n            ^^^^^^^^^^^ PJ062");
        check("python v2 task", "environment=Environment(**settings)");
    }
}

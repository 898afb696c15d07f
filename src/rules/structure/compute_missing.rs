//! PJ047 `compute-missing`: A node of a pipeline job has no compute.

use crate::model::ParallelStep;
use crate::rules::Context;
use crate::tables::{Field, Place};
use crate::{message, rule};

rule! {
    /// A node of a pipeline job has no compute.
    ///
    /// - **Fires when** in a pipeline *job*, a parallel node has no `compute`, and the pipeline has neither `settings.default_compute` nor top-level `compute`.
    /// - **Silent on** pipeline components (the caller gives the compute); Python, where the default may be set anywhere.
    /// - **Why** "Compute not set" at validation.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml file
    /// type: pipeline
    /// jobs:
    ///   score:
    ///     type: parallel
    ///     component: azureml:score_files:1
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml file
    /// type: pipeline
    /// settings:
    ///   default_compute: azureml:cpu-cluster
    /// jobs:
    ///   score:
    ///     type: parallel
    ///     component: azureml:score_files:1
    /// ```
    PJ047 "compute-missing" Error, on: [Inline, Node], sdk: Yes, costs: false, fix: None, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    let pipeline = cx.frame_around(step).filter(|pipeline| !pipeline.is_component() && !pipeline.is_open());
    let Some(pipeline) = pipeline else { return };
    let default = match pipeline.get(Field::Settings.name()) {
        Some(settings) => settings.value.mapping().is_none_or(|s| s.open || s.has(Field::DefaultCompute.name())),
        None => false,
    };
    let given = step.mentions(Field::Compute) || pipeline.get(Field::Compute.name()).is_some();
    if given || default || step.is_open(Place::Step) || step.body.open {
        return;
    }
    let message = message!("`{name}` has no compute, and the pipeline has no default; validation stops with \"Compute not set\"", name = step.name);
    let help = message!("set `settings.default_compute: azureml:<cluster>` on the pipeline, or `compute` on the node");
    cx.report(step.anchor, message).help(help);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn marks_the_node() {
        check("yaml file", "
            type: pipeline
            jobs:
              score:
              ^^^^^ PJ047
                type: parallel
                component: azureml:score_files:1
        ");
        check("yaml file", "
            type: pipeline
            compute: azureml:cpu-cluster
            jobs:
              score:
                type: parallel
                component: azureml:score_files:1
        ");
    }
}

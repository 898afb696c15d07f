//! PJ801 `deprecated-parallel-run-step`: The step is written for SDK v1, which is deprecated.

use crate::model::ParallelStep;
use crate::rules::Context;
use crate::{message, rule};

rule! {
    /// The step is written for SDK v1, which is deprecated.
    ///
    /// - **Fires when** a call resolves to `ParallelRunStep` (the finding covers its `ParallelRunConfig` too), or to a `ParallelRunConfig` that no step of the file uses, its `load_yaml` included.
    /// - **Silent on** classes of the same name from other packages; imports alone; code under `if TYPE_CHECKING`.
    /// - **Why** Documented: deprecated since March 31, 2025, support ended June 30, 2026. `parallel_run_function` and the parallel node of a YAML pipeline are the successors; entry scripts stay compatible with the exceptions of PJ840–PJ842.
    /// - **Fix** none yet: PJ800 names the v2 home of every argument.
    ///
    /// Invalid:
    ///
    /// ```python v1 step
    /// name="score"
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v2
    /// name="score_files"
    /// ```
    PJ801 "deprecated-parallel-run-step" Warning, on: [SdkV1], sdk: No, costs: false, fix: None, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    let class = step.anchor.slice(cx.text()).to_owned();
    let message = message!("`{class}` is SDK v1: documented as deprecated since March 31, 2025, its support ended June 30, 2026", class = class);
    let help = message!("move to `parallel_run_function`, or to a parallel node in a YAML pipeline; PJ800 says what becomes of each argument");
    let finding = cx.report(step.anchor, message).help(help);
    if let Some(config) = step.config_callee {
        finding.related(config, message!("its configuration moves with it"));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn marks_the_step_and_lonely_configurations() {
        check(
            "python v1 file",
            "
            from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep
            config = ParallelRunConfig.load_yaml(ws, path)
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ801
            ",
        );
    }

    #[test]
    fn other_packages_are_not_ours() {
        check("python v1 file", "from promptflow.parallel import ParallelRunConfig\nconfig = ParallelRunConfig(node_count=1)");
        check(
            "python v1 file",
            "
            from typing import TYPE_CHECKING
            if TYPE_CHECKING:
                from azureml.pipeline.steps import ParallelRunStep
                step = ParallelRunStep()
            ",
        );
    }
}

//! PJ803 `v1-yaml-file`: A YAML file is of v1: a saved `ParallelRunConfig`, or a v1 pipeline with a `ParallelRunStep`.

use crate::model::ParallelStep;
use crate::rules::Context;
use crate::{message, rule};

rule! {
    /// A YAML file is of v1: a saved `ParallelRunConfig`, or a v1 pipeline with a `ParallelRunStep`.
    ///
    /// - **Fires when** a YAML mapping has top-level `parallel_run_config` that is a mapping; or top-level `pipeline.steps` with an entry of `type: ParallelRunStep` (any case), or with `parallel_run_step` and no `type`, as older files have it.
    /// - **Silent on** v2 pipelines (`type: pipeline`).
    /// - **Why** v2 tools cannot load either. The saved configuration never holds `allowed_failed_count` and `allowed_failed_percent`.
    /// - **Fix** none yet.
    ///
    /// Invalid:
    ///
    /// ```yaml file path=parallel_v1.yml
    /// parallel_run_config:
    ///   mini_batch_size: 10
    ///   error_threshold: 10
    ///   output_action: append_row
    ///   entry_script: score.py
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml component
    /// mini_batch_size: "10"
    /// ```
    PJ803 "v1-yaml-file" Warning, on: [V1Yaml], sdk: No, costs: false, fix: None, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    let message = if step.config.is_some() {
        message!("this is a saved `ParallelRunConfig` of SDK v1; v2 tools cannot load it")
    } else {
        message!("`{name}` is a `ParallelRunStep` of a v1 pipeline; v2 tools cannot load it", name = step.name)
    };
    cx.report(step.anchor, message).help(message!("write a parallel component, or a parallel node in a v2 pipeline"));
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn marks_the_key_or_the_step() {
        check(
            "yaml file path=v1.yml",
            "
            parallel_run_config:
            ^^^^^^^^^^^^^^^^^^^ PJ803
              entry_script: score.py
              ^^^^^^^^^^^^ PJ800
            ",
        );
        check(
            "yaml file path=v1.yml",
            "
            pipeline:
              name: p
              steps:
                Score:
                ^^^^^ PJ803
                  type: ParallelRunStep
                  parallel_run_config: config.yml
            ",
        );
        check(
            "yaml file path=v1.yml",
            "
            pipeline:
              steps:
                Score:
                ^^^^^ PJ803
                  parallel_run_step: {name: score}
                  parallel_run_config: config.yml
                Other:
                  type: PythonScriptStep
                  parallel_run_step: {name: score}
            ",
        );
        check("yaml file", "parallel_run_config: config.yml");
    }
}

//! PJ708 `pipeline-parameter-not-accepted`: A `PipelineParameter` is given to a setting that does not take one.

use crate::model::ParallelStep;
use crate::rules::Context;
use crate::rules::shared::parameter::parameter;
use crate::tables::{self, Kind, Place};
use crate::{message, rule};

rule! {
    /// A `PipelineParameter` is given to a setting that does not take one.
    ///
    /// - **Fires when** a `PipelineParameter(...)` call, or a name bound once to one, as `environment, entry_script, source_directory, error_threshold, output_action, allowed_failed_count, allowed_failed_percent, append_row_file_name, compute_target` or `description`.
    /// - **Silent on** the settings that take one: `mini_batch_size, partition_keys, node_count, process_count_per_node, run_invocation_timeout, run_max_try, logging_level`; parameters inside `arguments`.
    /// - **Why** `ValueError` or `TypeError` naming the object's text form.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```python v1 config
    /// error_threshold=PipelineParameter(name="errors", default_value=10)
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 config
    /// node_count=PipelineParameter(name="nodes", default_value=2)
    /// ```
    PJ708 "pipeline-parameter-not-accepted" Error, on: [SdkV1], sdk: Yes, costs: false, fix: None, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    // Variables of the environment are not checked.
    let refusing = tables::keys(step.surface, Place::Config)
        .filter(|info| !info.pipeline_parameter && !info.contrib && info.kind != Kind::Texts);
    for info in refusing {
        for given in step.given(info.field).filter(|given| parameter(given.value()).is_some()) {
            let message = message!("`{key}` takes no `PipelineParameter`; `ParallelRunConfig` raises an error when this line runs", key = info.key);
            let help = message!("write the value itself, or take it from a variable of Python");
            cx.report(given.value().used_at(), message).help(help);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    const PARAMETER: &str = "PipelineParameter(name='p', default_value=10)";
    const MARKS: &str = "^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ708";

    #[test]
    fn draws_the_parameter() {
        for key in ["error_threshold", "compute_target", "environment", "output_action", "append_row_file_name", "description"] {
            check("python v1 config", &format!("{key}={PARAMETER},\n{} {MARKS}", " ".repeat(key.len())));
        }
        check("python v1 after", &format!("limit = {PARAMETER}\nconfig.error_threshold = limit\n                         ^^^^^ PJ708"));
    }

    #[test]
    fn silent() {
        for key in ["node_count", "run_max_try", "run_invocation_timeout", "logging_level", "process_count_per_node"] {
            check("python v1 config", &format!("{key}={PARAMETER}"));
        }
        check("python v1 step", &format!("arguments=['--limit', {PARAMETER}]"));
        check("python v1 config", "error_threshold=limit");
    }
}

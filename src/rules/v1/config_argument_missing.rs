//! PJ701 `config-argument-missing`: A required argument of `ParallelRunConfig` or `ParallelRunStep` is missing.

use crate::model::ParallelStep;
use crate::rules::Context;
use crate::tables::{self, Place};
use crate::{message, rule};

rule! {
    /// A required argument of `ParallelRunConfig` or `ParallelRunStep` is missing.
    ///
    /// - **Fires when** `ParallelRunConfig` lacks, by keyword and position, one of `environment, entry_script, error_threshold, output_action, compute_target, node_count`; `ParallelRunStep` lacks `name, parallel_run_config` or `inputs`.
    /// - **Silent on** calls with `**kwargs` or `*args`, but for a dictionary that is written out and that nothing changes; `load_yaml`.
    /// - **Why** `TypeError` when the line runs.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```python v1 config minus=error_threshold
    /// node_count=2
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 config
    /// error_threshold=10
    /// ```
    PJ701 "config-argument-missing" Error, on: [SdkV1], sdk: Yes, costs: false, fix: None, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    for (place, class) in [(Place::Config, "ParallelRunConfig"), (Place::Step, "ParallelRunStep")] {
        let Some(mapping) = step.block(place).filter(|_| !step.is_open(place)) else { continue };
        let required = tables::keys(step.surface, place).filter(|info| info.required);
        let missing = required.filter(|info| !mapping.has(info.key) && !step.mentions(info.field));
        let listed = missing.map(|info| format!("`{}`", info.key)).collect::<Vec<_>>().join(", ");
        if listed.is_empty() {
            continue;
        }
        let anchor = step.anchor_of(place);
        let message = message!("{listed} missing; `{class}` raises `TypeError` when this line runs", listed = listed, class = class);
        cx.report(anchor, message).help(message!("add {listed}", listed = listed));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, messages_of};

    #[test]
    fn draws_the_callee() {
        let config = "
            other = ParallelRunConfig(environment=Environment.get(ws, 'e'), run_invocation_timeout=60, node_count=1)
                    ^^^^^^^^^^^^^^^^^ PJ701
            ";
        check("python v1 after", config);
        check("python v1 after", "\nother = ParallelRunStep('a', config)\n        ^^^^^^^^^^^^^^^ PJ701\n        ^^^^^^^^^^^^^^^ PJ704");
        check("python v1 after", &config.replace("node_count=1", "**{'node_count': 1}"));
        let told = messages_of("python v1 config minus=error_threshold,node_count", "description='x'");
        insta::assert_snapshot!(told, @"PJ701 `error_threshold`, `node_count` missing; `ParallelRunConfig` raises `TypeError` when this line runs | add `error_threshold`, `node_count`");
    }

    #[test]
    fn silent() {
        check("python v1 config minus=error_threshold", "**more");
        check("python v1 config minus=node_count", "**{'node_count': 2}");
        check("python v1 config minus=node_count", "node_cont=2\n^^^^^^^^^ PJ010");
        check("python v1 after", "other = ParallelRunConfig.load_yaml(ws, 'a.yml')");
        let positional = "other = ParallelRunConfig(Environment.get(ws, 'e'), 'score.py', 10, 'append_row', 'cpu', 2, mini_batch_size='10', run_invocation_timeout=60)";
        check("python v1 after", positional);
    }
}

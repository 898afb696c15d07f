//! PJ730 `thresholds-lost-on-save`: A configuration with failure thresholds is saved to YAML, which loses them.

use crate::model::{Data, Entry, FileModel, Value};
use crate::rules::Context;
use crate::tables::{self, Field, Place, Surface};
use crate::{message, rule};

rule! {
    /// A configuration with failure thresholds is saved to YAML, which loses them.
    ///
    /// - **Fires when** `<config>.save_to_yaml(…)` on a name bound once to a `ParallelRunConfig(…)` that gives `allowed_failed_count` or `allowed_failed_percent`.
    /// - **Silent on** `None` for both; dynamic configurations.
    /// - **Why** Measured: the saved file has neither; `load_yaml` would read them, had they been written.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```python v1 after
    /// lenient = ParallelRunConfig(
    ///     environment=Environment.get(ws, "score-env"),
    ///     entry_script="score.py",
    ///     source_directory="./src",
    ///     error_threshold=10,
    ///     allowed_failed_count=5,
    ///     output_action="append_row",
    ///     mini_batch_size="10",
    ///     run_max_try=3,
    ///     run_invocation_timeout=600,
    ///     compute_target="cpu-cluster",
    ///     node_count=2,
    /// )
    /// lenient.save_to_yaml("parallel.yml")
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 after
    /// config.save_to_yaml("parallel.yml")
    /// ```
    PJ730 "thresholds-lost-on-save" Warning, on: [SdkV1], sdk: No, costs: true, fix: None, file: check
}

fn check(model: &FileModel, cx: &mut Context) {
    for call in model.v1_calls.iter().filter_map(Value::object) {
        let saved = call.class.ends_with("ParallelRunConfig.save_to_yaml");
        let Some(config) = call.receiver.as_deref().and_then(Value::object).filter(|_| saved) else { continue };
        // A value that only run time knows may be `None`.
        let lost = |entry: &&Entry| {
            let field = tables::lookup(Surface::SdkV1, Place::Config, &entry.key).map(|info| info.field);
            LOST.map(Some).contains(&field) && !matches!(entry.value.data, Data::Null | Data::Dynamic | Data::Malformed)
        };
        let Some(first) = config.arguments.entries.iter().find(lost) else { continue };
        let message = message!("`save_to_yaml` does not write `{key}`; whoever loads the file has no such limit", key = first.key);
        let help = message!("build the configuration where it is used, or set the limit again after `load_yaml`");
        let finding = cx.report(call.callee, message).help(help);
        finding.related(first.key_span, message!("this is lost"));
    }
}

/// What the saved file never holds.
const LOST: [Field; 2] = [Field::MiniBatchErrorThreshold, Field::AllowedFailedPercent];

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    fn saved(argument: &str) -> String {
        format!("other = ParallelRunConfig(Environment('e'), 'score.py', 1, 'append_row', 'cpu', 2, {argument}, mini_batch_size='1', run_invocation_timeout=60)\nother.save_to_yaml('a.yml')")
    }

    #[test]
    fn draws_the_call() {
        for argument in ["allowed_failed_count=5", "allowed_failed_percent=5"] {
            check("python v1 after", &format!("{}\n^^^^^^^^^^^^^^^^^^ PJ730", saved(argument)));
        }
    }

    #[test]
    fn silent() {
        check("python v1 after", &saved("allowed_failed_count=None"));
        check("python v1 after", &saved("allowed_failed_count=count"));
        check("python v1 after", "config.save_to_yaml('a.yml')\nunknown.save_to_yaml('a.yml')");
    }
}

//! PJ810 `mini-batch-size-default-changes`: The step relies on v1's default for `mini_batch_size`.

use crate::diagnostic::Applicability;
use crate::model::{ParallelStep, Value};
use crate::rules::Context;
use crate::rules::shared::dataset::{self, Kind};
use crate::surface::rewrite::Literal;
use crate::tables::{self, Field, Place};
use super::absence::is_given;
use crate::{message, rule};

rule! {
    /// The step relies on v1's default for `mini_batch_size`.
    ///
    /// - **Fires when** `ParallelRunConfig` has neither `mini_batch_size` nor `partition_keys`, or `None`.
    /// - **Silent on** open calls; `--rank_mini_batch_count`.
    /// - **Why** Measured: v1 fills in 10 files, or 1048576 bytes for tables; v2 sends 0.
    /// - **Fix** write the old default: `mini_batch_size="10"` for files, `"1mb"` for tables, safe if the kind of the input is known; otherwise unsafe.
    ///
    /// Invalid:
    ///
    /// ```python v1 config minus=mini_batch_size
    /// node_count=2
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 config
    /// mini_batch_size="10"
    /// ```
    PJ810 "mini-batch-size-default-changes" Warning, on: [SdkV1], sdk: No, costs: true, fix: Mixed, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    let Some(config) = step.block(Place::Config).filter(|_| !step.is_open(Place::Config)) else { return };
    if [Field::MiniBatchSize, Field::PartitionKeys].into_iter().any(|field| is_given(step, field)) || may_rank(step) {
        return;
    }
    let first = dataset::items(step, Field::Inputs).first().and_then(dataset::kind);
    let (size, sure) = match first {
        Some(Kind::Files) => ("10", Applicability::Safe),
        Some(Kind::Table) => ("1mb", Applicability::Safe),
        None => ("10", Applicability::Unsafe),
    };
    let message = message!("`mini_batch_size` is missing: v1 fills in 10 files, or 1 MB of a table; v2 sends 0");
    let help = message!("write the old default, `mini_batch_size=\"{size}\"`, before the step moves", size = size);
    let written = step.probable(Field::MiniBatchSize).find(|entry| entry.value.is_null());
    let edits = match (written, tables::entry(step.surface, Place::Config, Field::MiniBatchSize)) {
        (Some(entry), _) => cx.rewrite().set_value(&entry.value, &Literal::text(size)),
        (None, Some(info)) => cx.rewrite().insert(config, info.key, &Literal::text(size)),
        (None, None) => None,
    };
    let title = message!("Write `mini_batch_size=\"{size}\"`", size = size);
    cx.report(step.anchor_of(Place::Config), message).help(help).fix(sure, title, edits);
}

/// Whether the step may ask for mini-batches without data.
fn may_rank(step: &ParallelStep) -> bool {
    let Some(value) = step.value(Field::ProgramArguments) else { return false };
    let ranked = |item: &Value| item.known_text().is_some_and(|text| text.starts_with("--rank_mini_batch_count"));
    value.items().is_none_or(|items| items.iter().any(ranked))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{count, fix_of};

    const WITHOUT: &str = "python v1 config minus=mini_batch_size";
    const CONFIG: &str = "c = ParallelRunConfig(Environment.get(ws, 'e'), 'score.py', 1, 'append_row', 'cpu', 2, run_invocation_timeout=60, run_max_try=3";

    #[test]
    fn fires_once_for_each_configuration() {
        assert_eq!(count("PJ810", WITHOUT, "node_count=2"), 1);
        assert_eq!(count("PJ810", "python v1 config", "mini_batch_size=None"), 1);
        assert_eq!(count("PJ810", WITHOUT, "**more"), 0);
        assert_eq!(count("PJ810", WITHOUT, "partition_keys=['a']"), 0);
        assert_eq!(count("PJ810", WITHOUT, "mini_batch_sise=5"), 0);
        let ranked = format!("{CONFIG})\nParallelRunStep('s', c, [], scores, arguments=['--rank_mini_batch_count', '4'])");
        assert_eq!(count("PJ810", "python v1 after", &ranked), 0);
    }

    #[test]
    fn fixes() {
        assert_eq!(fix_of("PJ810", WITHOUT, "node_count=2"), "unsafe\n+    mini_batch_size=\"10\",\n");
        let fix = |input: &str| fix_of("PJ810", "python v1 after", &format!("{CONFIG})\nParallelRunStep('s', c, [{input}], scores)"));
        assert_eq!(fix("OutputFileDatasetConfig('a')"), format!("safe\n-{CONFIG})\n+{CONFIG}, mini_batch_size='10')\n"));
        assert_eq!(fix("Dataset.Tabular.from_delimited_files('a').as_named_input('a')"), format!("safe\n-{CONFIG})\n+{CONFIG}, mini_batch_size='1mb')\n"));
    }
}

//! PJ046 `mini-batch-size-missing`: Neither `mini_batch_size` nor `partition_keys` is given.

use super::shared::{fill, is_table, needs_input};
use crate::model::ParallelStep;
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::tables::{Field, Place};
use crate::{message, rule};

rule! {
    /// Neither `mini_batch_size` nor `partition_keys` is given.
    ///
    /// - **Fires when** a component, inline node or `parallel_run_function` call without `component` has neither key, and Python never assigns `<node>.mini_batch_size`.
    /// - **Silent on** component nodes; v1 (PJ810); open calls; `--rank_mini_batch_count`.
    /// - **Why** The SDK then sends the number 0. The documents disagree on what follows: 1, or 10 files and 1 MB.
    /// - **Fix** insert `"10"` for file input, `"1mb"` for `mltable` with `direct`: unsafe.
    ///
    /// Invalid:
    ///
    /// ```yaml inline minus=mini_batch_size
    /// input_data: ${{inputs.data}}
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// mini_batch_size: "10"
    /// ```
    PJ046 "mini-batch-size-missing" Warning, on: [Component, Inline, SdkV2], sdk: No, costs: true, fix: Unsafe, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    let given = step.mentions(Field::MiniBatchSize) || step.mentions(Field::PartitionKeys) || step.uses_component();
    if given || step.is_open(Place::Step) || !needs_input(step) {
        return;
    }
    let message = message!("`{name}` has no `mini_batch_size`; the SDK then sends 0, and the documents disagree on what follows", name = step.name);
    let table = step.split_input().is_some_and(|input| is_table(&input));
    let size = if table { "1mb" } else { "10" };
    let edits = fill(step, Field::MiniBatchSize, &Literal::Text(size.to_owned()), cx);
    let help = message!("say how much one call of `run` gets: `\"10\"` for ten files, `\"1mb\"` for a table read by bytes");
    let title = message!("Add `mini_batch_size: \"{size}\"`", size = size);
    cx.report(step.lack_of(Place::Step, Field::MiniBatchSize), message).help(help).fix_unsafe(title, edits);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn assigned_later_is_given() {
        check("python v2 after", "score.mini_batch_size = size");
        check("yaml inline minus=mini_batch_size", "partition_keys: [store]");
    }

    #[test]
    fn proposes_by_the_kind_of_input() {
        let fixed = fix_of("PJ046", "yaml inline minus=mini_batch_size", "logging_level: INFO");
        assert_eq!(fixed, "unsafe\n+    mini_batch_size: \"10\"\n");
        let table = "inputs:\n  data:\n    type: mltable\n    path: azureml:t:1\n    mode: direct";
        assert_eq!(fix_of("PJ046", "yaml inline minus=mini_batch_size", table), "unsafe\n+    mini_batch_size: 1mb\n");
        let none = fix_of("PJ046", "python v2", "mini_batch_size=None");
        assert_eq!(none, "unsafe\n-    mini_batch_size=None,\n+    mini_batch_size=\"10\",\n");
    }
}

//! PJ106 `mini-batch-size-and-partition-keys`: Both `mini_batch_size` and `partition_keys` are given.

use crate::model::ParallelStep;
use crate::rules::Context;
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// Both `mini_batch_size` and `partition_keys` are given.
    ///
    /// - **Fires when** the same component, node or call has both, `partition_keys` not being an empty list.
    /// - **Silent on** `None` in Python; one given by the component and the other by the node; v1, where the pair is an error (PJ709). Dynamic values still count as given.
    /// - **Why** Nobody says anything; documented: `partition_keys` wins. A published sample has both. One page calls `partition_keys` under development; the reference and the SDK take it.
    /// - **Fix** delete `mini_batch_size`, safe.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// mini_batch_size: "10"
    /// partition_keys: [store, brand]
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline minus=mini_batch_size
    /// partition_keys: [store, brand]
    /// ```
    PJ106 "mini-batch-size-and-partition-keys" Warning, on: [Component, Inline, Node, SdkV2], sdk: No, costs: false, fix: Safe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let given = |field| step.get(field).filter(|given| !given.value().is_null());
    let (Some(size), Some(keys)) = (given(Field::MiniBatchSize), given(Field::PartitionKeys)) else { return };
    let has_keys = keys.value().items().is_none_or(|items| !items.is_empty());
    if !has_keys || size.mapping.is_some() != keys.mapping.is_some() {
        return;
    }
    let message = message!("`mini_batch_size` has no effect: documented, `partition_keys` alone decides what a mini-batch is");
    let edits = match size.mapping {
        Some(mapping) => cx.rewrite().remove(mapping, size.entry),
        None => cx.rewrite().remove_assignment(size.entry),
    };
    let finding = cx.report(size.entry.key_span, message).help(message!("give one of the two"));
    let finding = finding.related(keys.entry.key_span, message!("the partition keys"));
    finding.fix_safe(message!("Delete `mini_batch_size`"), edits);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of, messages_of};

    #[test]
    fn draws_the_size() {
        for frame in ["yaml component", "yaml inline", "yaml node"] {
            check(frame, "mini_batch_size: '10'\n^^^^^^^^^^^^^^^ PJ106\npartition_keys: [store]");
        }
        check("python v2", "mini_batch_size='10',\n^^^^^^^^^^^^^^^ PJ106\npartition_keys=keys");
    }

    #[test]
    fn silent() {
        check("yaml inline", "partition_keys: []");
        check("yaml inline minus=mini_batch_size", "partition_keys: [store]");
        check("yaml node", "partition_keys: [store]");
        check("python v2", "mini_batch_size=None,\npartition_keys=['store']");
        check("python v2 after", "score.partition_keys = ['store']");
    }

    #[test]
    fn fixes() {
        let fixed = fix_of("PJ106", "yaml inline", "partition_keys: [store]");
        assert_eq!(fixed, "safe\n-    mini_batch_size: \"10\"\n");
        let fixed = fix_of("PJ106", "python v2", "partition_keys=[\"store\"]");
        assert_eq!(fixed, "safe\n-    mini_batch_size=\"10\",\n");
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_of("yaml inline", "partition_keys: [store]"), @"PJ106 `mini_batch_size` has no effect: documented, `partition_keys` alone decides what a mini-batch is | give one of the two");
    }
}

//! PJ709 `partition-keys-beside-size`: A configuration has both `mini_batch_size` and `partition_keys`.

use crate::model::{Given, ParallelStep};
use crate::rules::Context;
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// A configuration has both `mini_batch_size` and `partition_keys`.
    ///
    /// - **Fires when** `ParallelRunConfig` has both, be the list empty.
    /// - **Silent on** `None`; dynamic values, which may be `None`; SDK v2, which takes the pair (PJ106).
    /// - **Why** "Parameters mini_batch_size and partition_keys are mutually exclusive": `ValueError` when the configuration is made.
    /// - **Fix** none: which of the two is meant, only the author knows.
    ///
    /// Invalid:
    ///
    /// ```python v1 config
    /// mini_batch_size="10",
    /// partition_keys=["store"]
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 config minus=mini_batch_size
    /// partition_keys=["store"]
    /// ```
    PJ709 "partition-keys-beside-size" Error, on: [SdkV1], sdk: Yes, costs: false, fix: None, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let given = |field| step.get(field).filter(|given: &Given| given.mapping.is_some() && !given.value().is_dynamic());
    let (Some(size), Some(keys)) = (given(Field::MiniBatchSize), given(Field::PartitionKeys)) else { return };
    let message = message!(
        "`mini_batch_size` and `partition_keys` are both given; `ParallelRunConfig` raises `ValueError`: they exclude each other"
    );
    let finding = cx.report(size.entry.key_span, message).help(message!("give one of the two"));
    finding.related(keys.entry.key_span, message!("the partition keys"));
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of, messages_of};

    #[test]
    fn draws_the_size() {
        check("python v1 config", "mini_batch_size=10,\n^^^^^^^^^^^^^^^ PJ709\npartition_keys=['store']");
        check("python v1 config", "mini_batch_size=10,\n^^^^^^^^^^^^^^^ PJ709\npartition_keys=[]");
        assert_eq!(fix_of("PJ709", "python v1 config", "partition_keys=['store']"), "none");
        insta::assert_snapshot!(messages_of("python v1 config", "partition_keys=['store']"), @"PJ709 `mini_batch_size` and `partition_keys` are both given; `ParallelRunConfig` raises `ValueError`: they exclude each other | give one of the two");
    }

    #[test]
    fn silent() {
        check("python v1 config", "mini_batch_size=None,\npartition_keys=['store']");
        check("python v1 config", "mini_batch_size=size,\npartition_keys=['store']");
        check("python v1 config", "partition_keys=keys");
    }
}

//! PJ105 `mini-batch-size-tiny-on-table`: `mini_batch_size` has no unit, but the input is a table split by bytes.

use crate::rules::shared::mini_batch::{self, Kind};
use crate::rules::shared::split::may_have_partition_keys;
use crate::model::ParallelStep;
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// `mini_batch_size` has no unit, but the input is a table split by bytes.
    ///
    /// - **Fires when** the value is a bare number below 1024 and the input bound by `input_data` is `mltable` with mode `direct`; in v1, the first input is a tabular dataset.
    /// - **Silent on** `"0"` (PJ103); inputs of unknown type or mode; `partition_keys` present.
    /// - **Why** Documented: for tabular input the number is an approximate size in bytes, 1 MB being the recommendation. `"10"` asks for ten bytes, that is one mini-batch per row or per smallest readable unit, each with its own overhead.
    /// - **Fix** replace by `"1mb"`, unsafe.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// inputs:
    ///   data:
    ///     type: mltable
    ///     path: azureml:table:1
    ///     mode: direct
    /// mini_batch_size: "100"
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// inputs:
    ///   data:
    ///     type: mltable
    ///     path: azureml:table:1
    ///     mode: direct
    /// mini_batch_size: "100kb"
    /// ```
    PJ105 "mini-batch-size-tiny-on-table" Warning, on: [Component, Inline, Node, SdkV2, SdkV1], sdk: No, costs: true, fix: Unsafe, step: check
}

/// Fewer bytes than this are no size of a mini-batch; the number was meant to count something.
const TINY: u128 = 1024;
/// The documented recommendation.
const RECOMMENDED: &str = "1mb";

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for given in step.given(Field::MiniBatchSize) {
        let Some(bytes) = mini_batch::plain_size(step, given.value()).filter(|bytes| (1..TINY).contains(bytes)) else { continue };
        let Some((Kind::Table, input)) = mini_batch::kind(step, cx) else { return };
        if may_have_partition_keys(step, cx) {
            return;
        }
        let edits = cx.rewrite().set_value(given.value(), &Literal::text(RECOMMENDED));
        let message = message!(
            "`mini_batch_size` is {bytes}: documented to mean about {bytes} bytes of the table in one mini-batch, so that `run` is called for every row or two",
            bytes = bytes,
        );
        let help = message!("write a size, such as the documented recommendation `\"{size}\"`", size = RECOMMENDED);
        let finding = cx.report(given.value().span, message).help(help);
        let finding = finding.related(input, message!("this input is split, by bytes"));
        finding.fix_unsafe(message!("Write `\"{size}\"`", size = RECOMMENDED), edits);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of, messages_of};

    const TABLE: &str = "inputs: {data: {type: mltable, path: 'azureml:t:1', mode: direct}}";
    const PYTHON: &str = "inputs={'data': Input(type='mltable', mode='direct')},";

    #[test]
    fn draws_the_size() {
        check("yaml inline", &format!("{TABLE}\nmini_batch_size: '100'\n                 ^^^^^ PJ105"));
        let component = "inputs: {data: {type: mltable, mode: direct}}\nmini_batch_size: '1023'\n                 ^^^^^^ PJ105";
        check("yaml component", component);
        check("python v2", &format!("{PYTHON}\nmini_batch_size='1',\n                ^^^ PJ105"));
    }

    #[test]
    fn silent() {
        for size in ["'1024'", "1kb"] {
            check("yaml inline", &format!("{TABLE}\nmini_batch_size: {size}"));
        }
        check("yaml inline", &format!("{TABLE}\nmini_batch_size: '0'\n                 ^^^ PJ103"));
        check("yaml inline", &format!("{TABLE}\nmini_batch_size: 10\n                 ^^ PJ101"));
        check("yaml component", "inputs: {data: {type: mltable}}");
        check("python v2", "inputs={'data': Input(type='mltable', mode=mode)}");
        check("python v2", "inputs={'data': Input(**options)}");
    }

    #[test]
    fn fixes() {
        let fixed = fix_of("PJ105", "yaml inline", &format!("{TABLE}\nmini_batch_size: '10'"));
        assert_eq!(fixed, "unsafe\n-    mini_batch_size: '10'\n+    mini_batch_size: '1mb'\n");
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_of("yaml inline", TABLE), @r#"PJ105 `mini_batch_size` is 10: documented to mean about 10 bytes of the table in one mini-batch, so that `run` is called for every row or two | write a size, such as the documented recommendation `"1mb"`"#);
    }
}

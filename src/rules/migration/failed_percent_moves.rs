//! PJ814 `failed-percent-moves`: `allowed_failed_percent` becomes a program argument.

use crate::model::{Data, ParallelStep};
use crate::rules::Context;
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// `allowed_failed_percent` becomes a program argument.
    ///
    /// - **Fires when** `ParallelRunConfig` gives `allowed_failed_percent` other than `None`.
    /// - **Silent on** open calls.
    /// - **Why** v2 has no field for it: documented is `--allowed_failed_percent` in `program_arguments`. v1 takes fractions, the v2 text says integer.
    /// - **Fix** none here: the migration appends the argument as written.
    ///
    /// Invalid:
    ///
    /// ```python v1 config
    /// allowed_failed_percent=10
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 config
    /// allowed_failed_count=10
    /// ```
    PJ814 "failed-percent-moves" Info, on: [SdkV1], sdk: No, costs: false, fix: None, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    for given in step.given(Field::AllowedFailedPercent) {
        // A value that only run time knows may be `None`.
        if matches!(given.value().data, Data::Dynamic | Data::Malformed) {
            continue;
        }
        let key = &given.entry.key;
        let message = message!("v2 has no field for `{key}`; documented is the program argument `--{key}`", key = key);
        let help = match given.value().data {
            Data::Float(_) => message!("append `--{key}` and the number to the program arguments; v2 is documented to take whole numbers", key = key),
            _ => message!("append `--{key}` and the number to the program arguments of the v2 step", key = key),
        };
        cx.report(given.entry.key_span, message).help(help);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{count};

    #[test]
    fn fires_on_the_key() {
        for (value, found) in [("10", 1), ("0.5", 1), ("None", 0), ("percent", 0)] {
            assert_eq!(count("PJ814", "python v1 config", &format!("allowed_failed_percent={value}")), found, "{value}");
        }
    }
}

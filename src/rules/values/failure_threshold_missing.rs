//! PJ121 `failure-threshold-missing`: Nothing limits how many failures are tolerated.

use crate::model::ParallelStep;
use crate::rules::Context;
use crate::tables::{self, Field, Place};
use crate::{message, rule};

rule! {
    /// Nothing limits how many failures are tolerated.
    ///
    /// - **Fires when** a component, inline node or `parallel_run_function` call has neither `error_threshold` nor `mini_batch_error_threshold`, and its `program_arguments` have neither `--error_threshold` nor `--allowed_failed_percent`.
    /// - **Silent on** a threshold written as -1 (then it is on purpose); component nodes; open calls; Python that assigns one of them to the node; arguments that cannot be read in full.
    /// - **Why** Documented default of both: -1, every failure is ignored. A job whose every mini-batch fails can end as completed, with few or no results. One page calls `error_threshold` a number of failed mini-batches; for the SDK and the other pages it counts items (files or rows), and `mini_batch_error_threshold` counts mini-batches.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline minus=mini_batch_error_threshold
    /// mini_batch_size: "10"
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// mini_batch_error_threshold: 5
    /// ```
    PJ121 "failure-threshold-missing" Info, on: [Component, Inline, SdkV2], sdk: No, costs: true, fix: None, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    let given = step.mentions(Field::ErrorThreshold) || step.mentions(Field::MiniBatchErrorThreshold);
    if given || step.uses_component() || step.is_open(Place::Step) || may_be_argument(step) {
        return;
    }
    let message = message!(
        "`{name}` does not say how many failures are too many; documented, all are ignored then, and a job whose every mini-batch fails can end as completed",
        name = step.name,
    );
    let help = message!(
        "set `{batches}` to the mini-batches that may fail, or to -1 if all of them may",
        batches = Field::MiniBatchErrorThreshold.name(),
    );
    cx.report(step.anchor, message).help(help);
}

/// Whether the program arguments limit the failures, or cannot be read in full.
fn may_be_argument(step: &ParallelStep) -> bool {
    let Some(words) = step.argument_words() else { return true };
    let limits = |flag: &str| {
        let known = tables::argument(flag);
        known.is_some_and(|known| {
            known.field == Some(Field::ErrorThreshold) || known.name() == Field::AllowedFailedPercent.name()
        })
    };
    words.iter().any(|word| limits(word.text.split('=').next().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, messages_of};

    const INLINE: &str = "yaml inline minus=mini_batch_error_threshold";
    const PYTHON: &str = "python v2 minus=mini_batch_error_threshold";

    #[test]
    fn draws_the_step() {
        assert!(messages_of(INLINE, "mini_batch_size: '10'").contains("PJ121"));
        assert!(messages_of(PYTHON, "mini_batch_size='10'").contains("PJ121"));
        check("yaml component minus=mini_batch_error_threshold", "type: parallel\n^^^^^^^^^^^^^^ PJ121");
        assert!(messages_of(INLINE, "task:\n  program_arguments: --limit 5").contains("PJ121"));
    }

    #[test]
    fn silent() {
        for flag in ["--error_threshold 5", "--allowed_failed_percent=10"] {
            check(INLINE, &format!("task:\n  program_arguments: {flag}"));
        }
        check(INLINE, "error_threshold: -1");
        check(INLINE, "error_threshold: ${{parent.inputs.limit}}\n                                  ^^^^^ PJ210");
        check("yaml node", "");
        check(PYTHON, "**options");
        check(PYTHON, "task=make_task()");
        check(PYTHON, "task=RunFunction(code='./src', entry_script='score.py', environment='a:1', append_row_to='${{outputs.scores}}', program_arguments=arguments)");
        check(PYTHON, "error_threshold=limit");
    }

    #[test]
    fn says_what_happens() {
        insta::assert_snapshot!(messages_of(INLINE, ""), @"PJ121 `score` does not say how many failures are too many; documented, all are ignored then, and a job whose every mini-batch fails can end as completed | set `mini_batch_error_threshold` to the mini-batches that may fail, or to -1 if all of them may");
    }

    #[test]
    fn a_mistyped_threshold_is_meant() {
        check("python v2 minus=mini_batch_error_threshold", "item_error_treshold=-1\n^^^^^^^^^^^^^^^^^^^ PJ010");
    }
}

//! PJ813 `summary-output-moves`: A `summary_only` step has an output folder that v2 does not announce to the script.

use crate::model::ParallelStep;
use crate::rules::Context;
use crate::rules::shared::output_action;
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// A `summary_only` step has an output folder that v2 does not announce to the script.
    ///
    /// - **Fires when** a `ParallelRunStep` has an `output` and its configuration is `summary_only`.
    /// - **Silent on** steps without output; unknown configurations.
    /// - **Why** The v1 driver passed the folder to the script by itself (`--output`, `EntryScript().output_dir`). In v2 the script learns it only from an argument.
    /// - **Fix** none here: the v2 step takes `--output_dir ${{outputs.<name>}}` in its program arguments, and the script must read it.
    ///
    /// Invalid:
    ///
    /// ```python v1 config
    /// output_action="summary_only"
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 config
    /// output_action="append_row"
    /// ```
    PJ813 "summary-output-moves" Warning, on: [SdkV1], sdk: No, costs: true, fix: None, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    let Some(output) = step.get(Field::Outputs).filter(|_| output_action::is(step, output_action::SUMMARY_ONLY)) else { return };
    let message = message!("with `summary_only`, v1 tells the script its output folder by itself; v2 tells it by an argument only");
    let help = message!("in v2, write `--output_dir ${{outputs.<name>}}` into the program arguments and read it in the script");
    cx.report(output.entry.key_span, message).help(help);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{count};

    #[test]
    fn fires_on_an_output_of_a_summary() {
        assert_eq!(count("PJ813", "python v1 config", "output_action='Summary_Only'"), 1);
        assert_eq!(count("PJ813", "python v1 config", "output_action='append_row'"), 0);
        assert_eq!(count("PJ813", "python v1 config", "output_action=action"), 0);
        let without = "config.output_action = 'summary_only'\nParallelRunStep('s', config, [data])";
        assert_eq!(count("PJ813", "python v1 after", without), 0);
    }
}

//! PJ840 `script-reads-input-datasets`: The entry script of a v2 step reads v1 input datasets.

use super::script::report;
use crate::model::ParallelStep;
use crate::rules::Context;
use crate::script::Script;
use crate::{message, rule};

rule! {
    /// The entry script of a v2 step reads v1 input datasets.
    ///
    /// - **Fires when** a script named by a v2 step uses `<run>.input_datasets`, `<context>.input_datasets` or `<run>.output_datasets`, where the object comes from `Run.get_context()`.
    /// - **Silent on** scripts that only v1 steps name; uses under `try`.
    /// - **Why** v2 jobs have no v1 dataset objects; documented as "compatible", but this part is not. It also needs `azureml-core` in the environment.
    /// - **Fix** none: pass the input as an argument.
    ///
    /// Invalid:
    ///
    /// ```python path=src/score.py
    /// from azureml.core import Run
    ///
    ///
    /// def init():
    ///     global labels
    ///     labels = Run.get_context().input_datasets["labels"]
    ///
    ///
    /// def run(mini_batch):
    ///     return [str(labels) for _ in mini_batch]
    /// ```
    ///
    /// ```yaml inline
    /// task:
    ///   entry_script: score.py
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// task:
    ///   entry_script: score.py
    /// ```
    PJ840 "script-reads-input-datasets" Warning, on: [Component, Inline, Node, SdkV2], sdk: No, costs: true, fix: None, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    report(step, cx, Script::run_datasets, || {
        (
            message!("the entry script reads datasets of its run, which SDK v1 puts there: a job of v2 has none"),
            message!("pass the input as an argument, `--labels ${{inputs.labels}}` for instance, and read it with `argparse`"),
            message!("the script reads them here"),
        )
    });
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check_among, messages_among};

    fn check_init(init: &str, frame: &str, block: &str) {
        let script = format!("from azureml.core import Run\n\n\ndef init():\n    global labels, context\n    {init}\n\n\ndef run(mini_batch):\n    return [str(path) for path in mini_batch]\n");
        check_among(&[("src/score.py", &script)], frame, block);
    }

    const READS: &str = "labels = Run.get_context().input_datasets[\"labels\"]";

    #[test]
    fn marks_the_script() {
        check_init(READS, "yaml inline", "task:\n  entry_script: score.py\n                ^^^^^^^^ PJ840");
        check_init(READS, "yaml component", "task:\n  entry_script: score.py\n                ^^^^^^^^ PJ840");
        check_init(READS, "python v2 task", "entry_script=\"score.py\",\n             ^^^^^^^^^^ PJ840");
        check_init("context = Run.get_context()\n    labels = context.output_datasets", "yaml inline", "task:\n  entry_script: score.py\n                ^^^^^^^^ PJ840");
    }

    #[test]
    fn silent() {
        check_init("labels = Run.get_context().experiment.name", "yaml inline", "");
        check_init("labels = Run.get_submitted_run()", "yaml inline", "");
        check_init(&format!("try:\n        {READS}\n    except KeyError:\n        labels = None"), "yaml inline", "");
        check_init(READS, "yaml node", "");
        check_init(READS, "yaml inline", "task:\n  code: azureml:code:1");
        let v1 = format!("from azureml.core import Run\n\n\ndef init():\n    global labels\n    {READS}\n\n\ndef run(mini_batch):\n    return mini_batch\n");
        assert!(!messages_among(&[("src/score.py", &v1)], "python v1 after", "").contains("PJ840"));
    }

    #[test]
    fn says_what_to_do() {
        let script = format!("from azureml.core import Run\n\n\n{READS}\n\n\ndef init():\n    pass\n\n\ndef run(mini_batch):\n    return mini_batch\n");
        insta::assert_snapshot!(messages_among(&[("src/score.py", &script)], "yaml inline", ""), @"PJ840 the entry script reads datasets of its run, which SDK v1 puts there: a job of v2 has none | pass the input as an argument, `--labels ${{inputs.labels}}` for instance, and read it with `argparse`");
    }
}

//! PJ155 `input-data-type`: The input to be split is a single file or a model.

use crate::rules::shared::ports::attribute;
use crate::rules::shared::split::{SplitInput, is_assigned};
use super::words::write_word;
use crate::model::ParallelStep;
use crate::rules::Context;
use crate::tables::{Field, Surface};
use crate::{message, rule};

rule! {
    /// The input to be split is a single file or a model.
    ///
    /// - **Fires when** the input bound by `input_data` has type `uri_file`, `custom_model`, `mlflow_model` or `triton_model`.
    /// - **Silent on** unknown types; component nodes where the component declares another type (PJ222).
    /// - **Why** Documented types for the data to be split: `mltable` and `uri_folder`. One file is one mini-batch at best, so nothing runs in parallel.
    /// - **Fix** `uri_file` → `uri_folder`, unsafe, components only; otherwise none.
    ///
    /// Invalid:
    ///
    /// ```yaml component
    /// inputs:
    ///   data:
    ///     type: uri_file
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml component
    /// inputs:
    ///   data:
    ///     type: uri_folder
    /// ```
    PJ155 "input-data-type" Warning, on: [Component, Inline, Node, SdkV2], sdk: No, costs: true, fix: Unsafe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let Some(split) = SplitInput::of(step, cx) else { return };
    let Some((kind, span)) = split.own.filter(|(kind, _)| UNFIT.contains(kind)) else { return };
    if split.agreed_type().is_none() || is_assigned(&split.port, Field::InputType, cx) {
        return;
    }
    let written = attribute(&split.port, Field::InputType);
    let place = written.or_else(|| attribute(&split.port, Field::InputPath));
    let place = place.map_or(split.port.value().span, |entry| entry.value.span);
    let message = match kind {
        FILE => message!("`{name}` is split, but a single file is one mini-batch at best: nothing runs in parallel", name = split.port.name()),
        _ => message!("`{name}` is split, but it is a `{kind}`; documented are `uri_folder` and `mltable`", name = split.port.name(), kind = kind),
    };
    let replace = written.filter(|_| kind == FILE && step.surface == Surface::Component);
    let edits = replace.and_then(|entry| write_word(&entry.value, FOLDER, true, cx));
    let finding = cx.report(place, message).help(message!("give the data as `uri_folder` or `mltable`"));
    let finding = match written {
        Some(_) => finding,
        None => finding.related(span, message!("the type is `{kind}`", kind = kind)),
    };
    finding.fix_unsafe(message!("Write `{word}`", word = FOLDER), edits);
}

/// The types that cannot be split.
const UNFIT: [&str; 4] = [FILE, "custom_model", "mlflow_model", "triton_model"];
const FILE: &str = "uri_file";
const FOLDER: &str = "uri_folder";

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn marks_the_type() {
        check("yaml component", "inputs:\n  data:\n    type: uri_file\n          ^^^^^^^^ PJ155");
        check("yaml inline", "inputs:\n  data:\n    type: Custom_Model\n          ^^^^^^^^^^^^ PJ155\n    path: azureml:m:1");
        check("python v2", "inputs={\"data\": Input(type=\"uri_file\")}\n                           ^^^^^^^^^^ PJ155");
        check("yaml inline", "inputs:\n  data:\n    type: mltable\n    path: azureml:table:1");
        check("yaml inline", "inputs:\n  data:\n    type: ${{parent.inputs.kind}}\n          ^^^^^^^^^^^^^^^^^^^^^^^ PJ209\n    path: azureml:table:1");
    }

    #[test]
    fn follows_the_pipeline() {
        check(
            "yaml pipeline",
            "
            inputs:
              images:
                type: uri_file
                path: azureml:image:1
            jobs:
              score:
                type: parallel
                inputs:
                  data: ${{parent.inputs.images}}
                        ^^^^^^^^^^^^^^^^^^^^^^^^^ PJ155
                input_data: ${{inputs.data}}
                mini_batch_size: '1'
                mini_batch_error_threshold: 1
                retry_settings: {timeout: 60, max_retries: 2}
                task:
                  type: run_function
                  code: ./src
                  entry_script: score.py
                  environment: azureml:score-env:1
            ",
        );
    }

    #[test]
    fn a_folder_in_components() {
        let fixed = fix_of("PJ155", "yaml component", "inputs:\n  data:\n    type: uri_file");
        assert_eq!(fixed, "unsafe\n-    type: uri_file\n+    type: uri_folder\n");
        let block = "inputs:\n  data:\n    type: uri_file\n    path: ./a.csv";
        assert_eq!(fix_of("PJ155", "yaml inline", block), "none");
    }
}

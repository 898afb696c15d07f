//! PJ822 `output-registration-moves`: An output's destination or registration becomes a part of the v2 output.

use crate::model::{Object, ParallelStep, Value};
use crate::rules::Context;
use crate::rules::shared::dataset;
use crate::tables::Field;
use super::calls;
use crate::{message, rule};

rule! {
    /// An output's destination or registration becomes a part of the v2 output.
    ///
    /// - **Fires when** the `output` of a `ParallelRunStep` is an `OutputFileDatasetConfig` with `destination=`, `.as_upload(…)` or `.register_on_complete(…)`, or a `PipelineData` with `datastore=` or `output_path_on_compute=`.
    /// - **Silent on** plain outputs.
    /// - **Why** `destination=(datastore, path)` → `path="azureml://datastores/<datastore>/paths/<path>"`, `register_on_complete(name)` → `Output(name=…)`, `as_upload()` → `mode="upload"`. v1 registers only what the driver wrote (issue thread).
    /// - **Fix** none here: the v2 output is written as said.
    ///
    /// Invalid:
    ///
    /// ```python v1 step
    /// output=OutputFileDatasetConfig(name="scores").register_on_complete(name="scores")
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 step
    /// output=OutputFileDatasetConfig(name="scores")
    /// ```
    PJ822 "output-registration-moves" Info, on: [SdkV1], sdk: No, costs: false, fix: None, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    let Some(output) = step.value(Field::Outputs).and_then(Value::object) else { return };
    for call in output.chain() {
        if call.class.split('.').any(|word| word == dataset::OUTPUT) {
            method(call, cx);
        }
        let moved: &[&str] = match call.name() {
            dataset::OUTPUT => &["destination"],
            "PipelineData" => &["datastore", "output_path_on_compute"],
            _ => &[],
        };
        for entry in call.arguments.entries.iter().filter(|entry| moved.contains(&entry.key.as_str()) && !entry.value.is_null()) {
            let message = message!("`{key}` becomes a part of the v2 output", key = entry.key);
            let help = message!("in v2, write `Output(path=\"azureml://datastores/<datastore>/paths/<path>\")`");
            cx.report(entry.key_span, message).help(help);
        }
    }
}

fn method(call: &Object, cx: &mut Context) {
    let successor = match call.name() {
        "as_upload" => "Output(mode=\"upload\")",
        "register_on_complete" => "Output(name=…)",
        _ => return,
    };
    let message = message!("`{method}` becomes a part of the v2 output", method = call.name());
    let help = message!("in v2, write `{successor}`", successor = successor);
    cx.report(calls::anchor(call, cx.text()), message).help(help);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{count};

    fn found(output: &str) -> usize {
        count("PJ822", "python v1 step", &format!("output={output}"))
    }

    #[test]
    fn fires_on_each_part() {
        assert_eq!(found("OutputFileDatasetConfig(name='a', destination=(store, 'b'))"), 1);
        assert_eq!(found("OutputFileDatasetConfig('a').as_upload(overwrite=True).register_on_complete(name='b')"), 2);
        assert_eq!(found("PipelineData('a', datastore=store, output_path_on_compute='b')"), 2);
    }

    #[test]
    fn silent() {
        assert_eq!(found("OutputFileDatasetConfig(name='a')"), 0);
        assert_eq!(found("PipelineData('a')"), 0);
        assert_eq!(found("OutputFileDatasetConfig(name='a', destination=None)"), 0);
        assert_eq!(found("scores.register_on_complete(name='b')"), 0);
    }
}

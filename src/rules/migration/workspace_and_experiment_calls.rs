//! PJ830 `workspace-and-experiment-calls`: The calls around the pipeline change with it.

use crate::model::{Data, FileModel, Object, Value};
use crate::rules::Context;
use crate::tables::{self, MappingRow};
use crate::text::Span;
use super::calls;
use crate::{message, rule};

rule! {
    /// The calls around the pipeline change with it.
    ///
    /// - **Fires when** in a file with a v1 parallel step: `Workspace(…)`, `Workspace.from_config()`, `Pipeline(workspace=…, steps=…)`, `Experiment(…).submit(…)`, `<run>.wait_for_completion(…)`, `ComputeTarget(…)`, `AmlCompute(…)`, `regenerate_outputs=True`.
    /// - **Silent on** files without such a step.
    /// - **Why** Each has a counterpart (table in section 5): `MLClient`, a `@pipeline` function, `jobs.create_or_update`, `jobs.stream`, the compute's name, `settings.force_rerun`.
    /// - **Fix** none here: the migration rewrites by the table. Other steps of the pipeline (`PythonScriptStep`, …) are listed; they become `command` and so on, by hand.
    ///
    /// Invalid:
    ///
    /// ```python v1 after
    /// from azureml.pipeline.core import Pipeline
    ///
    /// pipeline = Pipeline(workspace=ws, steps=[step])
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v2 after
    /// @dsl.pipeline(default_compute="cpu-cluster")
    /// def scoring(images):
    ///     node = score(data=images)
    /// ```
    PJ830 "workspace-and-experiment-calls" Info, on: [SdkV1], sdk: No, costs: false, fix: None, file: check
}

fn check(model: &FileModel, cx: &mut Context) {
    for call in model.v1_calls.iter().filter_map(Value::object) {
        if let Some(row) = calls::row(call).filter(|row| is_around(row, call)) {
            report(calls::anchor(call, cx.text()), row, cx);
        }
        for entry in call.arguments.entries.iter().filter(|entry| matches!(entry.value.data, Data::Bool(true))) {
            let row = tables::mapping_rows(&entry.key).find(|row| row.id == "regenerate_outputs");
            if let Some(row) = row.filter(|_| call.name() == "submit") {
                report(entry.key_span, row, cx);
            }
        }
    }
}

/// Whether a row is about a call that every migration has to replace.
fn is_around(row: &MappingRow, call: &Object) -> bool {
    match row.id {
        "workspace" | "pipeline" | "compute_by_name" => true,
        "experiment" => call.name() == "submit",
        // Computes have a method of this name too.
        "wait_for_completion" => call.class.split('.').any(|word| word == "submit"),
        _ => false,
    }
}

fn report(span: Span, row: &'static MappingRow, cx: &mut Context) {
    let message = match row.python {
        Some(python) => message!("`{v1}` becomes `{python}` in v2", v1 = row.v1, python = python),
        None => message!("`{v1}` has no successor in v2", v1 = row.v1),
    };
    cx.report(span, message).help(row.advice());
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    const AROUND: &str = "
        from azureml.core import Experiment, Workspace
        from azureml.core.compute import ComputeTarget
        from azureml.pipeline.core import Pipeline
        from azureml.pipeline.steps import ParallelRunStep
        ws = Workspace.from_config()
             ^^^^^^^^^^^^^^^^^^^^^ PJ830
        cluster = ComputeTarget(ws, 'cpu')
                  ^^^^^^^^^^^^^ PJ830
        cluster.wait_for_completion()
        run = Experiment(ws, 'a').submit(Pipeline(workspace=ws, steps=[]), regenerate_outputs=True)
                                  ^^^^^^ PJ830
                                         ^^^^^^^^ PJ830
                                                                           ^^^^^^^^^^^^^^^^^^ PJ830
        run.wait_for_completion(show_output=True)
        ^^^^^^^^^^^^^^^^^^^^^^^ PJ830
        step = ParallelRunStep(**more)
               ^^^^^^^^^^^^^^^ PJ801
        ";

    #[test]
    fn draws_the_calls() {
        check("python v1 file", AROUND);
    }

    #[test]
    fn a_file_without_a_step_is_not_ours() {
        let plain: Vec<&str> = AROUND.lines().filter(|line| !line.contains('^') && !line.contains("step =")).collect();
        check("python v1 file", &plain.join("\n"));
    }
}

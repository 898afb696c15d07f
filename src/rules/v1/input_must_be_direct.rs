//! PJ713 `input-must-be-direct`: An input is mounted or downloaded where it must be direct.

use crate::model::{Object, ParallelStep};
use crate::rules::Context;
use crate::rules::shared::dataset::{self, Kind};
use crate::rules::shared::parameter::parameter;
use crate::tables::Field;
use crate::text::{Edit, Span};
use crate::{message, rule};

rule! {
    /// An input is mounted or downloaded where it must be direct.
    ///
    /// - **Fires when** an item of `inputs` that is known to be a tabular dataset has `.as_mount(…)`, `.as_download(…)` or a `mode=` other than `direct`; or a file dataset has one of these and the step's configuration has `partition_keys`.
    /// - **Silent on** `side_inputs`; file datasets without `partition_keys` (the step mounts them anyway); unknown kinds.
    /// - **Why** "Only FileDataset supports …" for tables; "Please ensure input dataset consumption mode is direct …" when the step is built.
    /// - **Fix** remove the call or the argument (safe).
    ///
    /// Invalid:
    ///
    /// ```python v1 file
    /// from azureml.core import Dataset, Environment
    /// from azureml.data import OutputFileDatasetConfig
    /// from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep
    ///
    /// config = ParallelRunConfig(
    ///     environment=Environment.get(ws, "score-env"),
    ///     entry_script="score.py",
    ///     error_threshold=10,
    ///     output_action="append_row",
    ///     compute_target="cpu-cluster",
    ///     node_count=2,
    ///     mini_batch_size="1mb",
    ///     run_invocation_timeout=600,
    /// )
    /// table = Dataset.Tabular.from_delimited_files((store, "b")).as_named_input("b")
    /// step = ParallelRunStep(
    ///     name="score",
    ///     parallel_run_config=config,
    ///     inputs=[table.as_mount()],
    ///     output=OutputFileDatasetConfig(name="scores"),
    /// )
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 file
    /// from azureml.core import Dataset, Environment
    /// from azureml.data import OutputFileDatasetConfig
    /// from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep
    ///
    /// config = ParallelRunConfig(
    ///     environment=Environment.get(ws, "score-env"),
    ///     entry_script="score.py",
    ///     error_threshold=10,
    ///     output_action="append_row",
    ///     compute_target="cpu-cluster",
    ///     node_count=2,
    ///     mini_batch_size="1mb",
    ///     run_invocation_timeout=600,
    /// )
    /// table = Dataset.Tabular.from_delimited_files((store, "b")).as_named_input("b")
    /// step = ParallelRunStep(
    ///     name="score",
    ///     parallel_run_config=config,
    ///     inputs=[table],
    ///     output=OutputFileDatasetConfig(name="scores"),
    /// )
    /// ```
    PJ713 "input-must-be-direct" Error, on: [SdkV1], sdk: Yes, costs: false, fix: Safe, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    let partitioned = step.value(Field::PartitionKeys).is_some_and(|keys| keys.items().is_some() || parameter(keys).is_some());
    for item in dataset::items(step, Field::Inputs) {
        let Some(object) = item.object() else { continue };
        let reason = match dataset::kind(item) {
            Some(Kind::Table) => message!("a table cannot be mounted or downloaded; \"Only FileDataset supports\" it"),
            // How an output is written says nothing about how it is read.
            Some(Kind::Files) if partitioned && !object.class.contains(dataset::OUTPUT) => {
                message!("with `partition_keys` an input must be direct; `ParallelRunStep` raises \"Please ensure input dataset consumption mode is direct\"")
            }
            _ => continue,
        };
        // Other users of the same name may want files as files; a table is refused for all of them.
        let ours = item.editable || dataset::kind(item) == Some(Kind::Table);
        let Some((span, edits)) = mode_call(object, cx).or_else(|| mode_argument(object, cx)) else { continue };
        let finding = cx.report(span, reason).help(message!("leave the mode out; direct is the default"));
        finding.fix_safe(message!("Remove the mode"), edits.filter(|_| ours));
    }
}

/// What to underline, and how to remove it.
type Mode = (Span, Option<Vec<Edit>>);

/// `.as_mount(…)` behind the input.
fn mode_call(object: &Object, cx: &Context) -> Option<Mode> {
    let call = object.chain().find(|call| dataset::MODES.contains(&call.name()))?;
    let dot = call.callee.start + call.callee.slice(cx.text()).rfind('.')?;
    let span = Span::new(dot, call.arguments.span.end);
    let method = Span::new(dot + 1, call.callee.end);
    Some((method, Some(vec![Edit::delete(span)])))
}

/// `mode="mount"` of the class that makes an input.
fn mode_argument(object: &Object, cx: &Context) -> Option<Mode> {
    let call = object.chain().find(|call| call.name() == dataset::CONSUMPTION)?;
    let entry = call.arguments.get("mode")?;
    let text = entry.value.known_text()?;
    (text != "direct").then(|| (entry.value.span, cx.rewrite().remove(&call.arguments, entry)))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    const TABLE: &str = "Dataset.Tabular.from_delimited_files('b').as_named_input('b')";
    const LARGE: &str = "large = ParallelRunConfig(Environment('e'), 'score.py', 1, 'append_row', 'cpu', 2, mini_batch_size='1mb', run_invocation_timeout=60)";
    const FILES: &str = "Dataset.File.from_files('b').as_named_input('b')";

    #[test]
    fn draws_the_mode() {
        let mark = " ".repeat("step2 = ParallelRunStep('a', large, inputs=[".len() + TABLE.len() + 1);
        let mounted = format!("{LARGE}\nstep2 = ParallelRunStep('a', large, inputs=[{TABLE}.as_mount()], output=scores)\n{mark}^^^^^^^^ PJ713");
        check("python v1 after", &mounted);
        let class = "
            large = ParallelRunConfig(Environment('e'), 'score.py', 1, 'append_row', 'cpu', 2, mini_batch_size='1mb', run_invocation_timeout=60)
            from azureml.data.dataset_consumption_config import DatasetConsumptionConfig as C
            table = C('a', Dataset.Tabular.from_parquet_files('b'), mode='download')
                                                                         ^^^^^^^^^^ PJ713
            step2 = ParallelRunStep('a', large, inputs=[table], output=scores)
            ";
        check("python v1 after", class);
        let keys = "
            by_key = ParallelRunConfig(Environment('e'), 'score.py', 1, 'append_row', 'cpu', 2, partition_keys=['a'], run_invocation_timeout=60)
            files = Dataset.File.from_files('b').as_named_input('b').as_download()
                                                                     ^^^^^^^^^^^ PJ713
            step2 = ParallelRunStep('a', by_key, inputs=[files], output=scores)
            ";
        check("python v1 after", keys);
    }

    #[test]
    fn silent() {
        let direct = format!("{LARGE}\nstep2 = ParallelRunStep('a', large, inputs=[{TABLE}], output=scores)");
        check("python v1 after", &direct);
        check("python v1 step", &format!("inputs=[{FILES}.as_mount()]"));
        check("python v1 step", &format!("inputs=[data], side_inputs=[{TABLE}.as_mount()]"));
        check("python v1 step", "inputs=[Dataset.get_by_name(ws, 'a').as_named_input('a').as_mount()]");
    }

    #[test]
    fn fixes() {
        let fixed = fix_of("PJ713", "python v1 step", &format!("inputs=[{TABLE}.as_mount('/tmp')]"));
        assert_eq!(fixed, format!("safe\n-    inputs=[{TABLE}.as_mount('/tmp')],\n+    inputs=[{TABLE}],\n"));
    }
}

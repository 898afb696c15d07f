//! PJ711 `input-not-consumable`: An input of the step is not in a form it can consume.

use crate::diagnostic::Applicability;
use crate::message::Message;
use crate::model::{Data, ParallelStep, Value};
use crate::rules::Context;
use crate::rules::shared::dataset::{self, Form};
use crate::tables::Field;
use crate::text::Edit;
use super::names;
use crate::{message, rule};

rule! {
    /// An input of the step is not in a form it can consume.
    ///
    /// - **Fires when** an item of `inputs` or `side_inputs` is, by the one call that binds it: a dataset without `as_named_input` (`Dataset.get_by_name(…)`, `Dataset.File…`, `Dataset.Tabular…`), `PipelineData(…)` without `.as_dataset()`, a `DataReference(…)`, a data frame, a text, a number, a list, `None`.
    /// - **Silent on** `PipelineData(…)` and `DataReference(…)` among `side_inputs`, which takes them; `OutputFileDatasetConfig`, `.as_input()`, `DatasetConsumptionConfig`; items of unknown origin.
    /// - **Why** "Step input must be of any type: …" with a list of class names.
    /// - **Fix** `PipelineData`: append `.as_dataset()`, safe. A dataset: append `.as_named_input("<name>")` with the variable's name, unsafe. Otherwise none.
    ///
    /// Invalid:
    ///
    /// ```python v1 step
    /// inputs=[Dataset.get_by_name(ws, "images")]
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v1 step
    /// inputs=[Dataset.get_by_name(ws, "images").as_named_input("images")]
    /// ```
    PJ711 "input-not-consumable" Error, on: [SdkV1], sdk: Yes, costs: false, fix: Mixed, step: check
}

fn check(step: &ParallelStep, cx: &mut Context) {
    for field in [Field::Inputs, Field::SideInputs] {
        if let Some(inputs) = step.value(field) {
            judge(field, inputs, cx);
        }
    }
}

fn judge(field: Field, inputs: &Value, cx: &mut Context) {
    for item in inputs.items().unwrap_or_default() {
        // What is no input to be split may still be read beside it.
        let beside = field == Field::SideInputs && matches!(dataset::form(item), Some(Form::PipelineData | Form::Reference));
        let Some((what, help)) = refused(item).filter(|_| !beside) else { continue };
        let (title, sure, call) = match dataset::form(item) {
            Some(Form::PipelineData) => (message!("Append `.as_dataset()`"), Applicability::Safe, Some(".as_dataset()".to_owned())),
            Some(Form::Dataset) => {
                let call = name_for(item, cx).map(|name| format!(".as_named_input(\"{name}\")"));
                (message!("Append `.as_named_input(…)`"), Applicability::Unsafe, call)
            }
            _ => (message!("Append `.as_dataset()`"), Applicability::Safe, None),
        };
        // The list must be written here, the item may be a name.
        let edits = call.filter(|_| inputs.editable).map(|call| vec![Edit::insert(item.used_at().end, call)]);
        let message = message!("a step cannot read {what} as it is; `ParallelRunStep` raises \"Step input must be of any type\"", what = what);
        cx.report(item.used_at(), message).help(help).fix(sure, title, edits);
    }
}

/// What a value is that cannot be an input, and what to write.
fn refused(item: &Value) -> Option<(Message, Message)> {
    let help = || message!("give a dataset: `Dataset.get_by_name(…).as_named_input(…)`");
    match &item.data {
        Data::Null | Data::Bool(_) | Data::Int(_) | Data::Float(_) | Data::Text(_) => return Some((item.data.kind(), help())),
        Data::List(_) | Data::Tuple(_) | Data::Mapping(_) => return Some((item.data.kind(), help())),
        Data::Date | Data::Template(_) | Data::Object(_) | Data::Name(_) | Data::Dynamic | Data::Malformed => {}
    }
    match dataset::form(item)? {
        Form::Dataset => Some((message!("a dataset"), message!("append `.as_named_input(…)`"))),
        Form::PipelineData => Some((message!("a `PipelineData`"), message!("append `.as_dataset()`"))),
        Form::Reference => Some((message!("a `DataReference`"), message!("give a dataset of the same path: `Dataset.File.from_files((datastore, path))`"))),
        Form::Frame => Some((message!("a data frame"), message!("give the dataset itself, made an input by `.as_named_input(…)`"))),
        Form::Input => None,
    }
}

/// The name of the variable, or of the registered dataset.
fn name_for(item: &Value, cx: &Context) -> Option<String> {
    let registered = || item.object().filter(|object| object.name() == "get_by_name")?.argument("name", 1)?.known_text();
    let name = item.through_name.map(|name| name.slice(cx.text())).or_else(registered)?;
    names::is_valid(name).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_item() {
        check("python v1 step", "inputs=[Dataset.get_by_name(ws, 'a')],\n        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ711");
        check("python v1 step", "inputs=[Dataset.File.from_files('a')],\n        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ711");
        check("python v1 step", "inputs=[PipelineData('a')],\n        ^^^^^^^^^^^^^^^^^ PJ711");
        check("python v1 step", "inputs=['images'],\n        ^^^^^^^^ PJ711");
        check("python v1 step", "inputs=[5],\n        ^ PJ711");
        check("python v1 step", "side_inputs=[None],\n             ^^^^ PJ711");
        check("python v1 step", "side_inputs=[Dataset.get_by_name(ws, 'a')],\n             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ711");
        let frame = "Dataset.get_by_name(ws, 'a').to_pandas_dataframe()";
        check("python v1 step", &format!("inputs=[{frame}],\n        {} PJ711", "^".repeat(frame.len())));
        let named = "
            from azureml.data.data_reference import DataReference
            place = DataReference(store, 'a')
            step2 = ParallelRunStep('a', config, inputs=[place], output=scores)
                                                         ^^^^^ PJ711
            ";
        check("python v1 after", named);
    }

    #[test]
    fn silent() {
        let inputs = [
            "unknown",
            "OutputFileDatasetConfig('a')",
            "OutputFileDatasetConfig('a').as_input('a')",
            "PipelineData('a').as_dataset()",
            "Dataset.get_by_name(ws, 'a').as_named_input('a').as_mount()",
            "Dataset.get_by_name(ws, 'a').as_mount()",
            "Dataset.get_by_name(ws, 'a').filter(x)",
        ];
        for input in inputs {
            check("python v1 step", &format!("inputs=[{input}]"));
        }
        check("python v1 step", "side_inputs=[PipelineData('a'), DataReference(store, 'b')]");
    }

    #[test]
    fn fixes() {
        let fix = |item: &str| fix_of("PJ711", "python v1 step", &format!("inputs=[{item}]"));
        let appended = |sure: &str, item: &str, call: &str| format!("{sure}\n-    inputs=[{item}],\n+    inputs=[{item}{call}],\n");
        assert_eq!(fix("PipelineData('a')"), appended("safe", "PipelineData('a')", ".as_dataset()"));
        let registered = "Dataset.get_by_name(ws, \"images\")";
        assert_eq!(fix(registered), appended("unsafe", registered, ".as_named_input(\"images\")"));
        assert_eq!(fix("Dataset.get_by_name(ws, \"my-images\")"), "none");
        assert_eq!(fix("'text'"), "none");
        let named = "files = Dataset.File.from_files('a')\nstep2 = ParallelRunStep('a', config, inputs=[files], output=scores)";
        let line = |item: &str| format!("step2 = ParallelRunStep('a', config, inputs=[{item}], output=scores)\n");
        let expected = format!("unsafe\n-{}+{}", line("files"), line("files.as_named_input(\"files\")"));
        assert_eq!(fix_of("PJ711", "python v1 after", named), expected);
    }
}

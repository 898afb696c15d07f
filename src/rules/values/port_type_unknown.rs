//! PJ151 `port-type-unknown`: An input or output has no type, or one that does not exist.

use crate::rules::shared::ports::{assignments, attribute, attributes, info, is_parameter, type_field};
use super::words::{WrongWord, listed, write_word, wrong_word};
use crate::diagnostic::Applicability;
use crate::message::Message;
use crate::model::{Data, Direction, FileModel, ParallelStep, Pipeline, Port, Value};
use crate::rules::Context;
use crate::tables::{self, Field, FieldInfo, Place, Surface};
use crate::text::nearest;
use crate::{message, rule};

rule! {
    /// An input or output has no type, or one that does not exist.
    ///
    /// - **Fires when** *component input*: `type` missing or not exactly one of `uri_file, uri_folder, mltable, custom_model, mlflow_model, triton_model, path, integer, number, boolean, string`. *Component output*: missing or not one of the data types. *Job input or output in YAML*: a `type` that is not one of the six asset types in any case. *Python*: a literal in `Input(type=…)`/`Output(type=…)` inside `parallel_run_function` that is not exactly one of the component's words, or is assigned to `<node>.outputs.<name>.type` and is no data type; `AssetTypes.<name>` that does not exist.
    /// - **Silent on** an absent type on job ports (means `uri_folder`); type objects such as `int` or `str` in Python; what is assigned to the type of an input, which nobody looks at; dynamic values; expressions, unless they are assigned to a node.
    /// - **Why** Components and Python compare letter by letter: `MLTable` and `int` fail there, while a job input takes any case. The message names every schema that was tried. In Python it comes at validation.
    /// - **Fix** other case; `int` → `integer`, `float` → `number`, `bool` → `boolean`, `str` → `string`; near misses: safe. `tabular` → `mltable`, `file` → `uri_file`, `folder` → `uri_folder`: unsafe. Otherwise none.
    ///
    /// Invalid:
    ///
    /// ```yaml component
    /// inputs:
    ///   data:
    ///     type: MLTable
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml component
    /// inputs:
    ///   data:
    ///     type: mltable
    /// ```
    PJ151 "port-type-unknown" Error, on: [Component, Inline, Node, Pipeline, SdkV2], sdk: Poor, costs: false, fix: Mixed, step: check, pipeline: check_pipeline, file: check_file
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for port in step.inputs().chain(step.outputs()) {
        judge(&port, cx);
    }
}

fn check_pipeline<'a>(pipeline: &'a Pipeline, cx: &mut Context<'a>) {
    for port in pipeline.ports(Direction::Input).chain(pipeline.ports(Direction::Output)) {
        // What a pipeline without `$schema` is, a job or a component, is guessed.
        let given = |field| {
            let info = tables::entry(Surface::Pipeline, Place::Input, field);
            info.zip(attributes(&port)).is_some_and(|(info, attributes)| attributes.has(info.key))
        };
        let is_job = given(Field::InputPath) || given(Field::InputValue);
        if !(pipeline.is_component && is_job) {
            judge(&port, cx);
        }
    }
}

/// What Python assigns to the types of the outputs of nodes. Nobody looks at those of their inputs.
fn check_file<'a>(model: &'a FileModel, cx: &mut Context<'a>) {
    for (assigned, info) in assignments(model, type_field).filter(|(it, _)| it.direction == Direction::Output) {
        let value = &assigned.entry.value;
        let certain = matches!(value.data, Data::Name(_)) || cx.component(&assigned.component).is_some();
        let Some(wrong) = wrong_word(value, info, true, cx).filter(|_| certain) else { continue };
        report(value, info, &wrong, says(Surface::SdkV2, Direction::Output, info, &wrong), cx);
    }
}

fn judge<'a>(port: &Port<'a>, cx: &mut Context<'a>) {
    let Some(info) = info(port, type_field(port.direction)) else { return };
    if lacks_type(port, info) {
        let message = message!("`{name}` has no `type`, which every port of a component needs", name = port.name());
        let help = message!("write one of: {words}", words = listed(info));
        cx.report(port.entry.key_span, message).help(help);
        return;
    }
    let Some(entry) = attribute(port, type_field(port.direction)) else { return };
    let Some(wrong) = wrong_word(&entry.value, info, false, cx) else { return };
    report(&entry.value, info, &wrong, says(port.surface, port.direction, info, &wrong), cx);
}

fn report(value: &Value, info: &'static FieldInfo, wrong: &WrongWord, message: Message, cx: &mut Context) {
    let Some((sure, right)) = repair(&wrong.word, info) else {
        cx.report(value.span, message).help(message!("write one of: {words}", words = listed(info)));
        return;
    };
    let edits = write_word(value, right, !is_parameter(right), cx);
    let finding = cx.report(value.span, message).help(message!("write `{right}`", right = right));
    finding.fix(sure, message!("Write `{right}`", right = right), edits);
}

/// Whether a port of a component is without type for certain. Null and what is no mapping are other rules'.
fn lacks_type(port: &Port, info: &FieldInfo) -> bool {
    let attributes = attributes(port).filter(|_| port.surface == Surface::Component);
    attributes.is_some_and(|attributes| !attributes.open && !attributes.has(info.key))
}

fn says(surface: Surface, direction: Direction, info: &'static FieldInfo, wrong: &WrongWord) -> Message {
    let word = wrong.shown;
    if wrong.is_constant {
        return message!("`{word}` does not exist: Python raises `AttributeError`", word = word);
    }
    if let Some(right) = info.values.iter().find(|value| **value == wrong.word) {
        return message!(
            "`{word}` is not `{right}`: components and Python compare types letter by letter",
            word = word,
            right = right
        );
    }
    match (surface, direction) {
        (Surface::Component | Surface::SdkV2, Direction::Input) => {
            message!("`{word}` is no type of a component's input; the step is refused", word = word)
        }
        (Surface::Component | Surface::SdkV2, Direction::Output) => {
            message!("`{word}` is no type of a component's output; the step is refused", word = word)
        }
        (_, Direction::Input) if is_parameter(&wrong.word) => {
            message!("`{word}` is a type for components: a job gives a parameter as a plain value", word = word)
        }
        (_, Direction::Input) => message!("`{word}` is no type of a job's input; the job is refused", word = word),
        (_, Direction::Output) => message!("`{word}` is no type of a job's output; the job is refused", word = word),
    }
}

/// The type that is meant, and how sure that is.
fn repair(word: &str, info: &'static FieldInfo) -> Option<(Applicability, &'static str)> {
    let renamed = RENAMED.iter().find(|(wrong, _, _)| *wrong == word).map(|(_, right, sure)| (*sure, *right));
    let same = info.values.iter().find(|value| **value == word).map(|value| (Applicability::Safe, *value));
    let near = || nearest(word, info.values.iter().copied()).map(|right| (Applicability::Safe, right));
    renamed.or(same).or_else(near).filter(|(_, right)| info.values.contains(right))
}

/// Words of Python, of SDK v1 and of people for types.
const RENAMED: [(&str, &str, Applicability); 7] = [
    ("int", "integer", Applicability::Safe),
    ("float", "number", Applicability::Safe),
    ("bool", "boolean", Applicability::Safe),
    ("str", "string", Applicability::Safe),
    ("tabular", "mltable", Applicability::Unsafe),
    ("file", "uri_file", Applicability::Unsafe),
    ("folder", "uri_folder", Applicability::Unsafe),
];

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn components_compare_letter_by_letter() {
        check("yaml component", "inputs:\n  data:\n    type: MLTable\n          ^^^^^^^ PJ151");
        check("yaml component", "outputs:\n  scores:\n    type: URI_file\n          ^^^^^^^^ PJ151");
        check("yaml component", "inputs:\n  data:\n    type: path");
        check("yaml inline", "inputs:\n  data:\n    type: MLTable\n    path: azureml:images:1");
        check("yaml node", "outputs:\n  scores:\n    type: Uri_File");
    }

    #[test]
    fn components_need_a_type() {
        check("yaml component", "inputs:\n  data:\n  ^^^^ PJ151\n    description: images");
        check("yaml component", "outputs:\n  scores: {}\n  ^^^^^^ PJ151");
        check("yaml inline", "outputs:\n  scores:");
        check("yaml inline", "inputs:\n  data:\n    path: azureml:images:1");
        check("yaml component", "inputs:\n  data:\n    type: ${{inputs.kind}}\n          ^^^^^^^^^^^^^^^^ PJ209");
    }

    #[test]
    fn jobs_take_data_only() {
        check("yaml inline", "outputs:\n  scores:\n    type: string\n          ^^^^^^ PJ151");
        check("yaml node", "inputs:\n  data:\n    type: table\n          ^^^^^ PJ151\n    path: azureml:images:1");
        check("yaml pipeline", "inputs:\n  images:\n    type: tabular\n          ^^^^^^^ PJ151\n    path: azureml:images:1");
    }

    #[test]
    fn python_compares_letter_by_letter() {
        check("python v2", "outputs={\"scores\": Output(type=\"URI_FILE\")}\n                               ^^^^^^^^^^ PJ151");
        check("python v2", "outputs={\"scores\": Output(type=kind)}");
        check("python v2", "inputs={\"data\": Input(path=\"azureml:images:1\")}");
    }

    #[test]
    fn constants_must_exist() {
        let import = "from azure.ai.ml import Input\nfrom azure.ai.ml.constants import AssetTypes\nfrom azure.ai.ml.parallel import parallel_run_function\n";
        let call = "score = parallel_run_function(component=\"azureml:a:1\", mini_batch_error_threshold=1, compute=\"c\", inputs={\"d\": Input(type=AssetTypes.URI_FOLDR)})\n";
        let fixed = fix_of("PJ151", "python file", &format!("{import}{call}"));
        assert!(fixed.ends_with("AssetTypes.URI_FOLDER)})\n"), "{fixed}");
    }

    #[test]
    fn writes_the_word_that_is_meant() {
        let of = |word: &str| {
            let fixed = fix_of("PJ151", "yaml component", &format!("inputs:\n  data:\n    type: {word}"));
            fixed.lines().filter(|line| !line.starts_with('-')).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(of("MLTable"), "safe +    type: mltable");
        assert_eq!(of("int"), "safe +    type: integer");
        assert_eq!(of("'uri-folder'"), "safe +    type: 'uri_folder'");
        assert_eq!(of("tabular"), "unsafe +    type: mltable");
        assert_eq!(of("dataset"), "none");
        assert_eq!(of("5"), "none");
    }
}

//! PJ172 `port-attribute-not-allowed`: An input has an attribute that its type does not take.

use crate::rules::shared::ports::{attribute, attributes, is_parameter, type_of};
use crate::message::Message;
use crate::model::{Entry, ParallelStep, Port, Value};
use crate::rules::Context;
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// An input has an attribute that its type does not take.
    ///
    /// - **Fires when** a component input of a data or model type, or `path`, has `default`, `enum`, `min` or `max`; a `string` or `boolean` input has `min` or `max`; a parameter has `mode`. In Python: the same in `Input(...)` inside `parallel_run_function`, for literals other than `None`.
    /// - **Silent on** inputs of unknown type (PJ151).
    /// - **Why** The load stops, partly with "Non-primitive type Input has no default value" and no place, partly with a dump of two schemas. In Python `mode` of a parameter and `enum` of data are dropped silently.
    /// - **Fix** delete the attribute (safe).
    ///
    /// Invalid:
    ///
    /// ```yaml component
    /// inputs:
    ///   data:
    ///     type: uri_folder
    ///     default: azureml:images:1
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml component
    /// inputs:
    ///   data:
    ///     type: uri_folder
    /// ```
    PJ172 "port-attribute-not-allowed" Error, on: [Component, SdkV2], sdk: No, costs: false, fix: Safe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for port in step.inputs() {
        let Some(kind) = type_of(&port) else { continue };
        for field in forbidden(kind) {
            // An expression is a text, too.
            let unknown = |value: &Value| value.is_dynamic() && value.text().is_none();
            if let Some(entry) = attribute(&port, *field).filter(|entry| !unknown(&entry.value)) {
                report(&port, entry, says(step, kind, *field, entry), cx);
            }
        }
    }
}

/// The attributes that an input of this type does not take.
fn forbidden(kind: &str) -> &'static [Field] {
    match kind {
        "integer" | "number" => &[Field::InputMode],
        "string" | "boolean" => &[Field::InputMode, Field::InputMinimum, Field::InputMaximum],
        _ => &[Field::InputDefault, Field::InputEnum, Field::InputMinimum, Field::InputMaximum],
    }
}

fn says(step: &ParallelStep, kind: &str, field: Field, entry: &Entry) -> Message {
    let dropped = step.is_python() && matches!(field, Field::InputMode | Field::InputEnum);
    match (dropped, is_parameter(kind)) {
        (true, true) => message!("`{key}` is for data, but this input is `{kind}`; it is dropped silently", key = entry.key, kind = kind),
        (true, false) => message!("`{key}` is for parameters, but this input is `{kind}`; it is dropped silently", key = entry.key, kind = kind),
        (false, true) if field == Field::InputMode => {
            message!("`{key}` is for data, but this input is `{kind}`; the SDK refuses the step without saying where", key = entry.key, kind = kind)
        }
        (false, true) => message!("`{key}` is for numbers, but this input is `{kind}`; the SDK refuses the step without saying where", key = entry.key, kind = kind),
        (false, false) => message!("`{key}` is for parameters, but this input is `{kind}`; the SDK refuses the step without saying where", key = entry.key, kind = kind),
    }
}

fn report<'a>(port: &Port<'a>, entry: &'a Entry, message: Message, cx: &mut Context<'a>) {
    let edits = attributes(port).and_then(|mapping| cx.rewrite().remove(mapping, entry));
    let finding = cx.report(entry.key_span, message).help(message!("delete `{key}`", key = entry.key));
    finding.fix_safe(message!("Delete `{key}`", key = entry.key), edits);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn marks_the_key() {
        check("yaml component", "inputs:\n  data:\n    type: uri_folder\n    default: azureml:images:1\n    ^^^^^^^ PJ172\n    min: 1\n    ^^^ PJ172");
        check("yaml component", "inputs:\n  data:\n    type: URI_FOLDER\n          ^^^^^^^^^^ PJ151\n    default: a");
        let component = |attributes: &str| format!("inputs:\n  x:\n{attributes}\ntask:\n  program_arguments: --x ${{{{inputs.x}}}}");
        check("yaml component", &component("    type: string\n    max: 1\n    ^^^ PJ172\n    enum: [a]"));
        check("yaml component", &component("    type: integer\n    mode: row_mount\n    ^^^^ PJ172\n    max: 1"));
    }

    #[test]
    fn marks_the_keyword() {
        check("python v2", "inputs={\"data\": Input(type=\"uri_folder\", default=\"a\")}\n                                         ^^^^^^^ PJ172");
        check("python v2", "inputs={\"data\": Input(type=\"uri_folder\", default=None, min=low)}");
        check("python v2", "inputs={\"data\": Input(type=\"uri_folder\", min=\"${{parent.inputs.m}}\")}\n                                         ^^^ PJ172");
        check("python v2", "inputs={\"data\": Input(enum=[\"a\"])}\n                      ^^^^ PJ172");
    }

    #[test]
    fn deletes_the_attribute() {
        let fixed = fix_of("PJ172", "yaml component", "inputs:\n  data:\n    type: uri_folder\n    default: a");
        assert_eq!(fixed, "safe\n-    default: a\n");
    }
}

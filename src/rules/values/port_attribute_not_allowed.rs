//! PJ172 `port-attribute-not-allowed`: An input has an attribute that its type does not take.

use crate::rules::shared::ports::{attribute, attributes, info, is_parameter, type_of};
use crate::message::Message;
use crate::model::{Direction, Entry, ParallelStep, Pipeline, Port, Value};
use crate::rules::Context;
use crate::tables::{Field, lookup};
use crate::{message, rule};

rule! {
    /// An input has an attribute that its type does not take.
    ///
    /// - **Fires when** a component input of a data or model type, or `path`, has `default`, `enum`, `min` or `max`; a `string` or `boolean` input has `min` or `max`; a parameter has `mode`; an input of a job has `value` beside `type`, `path` or another attribute. In Python: the same in `Input(...)` inside `parallel_run_function`, for literals other than `None`.
    /// - **Silent on** inputs of unknown type (PJ151).
    /// - **Why** The load stops, partly with "Non-primitive type Input has no default value" and no place, partly with a dump of two schemas. In Python `mode` of a parameter and `enum` of data are dropped silently.
    /// - **Fix** delete the attribute (safe); of `value` and others, none.
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
    PJ172 "port-attribute-not-allowed" Error, on: [Component, Inline, Node, Pipeline, SdkV2], sdk: No, costs: false, fix: Safe, step: check, pipeline: check_pipeline
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for port in step.inputs() {
        value_beside(&port, cx);
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

fn check_pipeline<'a>(pipeline: &'a Pipeline, cx: &mut Context<'a>) {
    pipeline.ports(Direction::Input).for_each(|port| value_beside(&port, cx));
}

/// A literal of a job is nothing but a literal.
fn value_beside(port: &Port, cx: &mut Context) {
    let Some((value, attributes)) = info(port, Field::InputValue).zip(attributes(port)) else { return };
    let Some(given) = attributes.get(value.key) else { return };
    let known = |entry: &&Entry| lookup(port.surface, port.direction.place(), &entry.key).is_some();
    let Some(other) = attributes.effective().filter(known).find(|entry| entry.key != value.key) else { return };
    let message = message!(
        "`{key}` makes `{name}` a literal, which has no `{other}`; the SDK refuses it with a dump of all its schemas",
        key = value.key,
        name = port.name(),
        other = other.key,
    );
    let help = message!("delete one of the two");
    cx.report(given.key_span, message).help(help).related(other.key_span, message!("`{name}` stands here", name = other.key));
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
    fn a_literal_stands_alone() {
        let step = "inputs:\n  n:\n    type: uri_folder\n    value: 5\n    ^^^^^ PJ172\ntask:\n  program_arguments: --n ${{inputs.n}}";
        check("yaml inline", step);
        check("yaml pipeline", "inputs:\n  n: {value: 5, mode: direct}\n      ^^^^^ PJ172");
        check("yaml pipeline", "inputs:\n  n: {value: 5}");
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

//! PJ171 `default-type`: A default does not have the parameter's type.

use super::numbers::{number, python_float};
use crate::rules::shared::ports::{attribute, is_parameter, type_of};
use crate::message::Message;
use crate::model::{Data, ParallelStep, Port, Value};
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// A default does not have the parameter's type.
    ///
    /// - **Fires when** `integer`: a default that is not a whole number, or is a Boolean. `number`: not a number, or a Boolean. `min`, `max` of both: not a number, or a Boolean; of an `integer` also an infinite one. `boolean`: neither a YAML Boolean nor the quoted word `true`/`false`. `string`: an unquoted default that the SDK turns into another text (any integer, `true`, `1.50`) or refuses (a date); any parameter: an unquoted number or Boolean as an item of `enum`.
    /// - **Silent on** data inputs (PJ172); Python; quoted integers.
    /// - **Why** Unparsable ones stop with "Default value of Input cannot be parsed" and no place. Silent are: `1.5` for an integer, which becomes 1; `true` for an integer, which stays the word; and `5` for a string, which becomes `"5.0"`: that is what the script receives.
    /// - **Fix** quote a string's default or `enum` item as written, safe. Otherwise none.
    ///
    /// Invalid:
    ///
    /// ```yaml component
    /// inputs:
    ///   tag:
    ///     type: string
    ///     default: 5
    /// task:
    ///   program_arguments: --tag ${{inputs.tag}}
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml component
    /// inputs:
    ///   tag:
    ///     type: string
    ///     default: "5"
    /// task:
    ///   program_arguments: --tag ${{inputs.tag}}
    /// ```
    PJ171 "default-type" Error, on: [Component], sdk: No, costs: true, fix: Safe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for port in step.inputs() {
        let kind = type_of(&port).filter(|kind| is_parameter(kind));
        if let Some(kind) = kind {
            choices(&port, kind, cx);
        }
        match kind {
            Some("string") => text(&port, cx),
            Some("boolean") => truth(&port, cx),
            Some("integer") => numbers(&port, true, cx),
            Some("number") => numbers(&port, false, cx),
            _ => {}
        }
    }
}

fn numbers<'a>(port: &Port<'a>, whole: bool, cx: &mut Context<'a>) {
    for field in [Field::InputDefault, Field::InputMinimum, Field::InputMaximum] {
        let entry = attribute(port, field).filter(|entry| is_known(&entry.value));
        let Some((entry, found)) = entry.map(|entry| (entry, number(&entry.value))) else { continue };
        let message = match (&entry.value.data, found) {
            (Data::Bool(truth), _) if whole && field == Field::InputDefault => {
                message!("`{key}` is a Boolean: the script receives the word `{word}`", key = entry.key, word = python_bool(*truth))
            }
            (Data::Bool(_), _) => message!("`{key}` is a Boolean, not a number", key = entry.key),
            (_, Some(number)) if whole && field != Field::InputDefault && !number.is_finite() => {
                message!("`{key}` of an `integer` is no whole number: the component does not load, and the error names no place", key = entry.key)
            }
            (_, None) => message!("`{key}` is no number: the component does not load, and the error names no place", key = entry.key),
            (_, Some(number)) if whole && field == Field::InputDefault && number.is_finite() && number.fract() != 0.0 => {
                message!("`{key}` of an `integer` is cut off without a word: {number} becomes {whole}", key = entry.key, number = number, whole = number.trunc())
            }
            _ => continue,
        };
        let help = if whole { message!("write a whole number") } else { message!("write a number") };
        cx.report(entry.value.span, message).help(help);
    }
}

fn truth<'a>(port: &Port<'a>, cx: &mut Context<'a>) {
    let Some(entry) = attribute(port, Field::InputDefault).filter(|entry| is_known(&entry.value)) else { return };
    let word = entry.value.known_text().map(str::to_ascii_lowercase);
    let is_truth = matches!(entry.value.data, Data::Bool(_)) || word.is_some_and(|word| word == "true" || word == "false");
    if !is_truth {
        let message = message!("the default of a `boolean` is neither `true` nor `false`: the component does not load, and the error names no place");
        cx.report(entry.value.span, message).help(message!("write `true` or `false`"));
    }
}

fn text<'a>(port: &Port<'a>, cx: &mut Context<'a>) {
    if let Some(entry) = attribute(port, Field::InputDefault)
        && let Some(message) = becomes(&entry.value, cx)
    {
        match entry.value.data {
            Data::List(_) | Data::Mapping(_) => {
                cx.report(entry.value.span, message).help(message!("write a text"));
            }
            _ => quote(&entry.value, message, cx),
        }
    }
}

/// The choices of a parameter are texts, whatever its type.
fn choices<'a>(port: &Port<'a>, kind: &str, cx: &mut Context<'a>) {
    let choices = attribute(port, Field::InputEnum).and_then(|entry| entry.value.items());
    for item in choices.into_iter().flatten() {
        let is_text = !matches!(item.data, Data::Bool(_) | Data::Int(_) | Data::Float(_) | Data::Date | Data::Null);
        if !is_text {
            quote(item, message!("a choice of a `{kind}` is not quoted, so the component does not load", kind = kind), cx);
        }
    }
}

/// What the SDK makes of an unquoted default of a text, if that is not what is written.
fn becomes(value: &Value, cx: &Context) -> Option<Message> {
    let written = cx.rewrite().source(value);
    let received = match value.data {
        Data::Bool(truth) => python_bool(truth).to_owned(),
        Data::Int(_) | Data::Float(_) => python_float(number(value)?),
        Data::Date => return Some(message!("an unquoted date is no text: the component does not load")),
        Data::List(_) | Data::Mapping(_) => return Some(message!("the default of a `string` is no text: the component does not load")),
        _ => return None,
    };
    let differs = received != written;
    differs.then(|| {
        message!("the default of a `string` is not quoted: the script receives `{received}`, not `{written}`", received = received, written = written)
    })
}

fn quote(value: &Value, message: Message, cx: &mut Context) {
    let source = cx.rewrite().source(value);
    let edits = cx.rewrite().set_value(value, &Literal::text(source));
    cx.report(value.span, message).help(message!("quote it")).fix_safe(message!("Quote it"), edits);
}

/// Whether a value is known.
fn is_known(value: &Value) -> bool {
    match &value.data {
        Data::Bool(_) | Data::Int(_) | Data::Float(_) | Data::Date | Data::List(_) | Data::Mapping(_) => true,
        Data::Text(_) => value.known_text().is_some(),
        _ => false,
    }
}

fn python_bool(truth: bool) -> &'static str {
    if truth { "True" } else { "False" }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    fn component(kind: &str, attributes: &str) -> String {
        let lines: String = attributes.lines().map(|line| format!("    {line}\n")).collect();
        format!("inputs:\n  x:\n    type: {kind}\n{lines}task:\n  program_arguments: --x ${{{{inputs.x}}}}")
    }

    #[track_caller]
    fn default(kind: &str, value: &str, fires: bool) {
        let mark = if fires { format!("\n         {} PJ171", "^".repeat(value.len())) } else { String::new() };
        check("yaml component", &component(kind, &format!("default: {value}{mark}")));
    }

    #[test]
    fn numbers_are_numbers() {
        for (value, fires) in [("1.5", true), ("true", true), ("abc", true), ("2020-01-01", true), ("5", false), ("'5'", false), ("1e3", false), ("1.0", false), ("~5", true)] {
            default("integer", value, fires);
        }
        for (value, fires) in [("yes", true), ("abc", true), ("1.5", false), ("'1.5'", false), ("5", false), ("inf", false)] {
            default("number", value, fires);
        }
        check("yaml component", &component("number", "min: abc\n     ^^^ PJ171\nmax: true\n     ^^^^ PJ171"));
        check("yaml component", &component("integer", "min: 1.5"));
        check("yaml component", &component("integer", "max: .inf\n     ^^^^ PJ171"));
        check("yaml component", &component("integer", "max: [1]\n     ^^^ PJ171"));
    }

    #[test]
    fn truths_are_truths() {
        for (value, fires) in [("yes", false), ("'yes'", true), ("'True'", false), ("1", true), ("0.0", true), ("off", false)] {
            default("boolean", value, fires);
        }
    }

    #[test]
    fn texts_are_quoted() {
        for (value, fires) in [("5", true), ("010", true), ("true", true), ("1.50", true), (".5", true), ("2020-01-01", true), ("[a]", true)] {
            default("string", value, fires);
        }
        for value in ["1.5", "1.0", "abc", "'5'", "1e3", "${{x.y}}"] {
            default("string", value, false);
        }
        check("yaml component", &component("string", "enum: [1, a, yes]\n       ^ PJ171\n             ^^^ PJ171"));
        check("yaml component", &component("integer", "enum: [1, '2']\n       ^ PJ171"));
    }

    #[test]
    fn quotes_as_written() {
        let fixed = fix_of("PJ171", "yaml component", &component("string", "default: 010"));
        assert_eq!(fixed, "safe\n-    default: 010\n+    default: \"010\"\n");
        let fixed = fix_of("PJ171", "yaml component", &component("string", "enum: [a, no]"));
        assert_eq!(fixed, "safe\n-    enum: [a, no]\n+    enum: [a, \"no\"]\n");
        assert_eq!(fix_of("PJ171", "yaml component", &component("integer", "default: 1.5")), "none");
    }
}

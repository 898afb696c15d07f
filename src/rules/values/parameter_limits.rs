//! PJ170 `parameter-limits`: The limits or the default of a parameter contradict each other.

use super::numbers::number;
use crate::rules::shared::ports::{attribute, type_of};
use crate::model::{Entry, ParallelStep, Port};
use crate::rules::Context;
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// The limits or the default of a parameter contradict each other.
    ///
    /// - **Fires when** a component input of type `integer` or `number` has `min` above `max`, or a `default` outside them; or a `string` input has a `default` that is not in its `enum`. In Python: the same in `Input(...)` inside `parallel_run_function`.
    /// - **Silent on** values that do not parse (PJ171); dynamic values.
    /// - **Why** None of the three is checked.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml component
    /// inputs:
    ///   limit:
    ///     type: integer
    ///     min: 1
    ///     max: 5
    ///     default: 9
    /// task:
    ///   program_arguments: --limit ${{inputs.limit}}
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml component
    /// inputs:
    ///   limit:
    ///     type: integer
    ///     min: 1
    ///     max: 5
    ///     default: 3
    /// task:
    ///   program_arguments: --limit ${{inputs.limit}}
    /// ```
    PJ170 "parameter-limits" Error, on: [Component, SdkV2], sdk: No, costs: true, fix: None, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for port in step.inputs() {
        match type_of(&port) {
            Some("integer" | "number") => limits(&port, cx),
            Some("string") => choices(&port, cx),
            _ => {}
        }
    }
}

fn limits<'a>(port: &Port<'a>, cx: &mut Context<'a>) {
    let read = |field: Field| attribute(port, field).and_then(|entry| Some((entry, number(&entry.value)?)));
    let (minimum, maximum) = (read(Field::InputMinimum), read(Field::InputMaximum));
    if let (Some((low, min)), Some((high, max))) = (minimum, maximum)
        && min > max
    {
        let message = message!("`min` of `{name}` is above its `max`, so no value fits; the SDK does not compare them", name = port.name());
        let finding = cx.report(low.value.span, message).help(message!("exchange the two, or correct one"));
        finding.related(high.value.span, message!("the maximum"));
        return;
    }
    let Some((default, value)) = read(Field::InputDefault) else { return };
    if type_of(port) == Some("integer") && value.fract() != 0.0 {
        return;
    }
    match (minimum, maximum) {
        (Some((low, min)), _) if value < min => outside(port, default, low, cx),
        (_, Some((high, max))) if value > max => outside(port, default, high, cx),
        _ => {}
    }
}

fn outside<'a>(port: &Port<'a>, default: &Entry, limit: &Entry, cx: &mut Context<'a>) {
    let message = message!(
        "the default of `{name}` is outside `{limit}: {bound}`; nothing checks it, so the script gets it",
        name = port.name(),
        limit = limit.key,
        bound = cx.rewrite().source(&limit.value)
    );
    let finding = cx.report(default.value.span, message).help(message!("move the default or the limit"));
    finding.related(limit.value.span, message!("the limit"));
}

/// A default of a text must be among its choices, all of which must be readable.
fn choices<'a>(port: &Port<'a>, cx: &mut Context<'a>) {
    let entry = |field| attribute(port, field);
    let Some((default, choices)) = entry(Field::InputDefault).zip(entry(Field::InputEnum)) else { return };
    let words: Option<Vec<&str>> =
        choices.value.items().and_then(|items| items.iter().map(|item| item.known_text()).collect());
    let Some((text, words)) = default.value.known_text().zip(words) else { return };
    if words.contains(&text) {
        return;
    }
    let message = message!(
        "the default of `{name}` is not in its `enum`; nothing checks it, so the script gets it",
        name = port.name()
    );
    let finding = cx.report(default.value.span, message).help(message!("write one of: {words}", words = words.join(", ")));
    finding.related(choices.value.span, message!("the choices"));
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    fn component(attributes: &str) -> String {
        let lines: String = attributes.lines().map(|line| format!("    {line}\n")).collect();
        format!("inputs:\n  limit:\n{lines}task:\n  program_arguments: --limit ${{{{inputs.limit}}}}")
    }

    #[test]
    fn limits_agree() {
        check("yaml component", &component("type: number\nmin: 5\n     ^ PJ170\nmax: 1.5\ndefault: 9"));
        check("yaml component", &component("type: integer\nmax: 5\ndefault: 9\n         ^ PJ170"));
        check("yaml component", &component("type: integer\nmin: '1'\ndefault: 0\n         ^ PJ170"));
        check("yaml component", &component("type: integer\nmin: 1\nmax: 1\ndefault: 1"));
    }

    #[test]
    fn defaults_are_choices() {
        check("yaml component", &component("type: string\nenum: [a, b]\ndefault: c\n         ^ PJ170"));
        check("yaml component", &component("type: string\nenum: [a, b]\ndefault: b"));
    }

    #[test]
    fn judges_inputs_in_python() {
        check(
            "python v2",
            "
            inputs={
                \"data\": Input(type=\"uri_folder\", path=\"azureml:images:1\"),
                \"limit\": Input(type=\"integer\", min=1, max=5, default=9),
                                                                     ^ PJ170
                \"other\": Input(type=\"integer\", min=1, max=limit, default=9),
            }
            task=RunFunction(code=\"./src\", entry_script=\"score.py\", environment=\"azureml:e:1\", program_arguments=\"--l ${{inputs.limit}} --o ${{inputs.other}}\", append_row_to=\"${{outputs.scores}}\")
            ",
        );
    }
}

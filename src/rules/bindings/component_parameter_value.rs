//! PJ223 `component-parameter-value`: A value does not fit what the component declares.

use super::names;
use crate::document::Language;
use crate::message::Message;
use crate::model::{Data, Direction, FileModel, ParallelStep, Port, Value, scan};
use crate::project::Component;
use crate::rules::Context;
use crate::rules::shared::ports::is_data;
use crate::{message, rule};

rule! {
    /// A value does not fit what the component declares.
    ///
    /// - **Fires when** for a readable component, or a step built in the same file: a literal (or `{value: …}`) is not of the declared type (`abc` or `1.5` for `integer`, a text other than true/false for `boolean`), is outside `min`…`max`, or is not in `enum`. A number or a Boolean, in Python also a list, is given to an input that takes data.
    /// - **Silent on** bindings; parameters of type `string` without `enum`; dynamic values.
    /// - **Why** Measured: no value given to a node is compared with the declaration, neither in YAML nor in Python. What is no path is refused with "only path input is supported now", in Python when the pipeline function runs.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml file path=limit.yml
    /// type: pipeline
    /// settings:
    ///   default_compute: azureml:cpu-cluster
    /// jobs:
    ///   score:
    ///     type: parallel
    ///     component:
    ///       type: parallel
    ///       name: score_files
    ///       inputs:
    ///         data:
    ///           type: uri_folder
    ///         limit:
    ///           type: integer
    ///           max: 5
    ///       outputs:
    ///         scores:
    ///           type: uri_file
    ///       input_data: ${{inputs.data}}
    ///       mini_batch_size: "10"
    ///       mini_batch_error_threshold: 5
    ///       retry_settings:
    ///         timeout: 600
    ///       task:
    ///         type: run_function
    ///         code: ./src
    ///         entry_script: score.py
    ///         environment: azureml:score-env:1
    ///         append_row_to: ${{outputs.scores}}
    ///         program_arguments: --limit ${{inputs.limit}}
    ///     inputs:
    ///       data:
    ///         type: uri_folder
    ///         path: azureml:images:1
    ///       limit: 9
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml node
    /// inputs:
    ///   data:
    ///     type: uri_folder
    ///     path: azureml:images:1
    /// ```
    PJ223 "component-parameter-value" Error, on: [Node, SdkV2], sdk: No, costs: true, fix: None, step: check, file: check_file
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let Some(component) = step.component.as_ref().and_then(|source| cx.component(source)) else { return };
    for port in step.inputs() {
        if let Some(declared) = component.port(Direction::Input, port.name()) {
            judge(port.value(), &declared, &component, cx);
            data(port.value(), &declared, &component, cx);
        }
    }
}

/// Python: keywords of the calls of steps and loaded components.
fn check_file<'a>(file: &'a FileModel, cx: &mut Context<'a>) {
    for call in &file.uses {
        let Some(component) = names::used(call, cx) else { continue };
        for entry in call.arguments.effective() {
            let Some(declared) = names::of_keyword(&entry.key, &component) else { continue };
            judge(&entry.value, &declared, &component, cx);
            data(&entry.value, &declared, &component, cx);
        }
    }
}

/// Judges what is given to an input that takes data.
fn data(given: &Value, declared: &Port, component: &Component, cx: &mut Context) {
    let value = given.mapping().and_then(|attributes| attributes.get("value")).map_or(given, |entry| &entry.value);
    let yaml = cx.language() == Language::Yaml;
    let is_number = matches!(value.data, Data::Bool(_) | Data::Int(_) | Data::Float(_));
    // A list in YAML is PJ032's.
    let is_list = matches!(value.data, Data::List(_) | Data::Tuple(_)) && !yaml;
    if !(is_number || is_list) || !declared.type_word().is_some_and(|word| is_data(&word)) {
        return;
    }
    let (kind, name) = (value.data.kind(), declared.name());
    let message = match yaml {
        true => message!("{kind} is no data, which `{name}` takes; the SDK stops with \"only path input is supported now\"", kind = kind, name = name),
        false => message!("{kind} is no data, which `{name}` takes; the pipeline function raises when it runs", kind = kind, name = name),
    };
    let help = match yaml {
        true => message!("bind it or give it a `path`"),
        false => message!("give `Input(type=…, path=…)`, an output of another node, or a parameter of the pipeline"),
    };
    let related = message!("the component declares `{name}` here", name = name);
    let finding = cx.report(value.used_at(), message).help(help);
    finding.related_in(component.file(), names::type_span(declared), related);
}

fn judge(given: &Value, declared: &Port, component: &Component, cx: &mut Context) {
    let value = match given.mapping() {
        Some(attributes) => match attributes.get("value") {
            Some(entry) => &entry.value,
            None => return,
        },
        None => given,
    };
    let Some(message) = fault(value, declared) else { return };
    let help = message!("nothing compares values with the declaration before the job runs; give one that fits");
    let related = message!("the component declares `{name}` here", name = declared.name());
    cx.report(value.span, message).help(help).related_in(component.file(), names::type_span(declared), related);
}

/// What does not fit.
fn fault(value: &Value, declared: &Port) -> Option<Message> {
    let written = text_of(value)?;
    let word = declared.type_word()?;
    let fits = match word.as_str() {
        "integer" => is_integer(value),
        "number" => !matches!(value.data, Data::Bool(_)) && number(value).is_some(),
        "boolean" => is_boolean(value),
        "string" => true,
        _ => return None,
    };
    if !fits {
        return Some(message!("`{written}` is no `{word}`, as which the component declares `{name}`", written = written, word = word, name = declared.name()));
    }
    out_of_range(value, declared, &written).or_else(|| not_listed(value, declared, &written))
}

fn out_of_range(value: &Value, declared: &Port, written: &str) -> Option<Message> {
    let number = number(value)?;
    let limit = |key| self::number(&declared.attribute(key)?.value);
    let name = declared.name();
    match (limit("min"), limit("max")) {
        (Some(least), _) if number < least => {
            Some(message!("`{written}` is below the minimum of {least} that the component declares for `{name}`", written = written, least = least, name = name))
        }
        (_, Some(most)) if number > most => {
            Some(message!("`{written}` is above the maximum of {most} that the component declares for `{name}`", written = written, most = most, name = name))
        }
        _ => None,
    }
}

fn not_listed(value: &Value, declared: &Port, written: &str) -> Option<Message> {
    let choices = declared.attribute("enum")?.value.items()?;
    let known: Vec<String> = choices.iter().map(text_of).collect::<Option<_>>()?;
    let equal = |choice: &Value| match (self::number(value), self::number(choice)) {
        (Some(a), Some(b)) => a == b,
        _ => text_of(choice).is_some_and(|choice| choice == written),
    };
    let listed = choices.iter().any(equal);
    (!listed).then(|| {
        let list = known.iter().map(|choice| format!("`{choice}`")).collect::<Vec<_>>().join(", ");
        message!("`{written}` is none of the values that the component declares for `{name}`: {list}", written = written, name = declared.name(), list = list)
    })
}

fn is_integer(value: &Value) -> bool {
    match value.data {
        Data::Int(_) => true,
        Data::Float(number) => number.fract() == 0.0,
        _ => value.known_text().is_some_and(|text| text.trim().parse::<i128>().is_ok()),
    }
}

fn is_boolean(value: &Value) -> bool {
    match value.data {
        Data::Bool(_) | Data::Int(0 | 1) => true,
        _ => value.known_text().is_some_and(|text| ["true", "false"].contains(&text.to_lowercase().as_str())),
    }
}

fn number(value: &Value) -> Option<f64> {
    match value.data {
        Data::Int(number) => Some(number as f64),
        Data::Float(number) => Some(number),
        _ => value.known_text()?.trim().parse().ok(),
    }
}

/// A literal as text; `None` for what is no literal.
fn text_of(value: &Value) -> Option<String> {
    match &value.data {
        Data::Int(number) => Some(number.to_string()),
        Data::Float(number) => Some(number.to_string()),
        Data::Bool(truth) => Some(truth.to_string()),
        // A malformed expression is another rule's.
        _ => value.known_text().filter(|text| scan(text).malformed.is_empty()).map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    fn pipeline(declared: &str, given: &str) -> String {
        format!("type: pipeline\nsettings:\n  default_compute: azureml:c\njobs:\n  score:\n    type: parallel\n    component:\n      type: parallel\n      name: score_files\n      inputs:\n        data:\n          type: uri_folder\n        limit: {declared}\n      outputs:\n        scores:\n          type: uri_file\n      input_data: ${{{{inputs.data}}}}\n      mini_batch_size: \"10\"\n      mini_batch_error_threshold: 5\n      retry_settings:\n        timeout: 600\n      task:\n        type: run_function\n        code: ./src\n        entry_script: score.py\n        environment: azureml:score-env:1\n        append_row_to: ${{{{outputs.scores}}}}\n        program_arguments: --limit ${{{{inputs.limit}}}}\n    inputs:\n      data:\n        type: uri_folder\n        path: azureml:images:1\n      limit: {given}")
    }

    #[track_caller]
    fn fits(declared: &str, given: &str) {
        check("yaml file", &pipeline(declared, given));
    }

    #[track_caller]
    fn faults(declared: &str, given: &str) {
        let marker = format!("{given}\n             {} PJ223", "^".repeat(given.len()));
        check("yaml file", &pipeline(declared, &marker));
    }

    #[test]
    fn types() {
        faults("{type: integer}", "abc");
        faults("{type: integer}", "1.5");
        faults("{type: number}", "abc");
        faults("{type: boolean}", "maybe");
        for (declared, given) in [("integer", "5"), ("integer", "'5'"), ("number", "1.5"), ("boolean", "'False'"), ("string", "abc"), ("string", "5")] {
            fits(&format!("{{type: {declared}}}"), given);
        }
    }

    #[test]
    fn numbers_for_data() {
        check("yaml node", "inputs:\n  data: 5\n        ^ PJ223");
        check("yaml node", "inputs:\n  data:\n    value: true\n           ^^^^ PJ223");
        check("yaml node", "inputs:\n  data: images");
    }

    #[test]
    fn ranges_and_choices() {
        faults("{type: integer, max: 5}", "9");
        faults("{type: number, min: 0.5}", "0.25");
        faults("{type: string, enum: [a, b]}", "c");
        fits("{type: integer, min: 1, max: 5}", "5");
        fits("{type: string, enum: ['1', '2']}", "2");
        fits("{type: integer, enum: ['1', '2']}", "'1'");
    }

    #[test]
    fn python_calls() {
        let step = "limited = parallel_run_function(name=\"limited\", inputs={\"d\": Input(type=\"uri_folder\"), \"n\": Input(type=\"integer\", max=5)}, input_data=\"${{inputs.d}}\", mini_batch_size=\"1\", mini_batch_error_threshold=5, retry_settings={\"timeout\": 5}, task=RunFunction(code=\"./src\", entry_script=\"score.py\", environment=\"azureml:e:1\", program_arguments=\"-n ${{inputs.n}}\"))\n";
        check("python v2 after", &format!("{step}@dsl.pipeline(default_compute=\"c\")\ndef scoring(images, n):\n    a = limited(d=images, n=9)\n                            ^ PJ223\n    a.name = \"a\"\n    b = limited(d=images, n=n)"));
        check("python v2 after", "@dsl.pipeline(default_compute=\"c\")\ndef scoring(images):\n    score(data=5)\n               ^ PJ223");
        check("python v2 after", "@dsl.pipeline(default_compute=\"c\")\ndef scoring(images):\n    node = score(data=images)\n    node.inputs.data = [images]\n                       ^^^^^^^^ PJ223");
    }
}

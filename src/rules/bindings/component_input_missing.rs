//! PJ221 `component-input-missing`: A node does not give an input that its component requires.

use super::names;
use crate::model::{ComponentUse, Data, Direction, Entry, FileModel, ParallelStep, Port};
use crate::project::Component;
use crate::rules::Context;
use crate::tables::{self, Field, Place};
use crate::text::{Span, is_near};
use crate::{message, rule};

rule! {
    /// A node does not give an input that its component requires.
    ///
    /// - **Fires when** the component (written in the node, or readable) declares an input without `optional: true` and without `default` that is not among the node's inputs, or is there without `path`, `value` or binding. Python: the call of a step lacks a keyword for an input built as `Input(type=…)` without `path`, `default` and `optional`, or gives it `None`.
    /// - **Silent on** registered components; open calls and mappings; positional arguments (PJ402).
    /// - **Why** YAML: validation names the input that is not there; one without a path or value passes, and is sent without any. Python: the call and the validation of the pipeline pass.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml node minus=inputs
    /// display_name: score
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
    PJ221 "component-input-missing" Error, on: [Node, SdkV2], sdk: No, costs: false, fix: None, step: check, file: check_file
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let Some(component) = step.component.as_ref().and_then(|source| cx.component(source)) else { return };
    if step.ports_open(Direction::Input) {
        return;
    }
    let holder = step.get(Field::Inputs).map_or(step.anchor, |given| given.entry.key_span);
    for declared in component.inputs().filter(is_required) {
        match step.port(Direction::Input, declared.name()) {
            Some(port) if is_empty(&port) => report(port.entry.key_span, &declared, &component, cx),
            Some(_) => {}
            // A near name is this input mistyped: PJ220 speaks of it.
            None if step.inputs().any(|port| is_near(port.name(), declared.name()) && !has_input(&component, &port)) => {}
            None => report(holder, &declared, &component, cx),
        }
    }
}

/// Python: calls of steps and loaded components.
fn check_file<'a>(file: &'a FileModel, cx: &mut Context<'a>) {
    for call in file.uses.iter().filter(|call| !call.arguments.open && call.positional.is_none()) {
        let Some(component) = names::used(call, cx) else { continue };
        for declared in component.inputs() {
            match given(call, &declared, &component) {
                None if is_required(&declared) => report(call.callee, &declared, &component, cx),
                Some(none) if none.value.is_null() && !may_lack(&declared) => {
                    report(none.value.used_at(), &declared, &component, cx);
                }
                _ => {}
            }
        }
    }
}

/// What a call gives to an input. The function that is made of a file does not look at the case of keywords.
fn given<'c>(call: &'c ComponentUse, declared: &Port, component: &Component) -> Option<&'c Entry> {
    let lower = declared.name().to_lowercase();
    let of_file = |entry: &&Entry| !component.is_python() && entry.key.to_lowercase() == lower;
    call.arguments.get(declared.name()).or_else(|| call.arguments.entries.iter().find(of_file))
}

fn report(span: Span, declared: &Port, component: &Component, cx: &mut Context) {
    let name = declared.name();
    let message = message!("the component requires the input `{name}`, but it gets none", name = name);
    let help = if component.is_python() {
        message!("pass `{name}=`", name = name)
    } else {
        message!("bind `{name}` or give it a `path`; or declare it `optional: true` in the component", name = name)
    };
    let related = message!("the component declares `{name}` here", name = name);
    cx.report(span, message).help(help).related_in(component.file(), declared.entry.key_span, related);
}

fn has_input(component: &Component, port: &Port) -> bool {
    component.port(Direction::Input, port.name()).is_some()
}

/// Whether a component cannot run without the input: it is declared in full, and not as optional.
fn is_required(declared: &Port) -> bool {
    let Some(attributes) = declared.attributes().filter(|attributes| !attributes.open) else { return false };
    let has_value = ["path", "value"].iter().any(|key| attributes.has(key));
    !has_value && !may_lack(declared)
}

/// Whether an input may get nothing, be it `None`.
fn may_lack(declared: &Port) -> bool {
    let Some(attributes) = declared.attributes().filter(|attributes| !attributes.open) else { return true };
    let optional = attributes.get("optional").is_some_and(|entry| !matches!(entry.value.data, Data::Bool(false) | Data::Null));
    optional || attributes.has("default")
}

/// Whether a node mentions an input and gives it nothing.
fn is_empty(port: &Port) -> bool {
    let Some(given) = port.attributes().filter(|given| !given.open) else { return false };
    // A misspelled `path` is another rule's.
    let is_known = |entry: &Entry| tables::lookup(port.surface, Place::Input, &entry.key).is_some();
    !given.has("path") && !given.has("value") && given.effective().all(is_known)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn draws_what_lacks_it() {
        check("yaml node", "inputs:\n  data:\n  ^^^^ PJ221\n    mode: download");
        check("yaml node", "inputs:\n  data:\n    value: azureml:images:1");
        check("yaml node minus=inputs", "inputs: {}\n^^^^^^ PJ221");
        check("yaml node minus=inputs", "component: azureml:score_files:1");
        check("yaml node minus=inputs", "inputs:\n  datas: azureml:images:1\n  ^^^^^ PJ220");
    }

    #[test]
    fn python_calls() {
        let step = "named = parallel_run_function(name=\"named\", inputs={\"d\": Input(type=\"uri_folder\"), \"m\": Input(type=\"uri_folder\", path=\"azureml:m:1\")}, input_data=\"${{inputs.d}}\", mini_batch_size=\"1\", mini_batch_error_threshold=5, retry_settings={\"timeout\": 5}, task=RunFunction(code=\"./src\", entry_script=\"score.py\", environment=\"azureml:e:1\", program_arguments=\"-m ${{inputs.m}}\"))\n";
        let check_calls = |calls: &str| check("python v2 after", &format!("{step}@dsl.pipeline(default_compute=\"c\")\ndef scoring(images):\n{calls}"));
        check_calls("    named()\n    ^^^^^ PJ221");
        check_calls("    named(d=images, m=None)\n                      ^^^^ PJ221");
        check_calls("    named(d=None)\n            ^^^^ PJ221");
        check_calls("    named(d=images)");
        check_calls("    named(**images)");
        check_calls("    node = named()\n    node.inputs.d = images");
        check_calls("    score()");
    }
}

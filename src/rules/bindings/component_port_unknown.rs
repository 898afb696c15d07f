//! PJ220 `component-port-unknown`: A node gives an input or output that its component does not have.

use super::names::{self, Names};
use crate::message::Message;
use crate::model::{Direction, Entry, FileModel, Mapping, Origin, ParallelStep};
use crate::project::Component;
use crate::rules::Context;
use crate::{message, rule};

rule! {
    /// A node gives an input or output that its component does not have.
    ///
    /// - **Fires when** a key of a component node's `inputs` or `outputs` is not declared by the component, and the component is written in the node or is a readable local file. Python: a keyword in the call of a step built, or loaded with `load_component`, in the same file that is no input of it.
    /// - **Silent on** registered components; open mappings; `**kwargs`.
    /// - **Why** Measured: the SDK drops such ports silently from YAML nodes; the component runs on its default. Python raises `UnexpectedKeywordError`.
    /// - **Fix** near miss: rename, safe if the target is absent. Otherwise none.
    ///
    /// Invalid:
    ///
    /// ```yaml node
    /// inputs:
    ///   dta:
    ///     type: uri_folder
    ///     path: azureml:images:1
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
    PJ220 "component-port-unknown" Error, on: [Node, SdkV2], sdk: No, costs: true, fix: Safe, step: check, file: check_file
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let Some(component) = step.component.as_ref().and_then(|source| cx.component(source)) else { return };
    for direction in [Direction::Input, Direction::Output] {
        let Some(given) = step.port_mapping(direction) else { continue };
        let names = Names::written(&component, direction);
        for entry in given.effective().filter(|entry| !names.is_exactly(&entry.key)) {
            let message = of_node(&entry.key, direction);
            report(entry, given, message, &names, direction, &component, cx);
        }
    }
}

/// What the SDK makes of a port of a node that the component does not have.
fn of_node(name: &str, direction: Direction) -> Message {
    match direction {
        Direction::Input => message!("the component has no input `{name}`; the SDK drops it without a word", name = name),
        Direction::Output => message!("the component has no output `{name}`; the SDK drops it without a word", name = name),
    }
}

/// Python: keywords of the calls of steps and loaded components.
fn check_file<'a>(file: &'a FileModel, cx: &mut Context<'a>) {
    for call in &file.uses {
        let Some(component) = names::used(call, cx) else { continue };
        let names = Names::written(&component, Direction::Input);
        let keywords = call.arguments.effective().filter(|entry| entry.origin != Origin::Assigned);
        for entry in keywords.filter(|entry| !names.is_exactly(&entry.key)) {
            if let Some(message) = of_call(&entry.key, &names, &component) {
                report(entry, &call.arguments, message, &names, Direction::Input, &component, cx);
            }
        }
    }
}

/// What a call makes of a keyword that is no input.
fn of_call(name: &str, names: &Names, component: &Component) -> Option<Message> {
    match names::in_other_case(name, names.known()) {
        None => Some(message!("the step has no input `{name}`; the call raises `UnexpectedKeywordError`", name = name)),
        Some(right) if component.is_python() => {
            Some(message!("the step's input is `{right}`; the call drops `{name}` without a word", right = right, name = name))
        }
        // The function that is made of a file does not look at the case.
        Some(_) => None,
    }
}

fn report(
    entry: &Entry,
    given: &Mapping,
    message: Message,
    names: &Names,
    direction: Direction,
    component: &Component,
    cx: &mut Context,
) {
    let name = &entry.key;
    let near = names.nearest(name);
    let help = match &near {
        Some(near) => message!("write `{near}`", near = near),
        None if names.known().is_empty() => message!("remove `{name}`, or declare it in the component", name = name),
        None => message!("the component has {known}", known = names.list()),
    };
    let edits = near.as_ref().filter(|near| !given.has(near)).and_then(|near| cx.rewrite().rename_key(entry, near));
    let (file, span) = names::holder(component, direction);
    let title = message!("Rename it to `{near}`", near = near.unwrap_or_default());
    let finding = cx.report(entry.key_span, message).help(help);
    finding.related_in(file, span, message!("the component declares its ports here")).fix_safe(title, edits);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_key() {
        check("yaml node", "inputs:\n  data:\n    type: uri_folder\n    path: azureml:images:1\n  model: azureml:m:1\n  ^^^^^ PJ220");
        check("yaml node", "outputs:\n  Scores:\n  ^^^^^^ PJ220\n    type: uri_file");
        check("yaml node", "component: azureml:score_files:1\ninputs:\n  other: azureml:m:1");
        check("python v2 after", "@dsl.pipeline(default_compute=\"c\")\ndef scoring(images):\n    score(data=images, date=images)\n                       ^^^^ PJ220");
        check("python v2 after", "from azure.ai.ml import load_component\nloaded = load_component(source=\"./score.yml\")\n@dsl.pipeline(default_compute=\"c\")\ndef scoring(images):\n    loaded(data=images, model=images)\n                        ^^^^^ PJ220\n    score(**images)");
        let call = |callee: &str, marks: &str| check("python v2 after", &format!("from azure.ai.ml import load_component\nloaded = load_component(source=\"./score.yml\")\n@dsl.pipeline(default_compute=\"c\")\ndef scoring(images):\n    {callee}(Data=images){marks}"));
        call("score", "\n          ^^^^ PJ220");
        call("loaded", "");
    }

    #[test]
    fn renames_the_key() {
        assert_eq!(fix_of("PJ220", "yaml node minus=inputs.data", "outputs:\n  score:\n    type: uri_file"), "safe\n-      score:\n+      scores:\n");
        assert_eq!(fix_of("PJ220", "python v2 after", "def scoring(images):\n    score(dat=images)"), "safe\n-    score(dat=images)\n+    score(data=images)\n");
        assert_eq!(fix_of("PJ220", "yaml node", "inputs:\n  data: azureml:a:1\n  dta: azureml:a:1"), "none");
    }
}

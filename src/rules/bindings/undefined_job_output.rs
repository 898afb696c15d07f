//! PJ211 `undefined-job-output`: An expression names a job, or an output of a job, that does not exist.

use super::fault::{Fault, FaultKind, Missing};
use super::names::{self, Names};
use crate::model::{Direction, FileModel, Origin, ParallelStep};
use crate::project::Component;
use crate::rules::Context;
use crate::text::Span;
use crate::{message, rule};

rule! {
    /// An expression names a job, or an output of a job, that does not exist.
    ///
    /// - **Fires when** `${{parent.jobs.<job>.outputs.<name>}}` names no key of `jobs:`; or a job whose outputs are known (inline, or with a readable component) and do not include the name; or has another form than these four words. Python: `<node>.outputs.<name>` or `<node>.inputs.<name>`, read or assigned to, on the result of a step built in the same file, or of a component from a readable one, with no such port.
    /// - **Silent on** jobs with unknown components; open mappings; calls on unknown objects.
    /// - **Why** As for PJ210: an exception without a place for plain strings, nothing in the mapping form and on component nodes. Python raises when that line runs.
    /// - **Fix** near miss: replace the job or output name, safe. Otherwise none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// inputs:
    ///   data:
    ///     type: uri_folder
    ///     path: ${{parent.jobs.prepare.outputs.images}}
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml file
    /// type: pipeline
    /// settings:
    ///   default_compute: azureml:cpu-cluster
    /// jobs:
    ///   prepare:
    ///     type: command
    ///     component: azureml:prepare:1
    ///   score:
    ///     type: parallel
    ///     component: azureml:score_files:1
    ///     inputs:
    ///       data:
    ///         type: uri_folder
    ///         path: ${{parent.jobs.prepare.outputs.images}}
    /// ```
    PJ211 "undefined-job-output" Error, on: [Inline, Node, SdkV2], sdk: No, costs: true, fix: Safe, step: check, file: check_file
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for fault in cx.faults(step) {
        if let FaultKind::Undefined { what, known, near } = &fault.kind {
            report(fault, *what, known, near.as_deref(), cx);
        }
    }
}

fn report(fault: &Fault, what: Missing, known: &str, near: Option<&str>, cx: &mut Context) {
    let name = fault.piece();
    let message = match what {
        Missing::Job => message!("the pipeline has no job `{name}`; the expression is sent as text", name = name),
        Missing::JobOutput => message!("that job has no output `{name}`; the expression is sent as text", name = name),
        Missing::Form => message!("`parent.{name}` names no output of a job; the expression is sent as text", name = name),
        Missing::Port(_) | Missing::PipelinePort(_) => return,
    };
    let help = match (what, near) {
        (Missing::Form, _) => message!("write `${{parent.jobs.<job>.outputs.<name>}}`"),
        (_, Some(near)) => message!("write `{near}`", near = near),
        _ if known.is_empty() => message!("declare the output on that job"),
        (Missing::Job, _) => message!("the jobs are {known}", known = known),
        _ => message!("its outputs are {known}", known = known),
    };
    let edits = near.and_then(|near| cx.rewrite().set_text_range(&fault.value, fault.range.clone(), near));
    let title = message!("Write `{near}`", near = near.unwrap_or_default());
    cx.report(fault.span(), message).help(help).fix_safe(title, edits);
}

/// Python: ports of nodes that are read or changed.
fn check_file<'a>(file: &'a FileModel, cx: &mut Context<'a>) {
    for node in &file.uses {
        let Some(component) = names::used(node, cx) else { continue };
        // A new item of `inputs` is added.
        let given = node.arguments.entries.iter().filter(|entry| entry.origin == Origin::Assigned);
        let text = cx.text();
        let given = given.filter(|entry| entry.key_span.slice(text) == entry.key);
        let given = given.map(|entry| (Direction::Input, entry.key.as_str(), entry.key_span));
        let read = node.port_reads.iter().map(|(direction, name, span)| (*direction, name.as_str(), *span));
        read.chain(given).for_each(|(direction, name, span)| port(direction, name, span, &component, cx));
    }
    for assigned in &file.port_assignments {
        let component = cx.component(&assigned.component).filter(|it| !(it.is_python() && it.uses_component()));
        if let Some(component) = component {
            port(assigned.direction, &assigned.port, assigned.port_span, &component, cx);
        }
    }
}

/// Judges the name of a port.
fn port(direction: Direction, name: &str, span: Span, component: &Component, cx: &mut Context) {
    let names = Names::written(component, direction);
    if names.has(name) || is_of_mapping(name) {
        return;
    }
    let message = match direction {
        Direction::Input => message!("the step has no input `{name}`; this line raises `KeyError`", name = name),
        Direction::Output => {
            message!("the step has no output `{name}`; this line raises `UnexpectedAttributeError`", name = name)
        }
    };
    let help = match names.nearest(name) {
        Some(near) => message!("write `{near}`", near = near),
        None if names.known().is_empty() => message!("declare `{name}` on the step", name = name),
        None => message!("there are {known}", known = names.list()),
    };
    let (file, declared) = names::holder(component, direction);
    cx.report(span, message).help(help).related_in(file, declared, message!("the component declares its ports here"));
}

/// Whether an attribute is one of every mapping, or private.
fn is_of_mapping(name: &str) -> bool {
    name.starts_with('_') || ["items", "keys", "values", "get"].contains(&name)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    fn pipeline(path: &str) -> String {
        format!("type: pipeline\nsettings:\n  default_compute: azureml:c\njobs:\n  prepare:\n    type: command\n    command: python p.py\n    environment: azureml:e:1\n    outputs:\n      images: {{}}\n  split:\n    component: azureml:split:1\n  score:\n    type: parallel\n    component: azureml:score_files:1\n    inputs:\n      data: {path}")
    }

    #[test]
    fn draws_the_job_or_the_output() {
        check("yaml file", &pipeline("${{parent.jobs.prepar.outputs.images}}\n                           ^^^^^^ PJ211"));
        check("yaml file", &pipeline("${{parent.jobs.prepare.outputs.image}}\n                                           ^^^^^ PJ211"));
        check("yaml file", &pipeline("${{parent.jobs.prepare.inputs.images}}\n                      ^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ211"));
        check("yaml file", &pipeline("${{parent.jobs.prepare}}\n                      ^^^^^^^^^^^^ PJ211"));
        check("yaml file", &pipeline("${{parent.jobs.prepare.outputs.images}}"));
        check("yaml file", &pipeline("${{parent.jobs.split.outputs.anything}}"));
        check("yaml node", "inputs:\n  data: ${{parent.jobs.other.outputs.x}}\n                       ^^^^^ PJ211");
    }

    #[test]
    fn python_reads_ports() {
        let block = "@dsl.pipeline(default_compute=\"c\")\ndef scoring(images):\n    node = score(data=images)\n    return {\"a\": node.outputs.scores, \"b\": node.outputs.score}\n                                                        ^^^^^ PJ211\n";
        check("python v2 after", block);
    }

    #[test]
    fn python_assigns_to_ports() {
        let body = |body: &str| format!("@dsl.pipeline(default_compute=\"c\")\ndef scoring(images):\n    node = score(data=images)\n    {body}");
        for (name, code) in [("inputs.dta", "= images"), ("outputs.score", "= None"), ("outputs.score", ".mode = 'upload'"), ("inputs.dta", ".mode = 'download'")] {
            let (side, port) = name.split_once('.').unwrap();
            let marks = " ".repeat("    node..".len() + side.len()) + &"^".repeat(port.len());
            check("python v2 after", &body(&format!("node.{name} {code}\n{marks} PJ211")));
        }
        check("python v2 after", &body("node.inputs['more'] = images"));
        check("python v2 after", &body("node.outputs['score'].mode = 'upload'\n                 ^^^^^^^ PJ211"));
        let loaded = "from azure.ai.ml import load_component\nloaded = load_component(source=\"./score.yml\")\nnode = loaded(data=x)\n";
        check("python v2 after", &format!("{loaded}print(node.outputs.score)\n                   ^^^^^ PJ211"));
    }

    #[test]
    fn puts_the_name_right() {
        let fix = |path: &str| fix_of("PJ211", "yaml file", &pipeline(path));
        assert_eq!(fix("${{parent.jobs.prepar.outputs.images}}"), "safe\n-      data: ${{parent.jobs.prepar.outputs.images}}\n+      data: ${{parent.jobs.prepare.outputs.images}}\n");
        assert_eq!(fix("${{parent.jobs.prepare.outputs.image}}"), "safe\n-      data: ${{parent.jobs.prepare.outputs.image}}\n+      data: ${{parent.jobs.prepare.outputs.images}}\n");
        assert_eq!(fix("${{parent.jobs.prepare}}"), "none");
    }
}

//! PJ008 `port-name-invalid`: The name of an input or output is not usable as a parameter name.

use super::walk::{each_value, each_value_of, rename_everywhere};
use crate::model::{Direction, Entry, Mapping, ParallelStep, Pipeline, Value};
use crate::rules::{Context, names};
use crate::text::Edit;
use crate::{message, rule};
use std::ops::Range;

rule! {
    /// The name of an input or output is not usable as a parameter name.
    ///
    /// - **Fires when** a key of `inputs` or `outputs` does not match `^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$`, or equals another key of the same mapping when case is ignored. In a pipeline job with a parallel node, when a key does not match (an output may not have a dot either).
    /// - **Silent on** component nodes (PJ220 judges those); an input and an output of the same name.
    /// - **Why** A component refuses it at validation; an inline node or a Python step passes `validate` and is refused when it is turned into an anonymous component at submission, a pipeline job when it is sent.
    /// - **Fix** replace bad characters by `_` in the key and in the file's expressions (unsafe).
    ///
    /// Invalid:
    ///
    /// ```yaml component
    /// inputs:
    ///   score-model:
    ///     type: uri_folder
    /// task:
    ///   program_arguments: --model ${{inputs.score-model}}
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml component
    /// inputs:
    ///   score_model:
    ///     type: uri_folder
    /// task:
    ///   program_arguments: --model ${{inputs.score_model}}
    /// ```
    PJ008 "port-name-invalid" Error, on: [Component, Inline, Pipeline, SdkV2], sdk: Late, costs: false, fix: Unsafe, step: check, pipeline: check_pipeline
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for direction in [Direction::Input, Direction::Output] {
        let Some(ports) = step.port_mapping(direction) else { continue };
        for entry in ports.effective() {
            if names::is_port_name(&entry.key) {
                repeated(ports, entry, cx);
            } else {
                invalid(step, direction, ports, entry, cx);
            }
        }
    }
}

/// The names that a pipeline job gives to its own ports.
fn check_pipeline<'a>(pipeline: &'a Pipeline, cx: &mut Context<'a>) {
    for direction in [Direction::Input, Direction::Output] {
        let ports = pipeline.port_mapping(direction).filter(|_| pipeline.is_surely_job);
        for entry in ports.into_iter().flat_map(Mapping::effective) {
            let word = direction == Direction::Input || !entry.key.contains('.');
            if names::is_port_name(&entry.key) && word {
                continue;
            }
            let message = message!("`{name}` is no name for a port; the SDK refuses the job when it is sent", name = entry.key);
            cx.report(entry.key_span, message).help(message!("write letters, digits and `_`"));
        }
    }
}

fn repeated(ports: &Mapping, entry: &Entry, cx: &mut Context) {
    let same = |other: &&Entry| other.key != entry.key && other.key.eq_ignore_ascii_case(&entry.key);
    let earlier = |other: &&Entry| other.span.start < entry.span.start && same(other);
    let Some(other) = ports.entries.iter().find(earlier) else { return };
    let message = message!(
        "`{name}` and `{other}` differ in case only; the SDK refuses the component that is made of the step",
        name = entry.key,
        other = other.key,
    );
    let related = message!("`{other}` stands here", other = other.key);
    cx.report(entry.key_span, message).help(message!("give one of them another name")).related(other.key_span, related);
}

fn invalid(step: &ParallelStep, direction: Direction, ports: &Mapping, entry: &Entry, cx: &mut Context) {
    let message = message!(
        "`{name}` is no name for a parameter; the SDK refuses the component that is made of the step",
        name = entry.key,
    );
    let taken = |name: &String| ports.entries.iter().any(|other| other.key.eq_ignore_ascii_case(name));
    let name = names::port_name(&entry.key).filter(|name| !taken(name));
    let edits = name.as_ref().and_then(|name| edits(cx, step, direction, entry, name));
    let finding = cx.report(entry.key_span, message);
    match name {
        Some(name) => {
            let help = message!("write letters, digits and `_`: `{name}`", name = name);
            finding.help(help).fix_unsafe(super::rename::title(&name), edits)
        }
        None => finding.help(message!("write letters, digits and `_`")),
    };
}

/// Renames the port, in the expressions of the step and in those of other nodes that name it.
fn edits(cx: &Context, step: &ParallelStep, direction: Direction, entry: &Entry, name: &str) -> Option<Vec<Edit>> {
    let here = format!("{}.", direction.word());
    let there = format!("parent.jobs.{}.{here}", step.name);
    let mut own: Vec<&Value> = Vec::new();
    each_value_of(step, &mut |value| own.push(value));
    let mut values = own.clone();
    if let Some(pipeline) = step.pipeline.and_then(|index| cx.model().pipelines.get(index)) {
        pipeline.body.entries.iter().for_each(|entry| each_value(&entry.value, &mut |value| values.push(value)));
    }
    let range = |body: &str, head: &str| {
        let rest = body.strip_prefix(head)?;
        (rest == entry.key).then_some(head.len()..body.len())
    };
    let foreign = |body: &str| -> Option<Range<usize>> { range(body, &there) };
    let mine = rename_everywhere(cx, entry, name, &own, |body| range(body, &here).or_else(|| foreign(body)))?;
    let others = rename_everywhere(cx, entry, name, &values, foreign)?;
    cx.rewrite().all([Some(mine), Some(others)])
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_key() {
        check("yaml pipeline", "inputs:\n  a-b: 1\n  ^^^ PJ008\n  a.b: 1\noutputs:\n  a.b:\n  ^^^ PJ008");
        check("yaml component", "inputs:\n  score-model:\n  ^^^^^^^^^^^ PJ008\n    type: uri_folder\ntask:\n  program_arguments: --m ${{inputs.score-model}}");
        check("yaml inline", "inputs:\n  Side:\n    type: uri_folder\n    path: azureml:a:1\n  side:\n  ^^^^ PJ008\n    type: uri_folder\n    path: azureml:a:1\ntask:\n  program_arguments: --m ${{inputs.Side}} ${{inputs.side}}");
        check("yaml inline", "inputs:\n  a.b:\n    type: uri_folder\n    path: azureml:a:1\ntask:\n  program_arguments: --m ${{inputs.a.b}}");
        check("python v2", "outputs={\"scores\": Output(type=\"uri_file\"), \"1st\": Output()}\n                                            ^^^^^ PJ008\n                                            ^^^^^ PJ231");
    }

    #[test]
    fn renames_everywhere() {
        let block = "inputs:\n  score-model:\n    type: uri_folder\ntask:\n  program_arguments: --m ${{inputs.score-model}} $[[--n ${{inputs.score-model}}]] ${{outputs.score-model}}";
        insta::assert_snapshot!(fix_of("PJ008", "yaml component", block), @r"
        unsafe
        -  score-model:
        +  score_model:
        -  program_arguments: --m ${{inputs.score-model}} $[[--n ${{inputs.score-model}}]] ${{outputs.score-model}}
        +  program_arguments: --m ${{inputs.score_model}} $[[--n ${{inputs.score_model}}]] ${{outputs.score-model}}
        ");
        let block = "outputs={\"sco-res\": Output(type=\"uri_file\")},\ntask=RunFunction(append_row_to=\"${{outputs.sco-res}}\", environment=\"azureml:e:1\", entry_script=\"s.py\", code=\"./src\")";
        insta::assert_snapshot!(fix_of("PJ008", "python v2", block));
    }
}

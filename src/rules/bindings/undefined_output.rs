//! PJ202 `undefined-output`: An expression names an output that the step does not have.

use super::fault::{Fault, FaultKind, Missing};
use super::names;
use super::sites::Role;
use crate::model::{Direction, ParallelStep, Port};
use crate::rules::Context;
use crate::{message, rule};

rule! {
    /// An expression names an output that the step does not have.
    ///
    /// - **Fires when** `${{outputs.<name>}}` in any value under `task` or in `RunFunction(...)` names no key of the step's `outputs`; on a component node, no output of the component.
    /// - **Silent on** what PJ201 is silent on; `append_row_to` in a wrong place (PJ020).
    /// - **Why** Not resolved offline. The rows, or the files of the script, then have no place to go.
    /// - **Fix** near miss, or the only `uri_file` output for `append_row_to`: replace the name, safe. Otherwise none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// task:
    ///   append_row_to: ${{outputs.score}}
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// task:
    ///   append_row_to: ${{outputs.scores}}
    /// ```
    PJ202 "undefined-output" Error, on: [Component, Inline, Node, SdkV2], sdk: No, costs: true, fix: Safe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for fault in cx.faults(step) {
        if let FaultKind::Undefined { what: Missing::Port(Direction::Output), known, near } = &fault.kind {
            let near = near.clone().or_else(|| only_file(step, fault, cx));
            report(step, fault, known, near.as_deref(), cx);
        }
    }
}

fn report(step: &ParallelStep, fault: &Fault, known: &str, near: Option<&str>, cx: &mut Context) {
    let name = fault.piece();
    let message = match fault.role {
        Role::AppendRowTo => message!("the step has no output `{name}`; the rows have no place to go", name = name),
        _ => message!("the step has no output `{name}`; the SDK does not look and sends the job", name = name),
    };
    let help = match near {
        Some(near) => message!("write `${{outputs.{near}}}`", near = near),
        None if known.is_empty() => message!("declare `{name}` under `outputs`", name = name),
        None => message!("the outputs are {known}", known = known),
    };
    let edits = near.and_then(|near| cx.rewrite().set_text_range(&fault.value, fault.range.clone(), near));
    let declared = names::declaration(step, Direction::Output, cx);
    let mut finding = cx.report(fault.span(), message).help(help);
    if let Some((file, span)) = declared {
        finding = finding.related_in(file, span, message!("the component declares its outputs here"));
    }
    finding.fix_safe(message!("Write `{near}`", near = near.unwrap_or_default()), edits);
}

/// The only output that can take the rows.
fn only_file(step: &ParallelStep, fault: &Fault, cx: &Context) -> Option<String> {
    if fault.role != Role::AppendRowTo {
        return None;
    }
    match names::component_of(step, cx) {
        Some(component) => only_uri_file(component?.outputs()),
        None => only_uri_file(step.outputs()),
    }
}

/// The name of the only output of type `uri_file`.
pub(super) fn only_uri_file<'a>(outputs: impl Iterator<Item = Port<'a>>) -> Option<String> {
    let mut files = outputs.filter(|output| output.type_word().is_some_and(|word| word == "uri_file"));
    let only = files.next().filter(|_| files.next().is_none());
    only.map(|output| output.name().to_owned())
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_name() {
        check("yaml inline", "task:\n  append_row_to: ${{outputs.score}}\n                            ^^^^^ PJ202");
        check("yaml component", "task:\n  program_arguments: --o ${{outputs.log}}\n                                    ^^^ PJ202");
        check("python v2 task", "append_row_to='${{outputs.Scores}}'\n                          ^^^^^^ PJ202");
        check("yaml node", "task:\n  type: run_function\n  code: ./src\n  entry_script: score.py\n  environment: azureml:e:1\n  append_row_to: ${{outputs.rows}}\n                            ^^^^ PJ202");
        check("yaml inline", "task:\n  append_row_to: ${{outputs.scores.txt}}");
    }

    #[test]
    fn puts_the_name_right() {
        let fix = |block| fix_of("PJ202", "yaml inline", block);
        assert_eq!(fix("task:\n  append_row_to: ${{outputs.rows}}"), "safe\n-      append_row_to: ${{outputs.rows}}\n+      append_row_to: ${{outputs.scores}}\n");
        assert_eq!(fix("task:\n  program_arguments: --o ${{outputs.rows}}"), "none");
        assert_eq!(fix("outputs:\n  scores: {}\ntask:\n  append_row_to: ${{outputs.rows}}"), "none");
    }
}

//! PJ210 `undefined-pipeline-port`: An expression names an input or output that the pipeline does not have.

use super::fault::{Fault, FaultKind, Missing};
use crate::model::{Direction, ParallelStep};
use crate::rules::Context;
use crate::{message, rule};

rule! {
    /// An expression names an input or output that the pipeline does not have.
    ///
    /// - **Fires when** `${{parent.inputs.<name>}}` in a node, or `${{parent.outputs.<name>}}` in its `outputs`, names no key of the pipeline's `inputs` or `outputs`.
    /// - **Silent on** nodes of other kinds that no parallel node touches; open mappings.
    /// - **Why** Measured: as a plain string in an inline node it raises an exception without a place; in the mapping form (`path: ${{…}}`), on a component node and in settings it passes and is sent.
    /// - **Fix** near miss: replace the name, safe. Otherwise none.
    ///
    /// Invalid:
    ///
    /// ```yaml node
    /// inputs:
    ///   data:
    ///     type: uri_folder
    ///     path: ${{parent.inputs.image}}
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml file
    /// type: pipeline
    /// inputs:
    ///   images:
    ///     type: uri_folder
    ///     path: azureml:images:1
    /// settings:
    ///   default_compute: azureml:cpu-cluster
    /// jobs:
    ///   score:
    ///     type: parallel
    ///     component: azureml:score_files:1
    ///     inputs:
    ///       data:
    ///         type: uri_folder
    ///         path: ${{parent.inputs.images}}
    /// ```
    PJ210 "undefined-pipeline-port" Error, on: [Inline, Node], sdk: No, costs: true, fix: Safe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for fault in cx.faults(step) {
        if let FaultKind::Undefined { what: Missing::PipelinePort(direction), known, near } = &fault.kind {
            report(step, fault, *direction, known, near.as_deref(), cx);
        }
    }
}

fn report(step: &ParallelStep, fault: &Fault, direction: Direction, known: &str, near: Option<&str>, cx: &mut Context) {
    let (name, side) = (fault.piece(), direction.word());
    let message = match direction {
        Direction::Input => message!("the pipeline has no input `{name}`; `{key}` is sent as text", name = name, key = fault.name),
        Direction::Output => message!("the pipeline has no output `{name}`; `{key}` is sent as text", name = name, key = fault.name),
    };
    let help = match near {
        Some(near) => message!("write `${{parent.{side}.{near}}}`", side = side, near = near),
        None if known.is_empty() => message!("declare `{name}` under the pipeline's `{side}`", name = name, side = side),
        None => message!("under the pipeline's `{side}` there are {known}", side = side, known = known),
    };
    let edits = near.and_then(|near| cx.rewrite().set_text_range(&fault.value, fault.range.clone(), near));
    let holder = cx.frame_around(step).and_then(|pipeline| pipeline.get(side));
    let mut finding = cx.report(fault.span(), message).help(help);
    if let Some(holder) = holder {
        finding = finding.related(holder.key_span, message!("the pipeline declares them here"));
    }
    finding.fix_safe(message!("Write `{near}`", near = near.unwrap_or_default()), edits);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    const PIPELINE: &str = "type: pipeline\nsettings:\n  default_compute: azureml:c\ninputs:\n  images:\n    type: uri_folder\n    path: azureml:images:1\njobs:\n  score:\n    type: parallel\n    component: azureml:score_files:1\n";

    #[test]
    fn draws_the_name() {
        check("yaml node", "inputs:\n  data:\n    type: uri_folder\n    path: ${{parent.inputs.image}}\n                           ^^^^^ PJ210");
        check("yaml inline", "mini_batch_size: ${{parent.inputs.size}}\n                                  ^^^^ PJ210");
        check("yaml inline", "outputs:\n  scores: ${{parent.outputs.rows}}\n                            ^^^^ PJ210");
        check("yaml file", &format!("{PIPELINE}    inputs:\n      data: ${{{{parent.inputs.images}}}}\n    compute: a-${{{{parent.inputs.x}}}}\n                                ^ PJ210\n"));
    }

    #[test]
    fn puts_the_name_right() {
        let block = format!("{PIPELINE}    inputs:\n      data: ${{{{parent.inputs.image}}}}\n");
        assert_eq!(fix_of("PJ210", "yaml file", &block), "safe\n-      data: ${{parent.inputs.image}}\n+      data: ${{parent.inputs.images}}\n");
        assert_eq!(fix_of("PJ210", "yaml node", "mini_batch_size: ${{parent.inputs.size}}"), "none");
    }
}

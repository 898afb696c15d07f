//! PJ206 `scope-misspelled`: An expression starts with a word that is no scope, but nearly one.

use super::fault::{Fault, FaultKind};
use super::judge;
use crate::model::{ParallelStep, Pipeline};
use crate::rules::Context;
use crate::{message, rule};

rule! {
    /// An expression starts with a word that is no scope, but nearly one.
    ///
    /// - **Fires when** the first word is `input, output, parents, param, params, job, jobs, node, Inputs, Outputs, Parent` or near `inputs`, `outputs`, `parent`; or the second word after `parent` is `input, output, job, node, nodes` or near `inputs`, `outputs`, `jobs`; or the fourth word of `parent.jobs.<job>.…` is `output` or near `outputs`.
    /// - **Silent on** the correct words; first words of other tools (`env`, `secrets`, `github`, `steps`, `search_space`, `name`).
    /// - **Why** The schema reference itself prints `${{parents.outputs.…}}`. The SDK takes it as literal text.
    /// - **Fix** put the right word, safe (`jobs.<j>.…` → `parent.jobs.<j>.…`).
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// input_data: ${{input.data}}
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// input_data: ${{inputs.data}}
    /// ```
    PJ206 "scope-misspelled" Error, on: [Component, Inline, Node, Pipeline, SdkV2], sdk: No, costs: true, fix: Safe, step: check, pipeline: check_pipeline
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    cx.faults(step).iter().for_each(|fault| report(fault, cx));
}

fn check_pipeline<'a>(pipeline: &'a Pipeline, cx: &mut Context<'a>) {
    judge::of_pipeline(pipeline, cx).iter().for_each(|fault| report(fault, cx));
}

fn report(fault: &Fault, cx: &mut Context) {
    let FaultKind::Misspelled { inner, right } = &fault.kind else { return };
    let message = message!("`{word}` is no scope of expressions; the SDK takes all of it as text", word = fault.piece());
    let help = match right {
        Some(right) => message!("write `${{{right}}}`", right = right),
        None => message!("the scopes are `inputs`, `outputs`, `parent.inputs`, `parent.outputs` and `parent.jobs`"),
    };
    let edits = right.as_ref().and_then(|right| cx.rewrite().set_text_range(&fault.value, inner.clone(), right));
    let title = message!("Write `{right}`", right = right.as_deref().unwrap_or_default());
    cx.report(fault.span(), message).help(help).fix_safe(title, edits);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_word() {
        check("yaml inline", "input_data: ${{input.data}}\n               ^^^^^ PJ206");
        check("yaml component", "task:\n  append_row_to: ${{ Outputs.scores }}\n                     ^^^^^^^ PJ206");
        check("yaml node", "inputs:\n  data: ${{parent.input.data}}\n                  ^^^^^ PJ206");
        check("yaml inline", "inputs:\n  data:\n    path: ${{parent.jobs.a.output.b}}\n                           ^^^^^^ PJ206");
        check("yaml inline", "outputs:\n  scores:\n    type: uri_file\n    path: ${{parents.outputs.scores}}\n             ^^^^^^^ PJ206");
        check("yaml pipeline", "outputs:\n  scores:\n    type: uri_file\n    path: ${{parents.outputs.x}}\n             ^^^^^^^ PJ206");
        check("python v2", "input_data=\"${{params.data}}\"\n               ^^^^^^ PJ206");
    }

    #[test]
    fn is_silent_on_other_tools() {
        check("yaml inline", "environment_variables:\n  A: ${{env.A}} ${{github.sha}} ${{steps.a.b}} ${{search_space.a}} ${{name}}");
    }

    #[test]
    fn puts_the_words_right() {
        let fix = |block| fix_of("PJ206", "yaml inline", block);
        assert_eq!(fix("input_data: ${{ input.data }}"), "safe\n-    input_data: ${{inputs.data}}\n+    input_data: ${{ inputs.data }}\n".replace("${{inputs.data}}\n+", "${{ input.data }}\n+"));
        assert_eq!(fix("inputs:\n  data:\n    path: ${{jobs.a.output.b}}"), "safe\n-        path: ${{jobs.a.output.b}}\n+        path: ${{parent.jobs.a.outputs.b}}\n");
        assert_eq!(fix("input_data: ${{node.data}}"), "none");
    }
}

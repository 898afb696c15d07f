//! PJ207 `malformed-expression`: A text is meant as an expression, but is not one.

use super::fault::{Fault, FaultKind};
use super::judge;
use crate::message::Message;
use crate::model::{Flaw, ParallelStep, Pipeline};
use crate::rules::Context;
use crate::{message, rule};

rule! {
    /// A text is meant as an expression, but is not one.
    ///
    /// - **Fires when** in a value where an expression could stand: `${{` without `}}`, or the reverse; `${{}}`; an expression with a blank or without `.` inside (`${{inputs data}}`, `${{data}}`); `{{inputs.x}}`, `${inputs.x}`, `$(inputs.x)`, `$[[inputs.x]]`, `$inputs.x`, where the first word is `inputs`, `outputs` or `parent`, or a misspelling that PJ206 knows; an optional segment that opens with `$[[` and does not close, closes without opening, is nested, or holds no expression.
    /// - **Silent on** the placeholders `${{name}}`, `${{output_name}}` and `${{default_datastore}}`, which the service fills in in output paths; the same characters without one of the three words (`${HOME}`, `$(date)`); `[[…]]` in other texts; f-strings (PJ408).
    /// - **Why** Measured: `is_data_binding_expression` needs `${{`, no inner blanks, and `}}`; everything else is literal text. Missing `$` stood in a public pipeline for months. Unquoted `{{x}}` at the start of a YAML value is even a syntax error.
    /// - **Fix** complete the delimiters where it is clear what is inside: safe. Nested or empty segments: none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// task:
    ///   program_arguments: --data {{inputs.data}}
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// task:
    ///   program_arguments: --data ${{inputs.data}}
    /// ```
    PJ207 "malformed-expression" Error, on: [Component, Inline, Node, Pipeline, SdkV2], sdk: No, costs: true, fix: Safe, step: check, pipeline: check_pipeline
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    cx.faults(step).iter().for_each(|fault| report(fault, cx));
}

fn check_pipeline<'a>(pipeline: &'a Pipeline, cx: &mut Context<'a>) {
    judge::of_pipeline(pipeline, cx).iter().for_each(|fault| report(fault, cx));
}

fn report(fault: &Fault, cx: &mut Context) {
    let FaultKind::Malformed { flaw, meant } = &fault.kind else { return };
    let help = match meant {
        Some(meant) => message!("write `{meant}`", meant = meant),
        None => help(*flaw),
    };
    let edits = meant.as_ref().and_then(|meant| cx.rewrite().set_text_range(&fault.value, fault.range.clone(), meant));
    let title = message!("Write `{meant}`", meant = meant.as_deref().unwrap_or_default());
    cx.report(fault.span(), message(*flaw, fault.piece())).help(help).fix_safe(title, edits);
}

fn message(flaw: Flaw, piece: &str) -> Message {
    match flaw {
        Flaw::Unclosed => message!("`{piece}` lacks its `}}`, so it stays as text", piece = piece),
        Flaw::Unopened => message!("`{piece}` lacks its `${{`, so it stays as text", piece = piece),
        Flaw::Empty => message!("`{piece}` names nothing", piece = piece),
        Flaw::Blank => message!("`{piece}` has a blank inside, so it stays as text", piece = piece),
        Flaw::NoDot => message!("`{piece}` has no scope in front of the name, so nothing resolves it", piece = piece),
        Flaw::Delimiters => message!("`{piece}` is no expression of Azure ML; it stays as text", piece = piece),
        Flaw::SegmentUnclosed => message!("this optional segment has no `]]`; the arguments get the brackets as text"),
        Flaw::SegmentUnopened => message!("this `]]` closes no `$[[`; the arguments get the brackets as text"),
        Flaw::SegmentNested => message!("optional segments cannot be nested; the arguments get the brackets as text"),
        Flaw::SegmentEmpty => message!("this optional segment holds no expression, so nothing decides whether it stays"),
    }
}

fn help(flaw: Flaw) -> Message {
    match flaw {
        Flaw::SegmentUnclosed => message!("close it behind the expression: `$[[--flag ${{inputs.<name>}}]]`"),
        Flaw::SegmentUnopened => message!("open it before the flag: `$[[--flag ${{inputs.<name>}}]]`"),
        Flaw::SegmentNested => message!("give each optional input a segment of its own, one after the other"),
        Flaw::SegmentEmpty => message!("put the expression of an optional input inside, or take the brackets away"),
        _ => message!("an expression is `${{inputs.<name>}}`: two braces, no blanks inside, a scope and a name"),
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_piece() {
        check("yaml inline", "task:\n  program_arguments: --data {{inputs.data}}\n                            ^^^^^^^^^^^^^^^ PJ207");
        check("yaml inline", "input_data: ${inputs.data}\n            ^^^^^^^^^^^^^^ PJ207");
        check("yaml component", "task:\n  program_arguments: --a ${{inputs.data --b ${{}} $(outputs.x)\n                         ^^^^^^^^^^^^^^ PJ207\n                                            ^^^^^ PJ207\n                                                  ^^^^^^^^^^^^ PJ207");
        check("yaml node", "inputs:\n  data: ${{parent.inputs.data}\n        ^^^^^^^^^^^^^^^^^^^^^^ PJ207");
        check("yaml node", "mini_batch_size: ${{parent inputs size}}\n                 ^^^^^^^^^^^^^^^^^^^^^^^ PJ207");
        check("yaml pipeline", "inputs:\n  images:\n    path: ${{data}}\n          ^^^^^^^^^ PJ207");
        check("python v2", "input_data=\"$inputs.data\"\n            ^^^^^^^^^^^^ PJ207");
        check("python v2 task", "program_arguments=\"$[[--a ${{inputs.data}}\"\n                   ^^^ PJ207");
    }

    #[test]
    fn is_silent_on_other_texts() {
        check("yaml inline", "environment_variables:\n  A: ${HOME} $(date) {{item}} [[1]]");
        check("yaml inline", "outputs:\n  scores:\n    type: uri_file\n    path: azureml://datastores/${{default_datastore}}/paths/${{name}}/${{output_name}}");
        check("python v2 task", "program_arguments=\"--a ${{inputs.\" + name() + \"}}\"");
        check("python v2 task", "program_arguments=\"--a ${{\" + name()");
    }

    #[test]
    fn completes_the_delimiters() {
        let fix = |frame, block| fix_of("PJ207", frame, block);
        assert_eq!(fix("yaml inline", "input_data: ${inputs.data}"), "safe\n-    input_data: ${inputs.data}\n+    input_data: ${{inputs.data}}\n");
        assert_eq!(fix("yaml inline", "task:\n  program_arguments: --d {{ inputs.data }} 5"), "safe\n-      program_arguments: --d {{ inputs.data }} 5\n+      program_arguments: --d ${{inputs.data}} 5\n");
        assert_eq!(fix("python v2", "input_data='${{inputs.data}'"), "safe\n-    input_data='${{inputs.data}',\n+    input_data='${{inputs.data}}',\n");
        assert_eq!(fix("yaml inline", "input_data: ${{data}}"), "none");
    }
}

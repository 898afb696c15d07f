//! PJ204 `append-row-to-not-a-binding`: `append_row_to` is not `${{outputs.<name>}}`.

use super::fault::{Fault, FaultKind};
use super::names::Names;
use super::sites::Role;
use crate::diagnostic::Applicability;
use crate::model::{Data, Direction, ParallelStep, Value, scan};
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// `append_row_to` is not `${{outputs.<name>}}`.
    ///
    /// - **Fires when** the value is not exactly one expression: plain text, the empty string, or an expression with text around it such as `${{outputs.scores}}/scores.csv`.
    /// - **Silent on** what PJ203 is silent on.
    /// - **Why** Documented form; any text loads and is sent. The form with a file name comes from a widely copied article.
    /// - **Fix** the bare name of an output, or `outputs.<name>`: wrap it, safe. Text after one expression: delete the text, unsafe. Otherwise none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// task:
    ///   append_row_to: ${{outputs.scores}}/scores.csv
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// task:
    ///   append_row_to: ${{outputs.scores}}
    /// ```
    PJ204 "append-row-to-not-a-binding" Error, on: [Component, Inline, Node, SdkV2], sdk: No, costs: true, fix: Mixed, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for violation in cx.violations(step) {
        no_text(violation.value, cx);
    }
    for given in step.given(Field::AppendRowTo) {
        if let Data::Object(object) = &given.value().data
            && object.name() == "Output"
        {
            no_text(given.value(), cx);
        }
    }
    for fault in cx.faults(step) {
        if fault.role == Role::AppendRowTo && fault.kind == FaultKind::NotAlone {
            text(step, fault, cx);
        }
    }
}

/// A value that is no text at all.
fn no_text(value: &Value, cx: &mut Context) {
    let kind = value.data.kind();
    let message = message!("`append_row_to` must be the text `${{outputs.<name>}}`, not {kind}", kind = kind);
    cx.report(value.span, message).help(message!("declare the file under `outputs` and name that output here"));
}

fn text(step: &ParallelStep, fault: &Fault, cx: &mut Context) {
    let message = message!("`append_row_to` is not one `${{outputs.<name>}}`; the SDK sends the text as it is, and the rows have no place to go");
    let meant = meant(step, fault.text().trim(), cx);
    let help = match &meant {
        Some((_, meant)) => message!("write `{meant}`", meant = meant),
        None => message!("declare a `uri_file` under `outputs` and write `${{outputs.<name>}}`"),
    };
    let (applicability, meant) = meant.unwrap_or((Applicability::Safe, String::new()));
    let edits = (!meant.is_empty()).then(|| cx.rewrite().set_value(&fault.value, &Literal::text(&meant))).flatten();
    let title = message!("Write `{meant}`", meant = meant);
    cx.report(fault.value.span, message).help(help).fix(applicability, title, edits);
}

/// What a text means: it is the bare name of an output, or begins with the one expression that it holds.
fn meant(step: &ParallelStep, text: &str, cx: &Context) -> Option<(Applicability, String)> {
    let names = Names::of_step(step, Direction::Output, cx);
    let name = text.strip_prefix("outputs.").unwrap_or(text);
    if names.known().iter().any(|known| known == name) {
        return Some((Applicability::Safe, format!("${{{{outputs.{name}}}}}")));
    }
    match scan(text).expressions.as_slice() {
        [only] if only.range.start == 0 => Some((Applicability::Unsafe, text[only.range.clone()].to_owned())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_value() {
        check("yaml inline", "task:\n  append_row_to: ${{outputs.scores}}/scores.csv\n                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ204");
        check("yaml component", "task:\n  append_row_to: ''\n                 ^^ PJ204");
        check("python v2 task", "append_row_to=\"scores\"\n              ^^^^^^^^ PJ204");
        check("python v2 task", "append_row_to=Output(type=\"uri_file\")\n              ^^^^^^^^^^^^^^^^^^^^^^^ PJ204");
        check("yaml inline", "task:\n  append_row_to: 5\n                 ^ PJ204");
        check("python v2 task", "append_row_to=name()");
    }

    #[test]
    fn binds_the_output() {
        let fix = |frame, block| fix_of("PJ204", frame, block);
        assert_eq!(fix("yaml inline", "task:\n  append_row_to: ${{outputs.scores}}/a"), "unsafe\n-      append_row_to: ${{outputs.scores}}/a\n+      append_row_to: ${{outputs.scores}}\n");
        assert_eq!(fix("yaml inline", "task:\n  append_row_to: outputs.scores"), "safe\n-      append_row_to: outputs.scores\n+      append_row_to: ${{outputs.scores}}\n");
        assert_eq!(fix("yaml inline", "task:\n  append_row_to: x/${{outputs.scores}}"), "none");
    }
}

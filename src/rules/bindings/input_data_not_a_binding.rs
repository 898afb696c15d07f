//! PJ203 `input-data-not-a-binding`: `input_data` is not `${{inputs.<name>}}`.

use super::fault::{Fault, FaultKind};
use super::names::Names;
use super::sites::Role;
use crate::diagnostic::Applicability;
use crate::model::{Data, Direction, ParallelStep, Value};
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// `input_data` is not `${{inputs.<name>}}`.
    ///
    /// - **Fires when** the value, blanks around it removed, is not exactly one expression; in Python also an `Input(...)` call or another literal that is not a string.
    /// - **Silent on** a single expression with a wrong scope (PJ205, PJ206) or name (PJ201); malformed expressions (PJ207); dynamic values.
    /// - **Why** Documented form. YAML takes any text, also `./data` and `azureml:images:1`, and sends it. Python raises only if it is not a string.
    /// - **Fix** the bare name of an input, or `inputs.<name>`: wrap it, safe. A path that exactly one input has: bind that input, unsafe. Otherwise none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// input_data: data
    /// ```
    ///
    /// ```python v2
    /// input_data="data"
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// input_data: ${{inputs.data}}
    /// ```
    PJ203 "input-data-not-a-binding" Error, on: [Component, Inline, Node, SdkV2], sdk: No, costs: true, fix: Mixed, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for violation in cx.violations(step) {
        no_text(violation.value, cx);
    }
    for given in step.given(Field::InputData) {
        if let Data::Object(object) = &given.value().data
            && object.name() == "Input"
        {
            no_text(given.value(), cx);
        }
    }
    for fault in cx.faults(step) {
        if fault.role == Role::InputData && fault.kind == FaultKind::NotAlone {
            text(step, fault, cx);
        }
    }
}

/// A value that is no text at all.
fn no_text(value: &Value, cx: &mut Context) {
    let kind = value.data.kind();
    let message = message!("`input_data` must be the text `${{inputs.<name>}}`, not {kind}", kind = kind);
    cx.report(value.span, message).help(message!("declare the data under `inputs` and name that input here"));
}

fn text(step: &ParallelStep, fault: &Fault, cx: &mut Context) {
    let message = message!("`input_data` is not one `${{inputs.<name>}}`; the SDK sends the text as it is, and no data is found");
    let (applicability, meant) = match meant(step, fault.text().trim(), cx) {
        Some((applicability, name)) => (applicability, Some(format!("${{{{inputs.{name}}}}}"))),
        None => (Applicability::Safe, None),
    };
    let help = match &meant {
        Some(meant) => message!("write `{meant}`", meant = meant),
        None => message!("declare the data under `inputs` and write `${{inputs.<name>}}`"),
    };
    let edits = meant.as_ref().and_then(|meant| cx.rewrite().set_value(&fault.value, &Literal::text(meant)));
    let title = message!("Write `{meant}`", meant = meant.unwrap_or_default());
    cx.report(fault.value.span, message).help(help).fix(applicability, title, edits);
}

/// The input that a text means: it is the bare name of one, or the path of just one.
fn meant(step: &ParallelStep, text: &str, cx: &Context) -> Option<(Applicability, String)> {
    let names = Names::of_step(step, Direction::Input, cx);
    let name = text.strip_prefix("inputs.").unwrap_or(text);
    if names.known().iter().any(|known| known == name) {
        return Some((Applicability::Safe, name.to_owned()));
    }
    let has_path = |port: &crate::model::Port| {
        let path = port.attribute("path").map_or(port.value(), |entry| &entry.value);
        path.known_text() == Some(text)
    };
    let mut inputs = step.inputs().filter(has_path);
    let only = inputs.next().filter(|_| inputs.next().is_none())?;
    Some((Applicability::Unsafe, only.name().to_owned()))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_value() {
        check("yaml inline", "input_data: data\n            ^^^^ PJ203");
        check("yaml component", "input_data: ./data\n            ^^^^^^ PJ203");
        check("yaml node", "input_data: azureml:images:1\n            ^^^^^^^^^^^^^^^^ PJ203");
        check("python v2", "input_data=\"data\"\n           ^^^^^^ PJ203");
        check("python v2", "input_data=Input(type=\"uri_folder\", path=\"azureml:images:1\")\n           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ PJ203");
        check("python v2", "input_data=[\"data\"]\n           ^^^^^^^^ PJ203");
        check("yaml inline", "input_data: ${{inputs.data}}/a\n            ^^^^^^^^^^^^^^^^^^ PJ203");
        check("yaml inline", "input_data: ''\n            ^^ PJ203");
    }

    #[test]
    fn blanks_around_do_not_count() {
        check("yaml inline", "input_data: ' ${{ inputs.data }} '");
        check("python v2", "input_data=some_name()");
        check("python v2", "input_data=f\"${{{{inputs.{name}}}}}\"");
        check("yaml inline", "input_data: ${{name}}");
    }

    #[test]
    fn binds_the_input() {
        let fix = |frame, block| fix_of("PJ203", frame, block);
        assert_eq!(fix("yaml inline", "input_data: data"), "safe\n-    input_data: data\n+    input_data: ${{inputs.data}}\n");
        assert_eq!(fix("python v2", "input_data='inputs.data'"), "safe\n-    input_data='inputs.data',\n+    input_data='${{inputs.data}}',\n");
        assert_eq!(fix("yaml inline", "input_data: azureml:images:1"), "unsafe\n-    input_data: azureml:images:1\n+    input_data: ${{inputs.data}}\n");
        assert_eq!(fix("yaml inline", "input_data: ./data"), "none");
    }
}

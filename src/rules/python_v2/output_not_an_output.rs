//! PJ407 `output-not-an-output`: An output is not given as an `Output`.

use super::import;
use crate::model::{Data, ParallelStep, Value};
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::tables::{self, Field, Place, Surface};
use crate::text::Edit;
use crate::{message, rule};

rule! {
    /// An output is not given as an `Output`.
    ///
    /// - **Fires when** a value in the `outputs` mapping of `parallel_run_function` is a string, number, list or `Input(...)`.
    /// - **Silent on** dictionaries with `type` (accepted); dynamic values.
    /// - **Why** `TypeError: Output() argument after ** must be a mapping, not NoneType`, which names neither the output nor the line of the mapping.
    /// - **Fix** a string that is a type: `Output(type="…")`; a string that is a path: `Output(type="uri_folder", path="…")`; unsafe.
    ///
    /// Invalid:
    ///
    /// ```python v2
    /// outputs={"scores": "uri_file"}
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v2
    /// outputs={"scores": Output(type="uri_file")}
    /// ```
    PJ407 "output-not-an-output" Error, on: [SdkV2], sdk: Poor, costs: false, fix: Unsafe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for port in step.outputs() {
        let value = port.value();
        let kind = match &value.data {
            Data::Object(object) if object.name() == "Input" => message!("an `Input`"),
            Data::Text(_) if !value.is_dynamic() => message!("a text"),
            Data::Int(_) | Data::Float(_) | Data::Bool(_) => message!("a number"),
            Data::List(_) | Data::Tuple(_) => message!("a list"),
            _ => continue,
        };
        let message = message!(
            "the output `{name}` is {kind}; `parallel_run_function` raises a `TypeError` that names neither the output nor its line",
            name = port.name(),
            kind = kind,
        );
        let edits = edits(value, cx);
        let help = message!("write `Output(type=\"uri_file\")` or `Output(type=\"uri_folder\")`");
        cx.report(value.span, message).help(help).fix_unsafe(message!("Make it an `Output`"), edits);
    }
}

/// A type or a path as an `Output`.
fn edits(value: &Value, cx: &Context) -> Option<Vec<Edit>> {
    let text = value.known_text()?;
    let types = &tables::entry(Surface::SdkV2, Place::Output, Field::OutputType)?.values;
    let arguments = match () {
        () if types.contains(&text) => vec![("type", Literal::text(text))],
        () if text.contains(['/', ':']) => vec![("type", Literal::text("uri_folder")), ("path", Literal::text(text))],
        () => return None,
    };
    let (name, import) = import::name(cx, "azure.ai.ml", "Output")?;
    cx.rewrite().all([Some(import), cx.rewrite().set_value(value, &Literal::call(name, arguments))])
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_value() {
        check("python v2", "outputs={\"scores\": \"uri_file\"}\n                   ^^^^^^^^^^ PJ407");
        check("python v2", "outputs={\"scores\": Input(type=\"uri_file\")}\n                   ^^^^^^^^^^^^^^^^^^^^^^ PJ407");
        check("python v2", "outputs={\"scores\": 5}\n                   ^ PJ407");
        check("python v2", "outputs=dict(scores=[\"uri_file\"])\n                    ^^^^^^^^^^^^ PJ407");
    }

    #[test]
    fn silent() {
        check("python v2", "outputs={\"scores\": {\"type\": \"uri_file\"}}");
        check("python v2", "outputs={\"scores\": make()}");
    }

    #[test]
    fn becomes_an_output() {
        let fixed = |value| fix_of("PJ407", "python v2", &format!("outputs={{\"scores\": {value}}}"));
        assert_eq!(fixed("\"uri_file\""), "unsafe\n-    outputs={\"scores\": \"uri_file\"},\n+    outputs={\"scores\": Output(type=\"uri_file\")},\n");
        assert_eq!(
            fixed("\"azureml://datastores/a/paths/b\""),
            "unsafe\n-    outputs={\"scores\": \"azureml://datastores/a/paths/b\"},\n+    outputs={\"scores\": Output(type=\"uri_folder\", path=\"azureml://datastores/a/paths/b\")},\n",
        );
        assert_eq!(fixed("5"), "none");
    }
}

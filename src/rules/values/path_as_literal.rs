//! PJ150 `path-as-literal`: A path or asset is given as a plain string and becomes a literal.

use crate::rules::shared::ports::info;
use crate::model::{Data, ParallelStep, Port, Value};
use crate::rules::Context;
use crate::rules::shared::reference::{is_asset_name, is_versioned};
use crate::surface::rewrite::Literal;
use crate::tables::{Field, FieldInfo};
use crate::text::Edit;
use crate::{message, rule};

rule! {
    /// A path or asset is given as a plain string and becomes a literal.
    ///
    /// - **Fires when** in `inputs` of an inline node or of the `parallel_run_function` call itself, a value is a plain string that has the form `azureml:<name>`, with `:<version>` or `@<label>`, or `azureml://datastores/…`, or `azureml://…/paths/…`, or that starts with `wasb`, `abfs`, `adl:`, `file:`, `./` or `../`; or is any string or number while `input_data` names this input.
    /// - **Silent on** component nodes and calls of a built step (there a string becomes a path of the declared type); expressions; `{value: …}`; other `azureml://` addresses (tracking servers are passed that way); other inputs with ordinary words.
    /// - **Why** Measured: the string is sent as a literal parameter; nothing is uploaded, mounted or versioned, and the script receives the text.
    /// - **Fix** wrap as `{type: uri_folder, path: …}` or `Input(type="uri_folder", path=…)`; `uri_file` if the path ends in a file extension; unsafe, because the type is a guess.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// inputs:
    ///   data: azureml:images:1
    /// ```
    ///
    /// ```python v2
    /// inputs={"data": "azureml:images:1"}
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// inputs:
    ///   data:
    ///     type: uri_folder
    ///     path: azureml:images:1
    /// ```
    PJ150 "path-as-literal" Error, on: [Inline, SdkV2], sdk: No, costs: true, fix: Unsafe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    if step.uses_component() {
        return;
    }
    let split = step.split_name();
    for port in step.inputs() {
        judge(&port, split == Some(port.name()), cx);
    }
}

fn judge<'a>(port: &Port<'a>, is_split: bool, cx: &mut Context<'a>) {
    let value = port.value();
    let text = value.known_text();
    let is_literal = text.is_some() || matches!(value.data, Data::Int(_) | Data::Float(_) | Data::Bool(_));
    if !(is_literal && is_split || text.is_some_and(is_path)) {
        return;
    }
    let message = match text {
        Some(_) if is_split => message!(
            "`{name}` is a plain string, so its text is sent as a literal parameter and there is no data to split",
            name = port.name()
        ),
        Some(_) => message!(
            "`{name}` is a plain string, so nothing is mounted and the script receives the text",
            name = port.name()
        ),
        None => message!("`{name}` is a plain value, so there is no data to split", name = port.name()),
    };
    let edits = text.and_then(|text| wrap(port, value, text, cx));
    let help = match (text, cx.language()) {
        (None, _) => message!("let `input_data` name an input of type `uri_folder` or `mltable`"),
        (Some(_), crate::document::Language::Yaml) => message!("write a mapping with `type` and `path`"),
        (Some(_), _) => message!("write `Input(type=…, path=…)`"),
    };
    cx.report(value.span, message).help(help).fix_unsafe(message!("Make it an input with a type and a path"), edits);
}

/// Whether a text can only be meant as data. Other `azureml://` addresses are passed to scripts as they are.
fn is_path(text: &str) -> bool {
    let asset = text.strip_prefix("azureml:").filter(|rest| !rest.starts_with('/'));
    let address = text.strip_prefix("azureml://");
    asset.is_some_and(|name| is_asset_name(name) || is_versioned(name))
        || address.is_some_and(|rest| rest.starts_with("datastores/") || rest.contains("/paths/"))
        || STARTS.iter().any(|start| text.starts_with(start))
}

/// The starts of addresses of storage and of paths beside the file.
const STARTS: [&str; 6] = ["wasb", "abfs", "adl:", "file:", "./", "../"];

fn wrap(port: &Port, value: &Value, text: &str, cx: &Context) -> Option<Vec<Edit>> {
    let key = |field: Field| info(port, field).map(|info: &FieldInfo| info.key);
    let kind = if is_file(text) { "uri_file" } else { "uri_folder" };
    let entries = [(key(Field::InputType)?, Literal::text(kind)), (key(Field::InputPath)?, Literal::text(text))];
    let literal = match cx.language() {
        crate::document::Language::Yaml => Literal::mapping(entries),
        _ => Literal::call(cx.model().local_name("Input")?, entries),
    };
    cx.rewrite().set_value(value, &literal)
}

/// Whether the last part of a path has a file extension. A registered asset has none.
fn is_file(text: &str) -> bool {
    let last = text.rsplit('/').next().unwrap_or_default();
    let extension = last.rsplit_once('.').map(|(stem, extension)| (stem.trim_matches('.'), extension));
    let plain = |text: &str| !text.is_empty() && text.chars().all(char::is_alphanumeric);
    text.contains('/') && extension.is_some_and(|(stem, extension)| !stem.is_empty() && plain(extension))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    fn other(value: &str) -> String {
        format!(
            "inputs:\n  data:\n    type: uri_folder\n    path: azureml:images:1\n  model: {value}\ntask:\n  program_arguments: --model ${{{{inputs.model}}}}"
        )
    }

    fn fires(value: &str) {
        let drawn = format!("  model: {value}\n         {} PJ150\n", "^".repeat(value.len()));
        check("yaml inline", &other(value).replace(&format!("  model: {value}\n"), &drawn));
    }

    #[test]
    fn marks_what_can_only_be_a_path() {
        for value in ["azureml:m", "azureml:m:1", "azureml:m@latest", "./m", "../m.pkl", "wasbs://c@a.net/m", "file:m"] {
            fires(value);
        }
        fires("azureml://datastores/d/paths/m");
        fires("azureml://subscriptions/s/resourcegroups/g/workspaces/w/datastores/d/paths/m/");
    }

    #[test]
    fn leaves_other_texts() {
        for value in ["resnet", "data/x", "azureml://eastus.api.azureml.ms/mlflow/v1.0/x", "https://a.net/m", "5", "/mnt/x"] {
            check("yaml inline", &other(value));
        }
        check("yaml inline", "inputs:\n  data: ${{parent.inputs.images}}\n                         ^^^^^^ PJ210");
        check("yaml inline", &other("{value: ./m}"));
        check("yaml node", "inputs:\n  data: azureml:images:1");
    }

    #[test]
    fn what_is_split_is_no_text() {
        check("yaml inline", "inputs:\n  data: images\n        ^^^^^^ PJ150");
        check("yaml inline", "inputs:\n  data: 5\n        ^ PJ150");
        check("python v2", "inputs={\"data\": images}");
        check("python v2 after", "node = score(data=\"azureml:images:1\")");
    }

    #[test]
    fn wraps_the_path() {
        let fixed = fix_of("PJ150", "yaml inline", "inputs:\n  data: ./a/b.csv");
        assert_eq!(fixed, "unsafe\n-      data: ./a/b.csv\n+      data:\n+        type: uri_file\n+        path: ./a/b.csv\n");
        let fixed = fix_of("PJ150", "python v2", "inputs={\"data\": \"azureml:images:1\"}");
        let line = "+    inputs={\"data\": Input(type=\"uri_folder\", path=\"azureml:images:1\")},\n";
        assert!(fixed.starts_with("unsafe\n") && fixed.ends_with(line), "{fixed}");
        assert_eq!(fix_of("PJ150", "yaml inline", "inputs:\n  data: 5"), "none");
    }
}

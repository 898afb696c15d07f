//! PJ162 `append-row-to-not-a-file`: The output that collects the rows is not a single file.

use crate::rules::shared::ports::{allowed, attributes, info, type_of, type_span};
use crate::rules::shared::split::is_assigned;
use super::words::write_word;
use crate::model::{Direction, ParallelStep, Port, Value, scan};
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::tables::Field;
use crate::text::Edit;
use crate::{message, rule};

rule! {
    /// The output that collects the rows is not a single file.
    ///
    /// - **Fires when** `append_row_to` names an output whose type is not `uri_file`, or that has none (then it is `uri_folder`).
    /// - **Silent on** component nodes; outputs assigned a type later in Python (`<node>.outputs.<n>.type = …`); unknown outputs (PJ202).
    /// - **Why** The sources disagree, hence off: the text speaks of one file that all results are appended to, and the maintained samples use `uri_file`; an older page allows folders only, two others show `mltable`, generated components have `uri_folder`. Whoever reads the output must know which it is.
    /// - **Fix** set `type: uri_file`, unsafe.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// outputs:
    ///   scores:
    ///     type: uri_folder
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// outputs:
    ///   scores:
    ///     type: uri_file
    /// ```
    PJ162 "append-row-to-not-a-file" Warning, on: [Component, Inline, SdkV2], sdk: No, costs: true, fix: Unsafe, default: false, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let name = step.value(Field::AppendRowTo).and_then(output_name);
    let Some(port) = name.and_then(|name| step.port(Direction::Output, name)) else { return };
    let Some(kind) = kind(&port).filter(|kind| *kind != FILE) else { return };
    if step.uses_component() || is_assigned(&port, Field::OutputType, cx) {
        return;
    }
    let message = message!(
        "`append_row_to` collects the rows in one file, but `{name}` is `{kind}` (the documentation disagrees on which is right)",
        name = port.name(),
        kind = kind
    );
    let edits = set_type(&port, cx);
    let help = message!("write `type: {kind}`", kind = FILE);
    cx.report(type_span(&port), message).help(help).fix_unsafe(message!("Write `{kind}`", kind = FILE), edits);
}

/// The output that an expression names.
fn output_name(value: &Value) -> Option<&str> {
    let text = value.text()?.as_str();
    let found = scan(text);
    let [expression] = found.expressions.as_slice() else { return None };
    expression.body(text).strip_prefix("outputs.")
}

/// The type of an output; nothing after the name means a folder.
fn kind(port: &Port) -> Option<&'static str> {
    if port.value().is_null() {
        let default = info(port, Field::OutputType)?.default.as_deref()?;
        return allowed(info(port, Field::OutputType)?, default);
    }
    type_of(port)
}

fn set_type(port: &Port, cx: &Context) -> Option<Vec<Edit>> {
    let key = info(port, Field::OutputType)?.key;
    let Some(attributes) = attributes(port) else {
        return cx.rewrite().set_value(port.value(), &Literal::mapping([(key, Literal::text(FILE))]));
    };
    match attributes.get(key) {
        Some(entry) => write_word(&entry.value, FILE, true, cx),
        None => cx.rewrite().insert_first(attributes, key, &Literal::text(FILE)),
    }
}

const FILE: &str = "uri_file";

#[cfg(test)]
mod tests {
    use crate::rules::RuleSet;
    use crate::rules::testing::{check, check_with, fix_of};

    #[track_caller]
    fn check_on(frame: &str, block: &str) {
        check_with(frame, block, &RuleSet::of(|rule| rule.default || rule.code == "PJ162"));
    }

    #[test]
    fn marks_the_type() {
        check_on("yaml inline", "outputs:\n  scores:\n    type: uri_folder\n          ^^^^^^^^^^ PJ162");
        check_on("yaml inline", "outputs:\n  scores:\n  ^^^^^^ PJ162");
        check_on("yaml component", "outputs:\n  scores:\n    type: mltable\n          ^^^^^^^ PJ162");
        check_on("python v2", "outputs={\"scores\": Output()}\n         ^^^^^^^^ PJ162");
        check_on("python v2 after", "node = score(data=x)\nnode.outputs.scores.type = kind");
        check_on("python v2", "outputs={\"scores\": Output(type=kind)}");
        check("yaml inline", "outputs:\n  scores:\n    type: uri_folder");
    }

    #[test]
    fn a_type_assigned_later_counts() {
        let import = "from azure.ai.ml import Output\nfrom azure.ai.ml.parallel import RunFunction, parallel_run_function\n";
        let call = "s = parallel_run_function(name=\"s\", compute=\"c\", mini_batch_error_threshold=1, retry_settings={\"timeout\": 60}, mini_batch_size=\"1\", inputs=i, input_data=d, outputs={\"o\": Output()}, task=RunFunction(code=\"./src\", entry_script=\"score.py\", environment=\"azureml:e:1\", append_row_to=\"${{outputs.o}}\"))\n";
        check_on("python file", &format!("{import}{call}node = s()\nnode.outputs.o.type = \"uri_file\""));
    }

    #[test]
    fn makes_it_a_file() {
        let fixed = fix_of("PJ162", "yaml inline", "outputs:\n  scores:\n    type: uri_folder");
        assert_eq!(fixed, "unsafe\n-        type: uri_folder\n+        type: uri_file\n");
        let fixed = fix_of("PJ162", "yaml inline", "outputs:\n  scores:");
        assert_eq!(fixed, "unsafe\n+        type: uri_file\n");
        let fixed = fix_of("PJ162", "yaml inline", "outputs:\n  scores:\n    mode: upload");
        assert_eq!(fixed, "unsafe\n+        type: uri_file\n");
    }
}

//! PJ173 `output-registration`: The data asset that an output is to be registered as has no name, or one that is refused.

use crate::rules::shared::ports::{attribute, attributes};
use crate::model::{Direction, ParallelStep, Pipeline, Port};
use crate::rules::Context;
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// The data asset that an output is to be registered as has no name, or one that is refused.
    ///
    /// - **Fires when** an output of a node or pipeline job, or `Output(...)` in Python, has a `version` but no `name`; or a `name` with other characters than ASCII letters, digits, `-` and `_`, or with more than 255.
    /// - **Silent on** outputs with neither; components, whose outputs register nothing; names and versions that are not known.
    /// - **Why** The SDK stops with "Output name is required when output version is specified." or "The output name … can only contain alphanumeric characters, dashes and underscores", without a place.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// outputs:
    ///   scores:
    ///     type: uri_file
    ///     version: "1"
    /// ```
    ///
    /// ```python v2
    /// outputs={"scores": Output(type="uri_file", name="my scores")}
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// outputs:
    ///   scores:
    ///     type: uri_file
    ///     name: my-scores
    ///     version: "1"
    /// ```
    PJ173 "output-registration" Error, on: [Inline, Node, Pipeline, SdkV2], sdk: Poor, costs: false, fix: None, step: check, pipeline: check_pipeline
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    step.outputs().for_each(|port| judge(&port, cx));
}

fn check_pipeline<'a>(pipeline: &'a Pipeline, cx: &mut Context<'a>) {
    pipeline.ports(Direction::Output).for_each(|port| judge(&port, cx));
}

fn judge<'a>(port: &Port<'a>, cx: &mut Context<'a>) {
    let name = attribute(port, Field::OutputName).filter(|entry| !entry.value.is_empty_text());
    if let Some(entry) = name {
        let invalid = entry.value.known_text().filter(|text| !is_valid(text));
        if let Some(text) = invalid {
            let message = message!("`{name}` is no name for a data asset; the SDK refuses the output", name = text);
            cx.report(entry.value.span, message).help(message!("write letters, digits, `-` and `_`, at most 255"));
        }
        return;
    }
    let version = attribute(port, Field::OutputVersion);
    let given = version.filter(|entry| !entry.value.is_empty_text() && (!entry.value.is_dynamic() || entry.value.text().is_some()));
    let closed = attributes(port).is_some_and(|attributes| !attributes.open);
    if let Some(entry) = given.filter(|_| closed) {
        let message = message!("`{port}` has a version, but no name to register it under; the SDK refuses that", port = port.name());
        cx.report(entry.key_span, message).help(message!("add `name`, or delete `{key}`", key = entry.key));
    }
}

/// What the SDK takes as the name of a data asset.
fn is_valid(name: &str) -> bool {
    name.len() <= 255 && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    fn output(attributes: &str) -> String {
        format!("outputs:\n  scores:\n    type: uri_file\n    {attributes}")
    }

    #[test]
    fn a_version_needs_a_name() {
        check("yaml inline", &output("version: '1'\n    ^^^^^^^ PJ173"));
        check("yaml pipeline", &output("version: '1'\n    ^^^^^^^ PJ173"));
        check("python v2", "outputs={\"scores\": Output(type=\"uri_file\", version=\"1\")}\n                                           ^^^^^^^ PJ173");
    }

    #[test]
    fn a_name_has_its_letters() {
        check("yaml inline", &output("name: a.b\n          ^^^ PJ173"));
        check("yaml node", &output("name: 'スコア'\n          ^^^^^ PJ173"));
    }

    #[test]
    fn silent() {
        check("yaml inline", &output("name: my_scores-2\n    version: '1'"));
        check("python v2", "outputs={\"scores\": Output(type=\"uri_file\", name=name, version=\"1\")}");
        check("python v2", "outputs={\"scores\": Output(type=\"uri_file\", version=version)}");
        check("python v2", "outputs={\"scores\": Output(type=\"uri_file\", version=\"1\", **more)}");
        check("python v2", "outputs={\"scores\": Output(type=\"uri_file\", version=\"\")}");
    }
}

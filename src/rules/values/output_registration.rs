//! PJ173 `output-registration`: The data asset that an output is to be registered as has no name, or one that is refused.

use crate::model::{Data, Direction, Entry, FileModel, ParallelStep, Pipeline, Port, PortAssignment, Value};
use crate::rules::Context;
use crate::rules::shared::ports::{assignments, attribute, attributes};
use crate::tables::Field;
use crate::{message, rule};

rule! {
    /// The data asset that an output is to be registered as has no name, or one that is refused.
    ///
    /// - **Fires when** an output of a node or pipeline job, or `Output(...)` in Python, has a `version` but no `name`, or gets one by `<node>.outputs.<name>.version = …`; or a `name` with other characters than ASCII letters, digits, `-` and `_`, or with more than 255.
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
    PJ173 "output-registration" Error, on: [Inline, Node, Pipeline, SdkV2], sdk: Poor, costs: false, fix: None, step: check, pipeline: check_pipeline, file: check_file
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    step.outputs().for_each(|port| judge(&port, cx));
}

fn check_pipeline<'a>(pipeline: &'a Pipeline, cx: &mut Context<'a>) {
    pipeline.ports(Direction::Output).for_each(|port| judge(&port, cx));
}

/// What Python assigns to the outputs of nodes.
fn check_file<'a>(model: &'a FileModel, cx: &mut Context<'a>) {
    for (assigned, _) in assignments(model, |_| Field::OutputName) {
        if cx.component(&assigned.component).is_some() {
            name(&assigned.entry.value, true, cx);
        }
    }
    for (assigned, _) in assignments(model, |_| Field::OutputVersion) {
        let Some(component) = cx.component(&assigned.component).filter(|_| is_given(&assigned.entry.value)) else { continue };
        let declared = component.port(Direction::Output, &assigned.port);
        // Another assignment may name it, whatever node it is of.
        let named = |other: &PortAssignment| other.port == assigned.port;
        let lacks_name = declared.is_some_and(|port| lacks_name(&port));
        if lacks_name && !assignments(model, |_| Field::OutputName).any(|(other, _)| named(other)) {
            nameless(&assigned.entry, &assigned.port, cx);
        }
    }
}

fn judge<'a>(port: &Port<'a>, cx: &mut Context<'a>) {
    if let Some(entry) = attribute(port, Field::OutputName).filter(|entry| !entry.value.is_empty_text()) {
        return name(&entry.value, false, cx);
    }
    let version = attribute(port, Field::OutputVersion).filter(|entry| is_given(&entry.value));
    if let Some(entry) = version.filter(|_| lacks_name(port)) {
        nameless(entry, port.name(), cx);
    }
}

/// Judges a name. What is assigned is not looked at before the pipeline is validated, expressions and numbers alike.
fn name(value: &Value, assigned: bool, cx: &mut Context) {
    let shown = match &value.data {
        Data::Text(text) if assigned => Some(text.as_str()),
        Data::Text(_) => value.known_text(),
        Data::Float(_) | Data::List(_) | Data::Tuple(_) | Data::Mapping(_) if assigned => Some(value.span.slice(cx.text())),
        _ => None,
    };
    if let Some(text) = shown.filter(|text| !is_valid(text)) {
        let message = message!("`{name}` is no name for a data asset; the SDK refuses the output", name = text);
        cx.report(value.span, message).help(message!("write letters, digits, `-` and `_`, at most 255"));
    }
}

fn nameless(version: &Entry, port: &str, cx: &mut Context) {
    let message = message!("`{port}` has a version, but no name to register it under; the SDK refuses that", port = port);
    cx.report(version.key_span, message).help(message!("add `name`, or delete `{key}`", key = version.key));
}

/// Whether a version certainly is one.
fn is_given(version: &Value) -> bool {
    !version.is_null() && !version.is_empty_text() && (!version.is_dynamic() || version.text().is_some())
}

/// Whether an output is certainly without a name.
fn lacks_name(port: &Port) -> bool {
    let named = attribute(port, Field::OutputName).is_some_and(|entry| !entry.value.is_empty_text());
    !named && attributes(port).is_some_and(|attributes| !attributes.open)
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

//! PJ222 `component-port-type`: A node's port has another type than the component declares.

use super::names;
use crate::model::{Direction, ParallelStep, Port};
use crate::project::Component;
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::tables::{self, Place, Surface};
use crate::text::Span;
use crate::{message, rule};

rule! {
    /// A node's port has another type than the component declares.
    ///
    /// - **Fires when** for a readable component: an input given as a mapping with `path` has a `type` (or none, meaning `uri_folder`) other than the declared one; a parameter gets a mapping with `path`; an output has another `type`.
    /// - **Silent on** numbers for data inputs (PJ223); strings for data inputs (they take the declared type); bindings; `path` as declared type; mappings that set only `mode` or `value`.
    /// - **Why** Measured: the node's input type wins and is sent, so `{path: …}` without `type` turns an `mltable` into a `uri_folder`; the node's output type is dropped for the component's.
    /// - **Fix** set the declared type, unsafe.
    ///
    /// Invalid:
    ///
    /// ```yaml node
    /// inputs:
    ///   data:
    ///     type: uri_file
    ///     path: azureml:images:1
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml node
    /// inputs:
    ///   data:
    ///     type: uri_folder
    ///     path: azureml:images:1
    /// ```
    PJ222 "component-port-type" Warning, on: [Node], sdk: No, costs: true, fix: Unsafe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    let Some(component) = step.component.as_ref().and_then(|source| cx.component(source)) else { return };
    for direction in [Direction::Input, Direction::Output] {
        for port in step.ports(direction) {
            let Some(declared) = component.port(direction, port.name()) else { continue };
            let Some(word) = declared.type_word().filter(|word| *word != "path") else { continue };
            let is_data = is_asset(&word, direction);
            match direction {
                Direction::Input if is_data => input(&port, &declared, &word, &component, cx),
                Direction::Input => parameter(&port, &declared, &word, &component, cx),
                Direction::Output if is_data => output(&port, &declared, &word, &component, cx),
                Direction::Output => {}
            }
        }
    }
}

/// Whether a word is a type of data or model.
fn is_asset(word: &str, direction: Direction) -> bool {
    let info = tables::lookup(Surface::Node, direction.place(), "type");
    info.is_some_and(|info| info.values.contains(&word))
}

/// A data input given as a mapping with a path.
fn input(port: &Port, declared: &Port, word: &str, component: &Component, cx: &mut Context) {
    let Some(path) = port.attribute("path") else { return };
    let Some(given) = port.type_word().filter(|given| !path.value.is_dynamic() && is_asset(given, Direction::Input)) else { return };
    if given == word {
        return;
    }
    let message = match port.attribute("type") {
        Some(_) => message!(
            "`{name}` is a `{word}` of the component, not a `{given}`; the node's type wins and is sent",
            name = port.name(),
            word = word,
            given = given
        ),
        None => message!(
            "`{name}` is a `{word}` of the component; without `type` the node turns it into a `{given}`",
            name = port.name(),
            word = word,
            given = given
        ),
    };
    let span = port.attribute("type").map_or(port.entry.key_span, |entry| entry.value.span);
    report(span, message, Some((port, word)), declared, component, cx);
}

/// A parameter given as data.
fn parameter(port: &Port, declared: &Port, word: &str, component: &Component, cx: &mut Context) {
    let is_parameter = tables::lookup(Surface::Component, Place::Input, "type").is_some_and(|info| info.values.contains(&word));
    let Some(path) = port.attribute("path").filter(|path| is_parameter && !path.value.is_dynamic()) else { return };
    let message = message!(
        "`{name}` is a parameter of type `{word}`; the component cannot take data for it",
        name = port.name(),
        word = word
    );
    report(path.span, message, None, declared, component, cx);
}

fn output(port: &Port, declared: &Port, word: &str, component: &Component, cx: &mut Context) {
    let Some(entry) = port.attribute("type") else { return };
    let Some(given) = port.type_word().filter(|given| given != word && is_asset(given, Direction::Output)) else { return };
    let message = message!(
        "`{name}` is a `{word}` of the component; the node's `{given}` is dropped",
        name = port.name(),
        word = word,
        given = given
    );
    report(entry.value.span, message, Some((port, word)), declared, component, cx);
}

fn report(
    span: Span,
    message: crate::message::Message,
    right: Option<(&Port, &str)>,
    declared: &Port,
    component: &Component,
    cx: &mut Context,
) {
    let edits = right.and_then(|(port, word)| match port.attribute("type") {
        Some(entry) => cx.rewrite().set_value(&entry.value, &Literal::text(word)),
        None => cx.rewrite().insert_first(port.attributes()?, "type", &Literal::text(word)),
    });
    let help = match right {
        Some((_, word)) => message!("write `type: {word}`", word = word),
        None => message!("give it what the component declares"),
    };
    let title = message!("Write `type: {word}`", word = right.map_or("", |(_, word)| word));
    let related = names::type_span(declared);
    let finding = cx.report(span, message).help(help);
    finding.related_in(component.file(), related, message!("the component declares it here")).fix_unsafe(title, edits);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_type() {
        check("yaml node", "inputs:\n  data:\n    type: mltable\n          ^^^^^^^ PJ222\n    path: azureml:images:1");
        check("yaml node", "outputs:\n  scores:\n    type: uri_folder\n          ^^^^^^^^^^ PJ222");
        check("yaml node", "inputs:\n  data:\n    type: URI_FOLDER\n    path: azureml:images:1");
        check("yaml node", "outputs:\n  scores:\n    mode: upload");
    }

    #[test]
    fn sets_the_type() {
        assert_eq!(fix_of("PJ222", "yaml node", "inputs:\n  data:\n    type: mltable\n    path: azureml:images:1"), "unsafe\n-        type: mltable\n+        type: uri_folder\n");
        assert_eq!(fix_of("PJ222", "yaml node", "outputs:\n  scores: {type: uri_folder}"), "unsafe\n-      scores: {type: uri_folder}\n+      scores: {type: uri_file}\n");
    }
}

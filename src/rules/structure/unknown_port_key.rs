//! PJ014 `unknown-port-key`: An input or output has a key that is not allowed there.

use super::keys::{FaultyKey, Meaning, faulty_keys_of};
use super::rename;
use crate::message::Message;
use crate::model::{Direction, ParallelStep, Pipeline};
use crate::rules::Context;
use crate::tables::{self, Field, Place, Surface};
use crate::{message, rule};

rule! {
    /// An input or output has a key that is not allowed there.
    ///
    /// - **Fires when** *job input* (inline node, component node, pipeline job): outside `type, path, mode, datastore, value`. *Job output*: outside `type, path, mode, name, version`. *Component input*: outside `type, description, optional, default, mode, min, max, enum`. *Component output*: outside `type, description, mode`. (`intellectual_property` and `early_available`, private preview, are let through in components.)
    /// - **Silent on** Python (`Input` and `Output` take any keyword); a key that is allowed but not for this type (PJ172).
    /// - **Why** The SDK refuses it, with a nested dump of every schema it tried. The usual case is a component's `optional`, `default` or `description` on a job input, or a job's `path` in a component. `path_on_compute` of a job input exists, but the SDK (1.35.2) stops at it with a bare `KeyError: 'base_path'`, whatever the value.
    /// - **Fix** near miss: rename, safe. `description`, `optional` on a job input or output: delete, safe. `default` on a job input: rename to `value`, unsafe. Otherwise none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// inputs:
    ///   data:
    ///     type: uri_folder
    ///     path: azureml:images:1
    ///     optional: false
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
    PJ014 "unknown-port-key" Error, on: [Component, Inline, Node, Pipeline], sdk: Poor, costs: false, fix: Mixed, step: check, pipeline: check_pipeline
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    cx.faulty_keys(step).for_each(|key| report(step.surface, &key, cx));
}

fn check_pipeline<'a>(pipeline: &'a Pipeline, cx: &mut Context<'a>) {
    for direction in [Direction::Input, Direction::Output] {
        for port in pipeline.ports(direction) {
            let Some(attributes) = port.attributes() else { continue };
            faulty_keys_of(port.surface, direction.place(), attributes).for_each(|key| report(port.surface, &key, cx));
        }
    }
}

fn report(surface: Surface, key: &FaultyKey, cx: &mut Context) {
    let message = message(surface, key);
    if surface == Surface::Component || matches!(key.meaning, Meaning::Mistyped(_)) {
        rename::report(cx, key, message, rename::known(surface, key.place));
        return;
    }
    let name = &key.entry.key;
    let meant = tables::lookup(Surface::Component, key.place, name).map(|info| info.field);
    match meant {
        Some(Field::InputDescription | Field::OutputDescription | Field::InputOptional) => {
            let edits = cx.rewrite().remove(key.mapping, key.entry);
            let help = message!("delete it: only a component declares this");
            cx.report(key.entry.key_span, message).help(help).fix_safe(message!("Delete `{key}`", key = name), edits);
        }
        Some(Field::InputDefault) => {
            let info = tables::entry(surface, key.place, Field::InputValue);
            let edits = info.and_then(|info| rename::edits(cx, key, info));
            let value = info.map_or(name.as_str(), |info| info.key);
            let help = message!("a job gives a `{value}`; only a component has a default", value = value);
            cx.report(key.entry.key_span, message).help(help).fix_unsafe(rename::title(value), edits);
        }
        _ => _ = rename::report(cx, key, message, rename::known(surface, key.place)),
    }
}

fn message(surface: Surface, key: &FaultyKey) -> Message {
    let name = &key.entry.key;
    match (surface, key.place) {
        _ if matches!(key.meaning, Meaning::Idle(_)) => {
            message!("the SDK cannot load `{key}` from YAML: it stops with a bare `KeyError`", key = name)
        }
        (Surface::Component, Place::Input) => {
            message!("an input of a component has no key `{key}`; the SDK refuses it with a dump of all its schemas", key = name)
        }
        (Surface::Component, _) => {
            message!("an output of a component has no key `{key}`; the SDK refuses it with a dump of all its schemas", key = name)
        }
        (_, Place::Input) => {
            message!("an input of a job has no key `{key}`; the SDK refuses it with a dump of all its schemas", key = name)
        }
        _ => message!("an output of a job has no key `{key}`; the SDK refuses it with a dump of all its schemas", key = name),
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_key() {
        check("yaml inline", "inputs:\n  data:\n    type: uri_folder\n    path: azureml:a:1\n    optional: false\n    ^^^^^^^^ PJ014");
        check("yaml inline", "inputs:\n  data:\n    type: uri_folder\n    path: azureml:a:1\n    path_on_compute: /a\n    ^^^^^^^^^^^^^^^ PJ014");
        check("yaml node", "inputs:\n  data:\n    type: uri_folder\n    pth: azureml:a:1\n    ^^^ PJ014");
        check("yaml component", "inputs:\n  data:\n    type: uri_folder\n    path: azureml:a:1\n    ^^^^ PJ014");
        check("yaml component", "outputs:\n  scores:\n    type: uri_file\n    optional: true\n    ^^^^^^^^ PJ014");
        check("yaml component", "inputs:\n  data:\n    type: uri_folder\n    intellectual_property: {}\noutputs:\n  scores:\n    type: uri_file\n    early_available: true");
        check("yaml pipeline", "inputs:\n  n:\n    default: 5\n    ^^^^^^^ PJ014\noutputs:\n  o: {type: uri_file, format: x}\n                      ^^^^^^ PJ014");
        check("python v2", "inputs={\"data\": Input(type=\"uri_folder\", path=\"azureml:a:1\", color=1)}");
    }

    #[test]
    fn renames_or_deletes() {
        let input = |line: &str| format!("inputs:\n  data:\n    type: uri_folder\n    {line}");
        assert_eq!(fix_of("PJ014", "yaml inline", &input("description: x")), "safe\n-        description: x\n");
    }
}

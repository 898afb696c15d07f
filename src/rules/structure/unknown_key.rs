//! PJ010 `unknown-key`: A parallel step has a key or keyword argument that does not exist.

use super::keys::{FaultyKey, Meaning, faulty_keys_of};
use super::{rename, wording};
use crate::message::Message;
use crate::model::{Mapping, ParallelStep, Pipeline};
use crate::rules::Context;
use crate::tables::{self, Effect, Field, FieldInfo, Place, Surface};
use crate::{message, rule};

rule! {
    /// A parallel step has a key or keyword argument that does not exist.
    ///
    /// - **Fires when** a key of a component, inline node or component node, or a keyword of `parallel_run_function`, `ParallelRunConfig` or `ParallelRunStep`, is not in the field table for that surface and no rule PJ020–PJ025 explains it. Keys that belong to other kinds of node (`comment`, `limits`, `version`, `services` on an inline node; `limits`, `version` on a component node) are reported here with that explanation. Also when the pipeline job around a parallel node has a key that a pipeline job does not have, or `identity` of such a job or of a node with a component has one that identities do not have.
    /// - **Silent on** `id`, `creation_context`, `latest_version`, `intellectual_property` in downloaded components; keys starting with `x-` in a component (a place for anchors); `component`, `resources`, `version` as keywords of `parallel_run_function`; the contents of `**kwargs`; the keys of a pipeline component, or of a pipeline that may be one.
    /// - **Why** In a component file the key is dropped without a word. In an inline node the only error is "component: Missing data for required field". On a component node and in Python the key is sent as is; a warning "Unknown field." is all. A pipeline job is refused, with "Unknown field.". SDK v1 raises `TypeError`. Published notebooks pass `item_error_treshold=-1`, published components `output_data:`; neither has ever had an effect.
    /// - **Fix** near miss or known alias (`item_error_threshold` → `error_threshold`): rename, safe. `comment`, or a key with no effect: delete, unsafe. Otherwise none; for `output_data` the message points to `task.append_row_to`.
    ///
    /// Invalid:
    ///
    /// ```yaml component
    /// mini_batch_sizee: "20"
    /// ```
    ///
    /// ```python v2
    /// item_error_treshold=-1
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v2
    /// error_threshold=-1
    /// ```
    PJ010 "unknown-key" Error, on: [Component, Inline, Node, Pipeline, SdkV2, SdkV1], sdk: No, costs: true, fix: Mixed, step: check, pipeline: check_pipeline
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for key in cx.faulty_keys(step) {
        match key.meaning {
            Meaning::Idle(info) => idle(&key, info, cx),
            _ => _ = rename::report(cx, &key, wording::unknown(step, key.place, &key.entry.key), hint(step, &key)),
        }
    }
    // An inline node's identity may have any key.
    if step.surface == Surface::Node {
        step.block(Place::Identity).into_iter().for_each(|identity| keys_of_identity(step.surface, identity, cx));
    }
}

fn check_pipeline<'a>(pipeline: &'a Pipeline, cx: &mut Context<'a>) {
    if !pipeline.is_surely_job {
        return;
    }
    let (place, mapping) = (Place::Step, &*pipeline.body);
    // The table's pipeline is a job or a component, and only a component has a version.
    let version = mapping.get(Field::Version.name());
    let version = version.map(|entry| FaultyKey { place, mapping, entry, meaning: Meaning::Unknown });
    let identity = mapping.get(Field::Identity.name()).and_then(|entry| entry.value.mapping());
    identity.into_iter().for_each(|identity| keys_of_identity(Surface::Pipeline, identity, cx));
    for key in faulty_keys_of(Surface::Pipeline, place, mapping).chain(version) {
        if matches!(key.meaning, Meaning::Idle(_)) {
            let message = message!("`{key}` and `jobs` exclude each other; the SDK refuses the file", key = key.entry.key);
            cx.report(key.entry.key_span, message).help(message!("delete one of the two"));
            continue;
        }
        let name = &key.entry.key;
        let message = message!("a pipeline job has no key `{key}`; the SDK refuses the file", key = name);
        let of_node = || message!("`{key}` belongs in a node of `type: parallel`", key = name);
        let is_of_node = tables::named(Surface::Inline, name).any(|info| info.effect == Effect::Takes);
        let help = if is_of_node { Some(of_node()) } else { rename::known(Surface::Pipeline, place) };
        rename::report(cx, &key, message, help);
    }
}

fn keys_of_identity(surface: Surface, identity: &Mapping, cx: &mut Context) {
    for key in faulty_keys_of(surface, Place::Identity, identity) {
        let message = message!("`identity` has no key `{key}`; the SDK refuses the file", key = key.entry.key);
        rename::report(cx, &key, message, rename::known(surface, Place::Identity));
    }
}

/// A key of other kinds of node.
fn idle(key: &FaultyKey, info: &FieldInfo, cx: &mut Context) {
    let name = &key.entry.key;
    let message = match info.effect {
        Effect::Refused => message!(
            "`{key}` is a key of other kinds of node; the SDK refuses this one and says only that `component` is missing",
            key = name,
        ),
        Effect::Sent => {
            message!("`{key}` is a key of other kinds of node; here it is sent to where nobody reads it", key = name)
        }
        Effect::Dropped | Effect::Takes => {
            message!("`{key}` is a key of other kinds of node; the SDK drops it without a word", key = name)
        }
    };
    let help = match info.field {
        Field::Limits => message!("a parallel job has no time limit; `retry_settings.timeout` limits one call of `run`"),
        Field::Comment => message!("delete it, or make it a YAML comment"),
        Field::Version => message!("delete it; a component has a version, a node names it by `azureml:<name>:<version>`"),
        _ => message!("delete it"),
    };
    let edits = cx.rewrite().remove(key.mapping, key.entry);
    cx.report(key.entry.key_span, message).help(help).fix_unsafe(message!("Delete `{key}`", key = name), edits);
}

/// What to do with a key that is near to no other.
fn hint(step: &ParallelStep, key: &FaultyKey) -> Option<Message> {
    if key.entry.key == "output_data" {
        return Some(message!("name the output that collects the rows in `task.append_row_to`"));
    }
    let other = tables::named(step.surface, &key.entry.key).find(|info| info.place != key.place && !info.contrib)?;
    Some(message!("`{key}` belongs in `{home}`", key = key.entry.key, home = wording::owner(step, other.place)))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_key() {
        check("yaml component", "mini_batch_sizee: '20'\n^^^^^^^^^^^^^^^^ PJ010");
        check("yaml component", "output_data: x\n^^^^^^^^^^^ PJ010");
        check("yaml inline", "comment: x\n^^^^^^^ PJ010\nversion: 1\n^^^^^^^ PJ010\nx-y: 1\n^^^ PJ010");
        check("yaml node", "limits: {timeout: 5}\n^^^^^^ PJ010\nworkers: 5\n^^^^^^^ PJ010\ncomment: fine");
        check("python v2", "item_error_treshold=-1\n^^^^^^^^^^^^^^^^^^^ PJ010");
        check("python v2", "version=\"1\",\n**more");
    }

    #[test]
    fn of_the_pipeline_job() {
        check("yaml pipeline", "mini_batch_size: '5'\n^^^^^^^^^^^^^^^ PJ010\nversion: 1\n^^^^^^^ PJ010\nx-y: 1\n^^^ PJ010");
        check("yaml pipeline", "component: ./score.yml\n^^^^^^^^^ PJ010\nidentity: {type: managed, id: a}\n                          ^^ PJ010");
        check("yaml pipeline", "id: a\nstatus: b\ncreation_context: {}\nlog_files: {}\nservices: {}\nproperties: {a: b}");
        assert_eq!(fix_of("PJ010", "yaml pipeline", "displayname: a"), "safe\n-displayname: a\n+display_name: a\n");
        let node = "jobs:\n  score:\n    type: parallel\n    compute: c\n    component: azureml:a:1";
        check("yaml file", &format!("type: pipeline\nname: a\nversion: 1\nx-y: 1\n{node}"));
        check("yaml file", &format!("type: pipeline\nx-y: 1\n{node}"));
    }

    #[test]
    fn v1_code() {
        check("python v1 config", "nodes=4\n^^^^^ PJ010");
        check("python v1 step", "mini_batch_size=4\n^^^^^^^^^^^^^^^ PJ010");
        check("python v1 step", "tags={}\n^^^^ PJ010");
    }

    #[test]
    fn silent_on_downloaded_components_and_anchors() {
        check("yaml component", "id: a\ncreation_context: {}\nlatest_version: '1'\nintellectual_property: {}\nx-base: 1");
    }

    #[test]
    fn renames_or_deletes() {
        assert_eq!(fix_of("PJ010", "yaml component minus=mini_batch_size", "Mini-Batch-Size: '20'"), "safe\n-Mini-Batch-Size: '20'\n+mini_batch_size: '20'\n");
        assert_eq!(fix_of("PJ010", "yaml component", "item_error_threshold: 2"), "safe\n-item_error_threshold: 2\n+error_threshold: 2\n");
        assert_eq!(fix_of("PJ010", "python v2", "item_error_treshold=-1"), "safe\n-    item_error_treshold=-1,\n+    error_threshold=-1,\n");
        assert_eq!(fix_of("PJ010", "yaml component", "mini_batch_sizee: '20'"), "none");
        assert_eq!(fix_of("PJ010", "yaml inline", "comment: x"), "unsafe\n-    comment: x\n");
        assert_eq!(fix_of("PJ010", "yaml component", "workers: 5"), "none");
    }
}

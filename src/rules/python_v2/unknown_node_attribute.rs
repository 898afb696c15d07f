//! PJ405 `unknown-node-attribute`: An attribute is set on a node that does not exist there.

use super::{assignment, settings};
use crate::model::{Entry, ParallelStep};
use crate::rules::Context;
use crate::tables::{self, Conversion, Effect, Field, Origin, Place, Surface};
use crate::text::{Edit, nearest};
use crate::{message, rule};

rule! {
    /// An attribute is set on a node that does not exist there.
    ///
    /// - **Fires when** `<node>.<name> = …`, where `<node>` is a step built in the same file, or a call of one, and `<name>` is not in the field table for nodes; `instance_count, instance_type, shm_size, docker_args` (home: `resources`) and v1 names included.
    /// - **Silent on** names with a leading `_`; `is_deterministic` (PJ024); `setattr`; objects of other origin.
    /// - **Why** Any attribute can be set. `validate` warns "Unknown field." at most; the value is sent and ignored.
    /// - **Fix** `instance_count` and the like: `<node>.resources.<name>` if the step has resources, otherwise a mapping; v1 names by the mapping table; near misses: rename. Safe.
    ///
    /// Invalid:
    ///
    /// ```python v2 after
    /// @dsl.pipeline(default_compute="cpu-cluster")
    /// def scoring(images):
    ///     node = score(data=images)
    ///     node.instance_count = 4
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v2 after
    /// @dsl.pipeline(default_compute="cpu-cluster")
    /// def scoring(images):
    ///     node = score(data=images)
    ///     node.resources.instance_count = 4
    /// ```
    PJ405 "unknown-node-attribute" Error, on: [SdkV2], sdk: No, costs: true, fix: Safe, step: check
}

fn check<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for (_, entry) in step.assigned.iter().filter(|(place, _)| *place == Place::Attribute) {
        let name = entry.key.as_str();
        let Some(owner) = assignment::owner(cx.text(), entry) else { continue };
        if is_known(name) {
            continue;
        }
        let message = message!(
            "a node has no attribute `{name}`; the SDK sends what is assigned, and nobody reads it",
            name = name,
        );
        let Some((place, key)) = meant(name) else {
            cx.report(entry.key_span, message);
            continue;
        };
        let path = if place == Place::Attribute { key.to_owned() } else { format!("{}.{key}", place.name()) };
        let edits = edits(step, entry, place, key, cx);
        let title = message!("Assign to `{owner}{path}`", owner = owner, path = path);
        let help = message!("write `{owner}{path}`", owner = owner, path = path);
        cx.report(entry.key_span, message).help(help).fix_safe(title, edits);
    }
}

/// What a node has beside the settings of the table: parts of the object itself.
const OWN: [&str; 6] = ["component", "services", "id", "status", "type", "base_path"];

fn is_known(name: &str) -> bool {
    name.starts_with('_')
        || OWN.contains(&name)
        || tables::lookup(Surface::SdkV2, Place::Attribute, name).is_some()
}

/// Where what is meant has its home on a node.
fn meant(name: &str) -> Option<(Place, &'static str)> {
    let row = tables::mapping_of(name).filter(|row| row.origin != Origin::Around);
    let of_v1 = || row.filter(|row| row.conversion == Conversion::Same)?.field;
    if let Some(field) = Field::from_name(name).or_else(of_v1) {
        let homes = tables::homes(Surface::SdkV2, field).iter().copied();
        let on_node = [Place::Attribute, Place::Resources, Place::RetrySettings];
        return homes.filter(|(place, _)| on_node.contains(place)).min_by_key(|(place, _)| *place != Place::Attribute);
    }
    if row.is_some() {
        return None;
    }
    let known = tables::keys(Surface::SdkV2, Place::Attribute).filter(|info| info.effect == Effect::Takes);
    nearest(name, known.map(|info| info.key)).map(|key| (Place::Attribute, key))
}

fn edits(step: &ParallelStep, entry: &Entry, place: Place, key: &str, cx: &Context) -> Option<Vec<Edit>> {
    if place == Place::Attribute {
        return assignment::rename(cx.text(), entry, key);
    }
    match settings::are_there(step, place, entry.span.start)? {
        true => assignment::rename(cx.text(), entry, &format!("{}.{key}", place.name())),
        false => assignment::to_mapping(cx.text(), entry, place.name(), key),
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of, messages_of};

    fn after(body: &str) -> String {
        format!("@dsl.pipeline(default_compute=\"c\")\ndef scoring(images, n: int = 2):\n    node = score(data=images)\n    {body}")
    }

    #[test]
    fn draws_the_attribute() {
        check("python v2 after", &after("node.instance_count = 4\n         ^^^^^^^^^^^^^^ PJ405"));
        check("python v2 after", &after("node.mini_batch_sise = \"5\"\n         ^^^^^^^^^^^^^^^ PJ405"));
        check("python v2 after", &after("node.run_max_try = n\n         ^^^^^^^^^^^ PJ405"));
        check("python v2 after", "score.nonsense = 5\n      ^^^^^^^^ PJ405");
    }

    #[test]
    fn silent() {
        for statement in ["node._mine = 5", "node.compute = \"c\"", "node.resources.instance_count = 4", "setattr(node, \"a\", 5)", "other.nonsense = 4", "node.description = \"a\""] {
            check("python v2 after", &after(statement));
        }
        check("python v2 after", &after("node.is_deterministic = False\n         ^^^^^^^^^^^^^^^^ PJ024"));
    }

    #[test]
    fn goes_where_it_belongs() {
        let fixed = |body| fix_of("PJ405", "python v2 after", &after(body));
        assert_eq!(fixed("node.instance_count = n"), "safe\n-    node.instance_count = n\n+    node.resources.instance_count = n\n");
        assert_eq!(fixed("node.run_max_try = 5"), "safe\n-    node.run_max_try = 5\n+    node.retry_settings.max_retries = 5\n");
        assert_eq!(fixed("node.mini_batch_sise = s"), "safe\n-    node.mini_batch_sise = s\n+    node.mini_batch_size = s\n");
        assert_eq!(fixed("node.process_count_per_node = 5"), "safe\n-    node.process_count_per_node = 5\n+    node.max_concurrency_per_instance = 5\n");
        assert_eq!(fixed("node.nonsense = 5"), "none");
        assert_eq!(
            fix_of("PJ405", "python v2 after minus=instance_count", &after("node.node_count = n")),
            "safe\n-    node.node_count = n\n+    node.resources = {\"instance_count\": n}\n",
        );
        insta::assert_snapshot!(messages_of("python v2 after", &after("node.instance_count = n")));
    }
}

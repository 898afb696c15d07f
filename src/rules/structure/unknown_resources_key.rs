//! PJ013 `unknown-resources-key`: `resources` has a key that does not exist.

use super::rename;
use crate::rule;

rule! {
    /// `resources` has a key that does not exist.
    ///
    /// - **Fires when** a key is not one of `instance_count, instance_type, properties, locations, shm_size, max_instance_count, docker_args`, and no rule PJ020 or PJ022 explains it; in Python for a mapping given to `resources=` or assigned to `<node>.resources`, and for keywords of `JobResourceConfiguration(...)`.
    /// - **Silent on** the contents of `properties`; dynamic mappings.
    /// - **Why** In a component file and in Python the key is dropped; in a node the only error is the misleading one about `component`.
    /// - **Fix** `nodes`, `count` → `instance_count`; `vm_size`, `vm_type` → `instance_type`; near misses: rename, safe if the target is absent.
    ///
    /// Invalid:
    ///
    /// ```yaml component
    /// resources:
    ///   vm_size: Standard_D4s_v3
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml component
    /// resources:
    ///   instance_type: Standard_D4s_v3
    /// ```
    PJ013 "unknown-resources-key" Error, on: [Component, Inline, Node, SdkV2], sdk: No, costs: true, fix: Safe, step: rename::report_all
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_key() {
        check("yaml component", "resources:\n  vm_size: Standard_D4s_v3\n  ^^^^^^^ PJ013");
        check("yaml inline", "resources:\n  gpus: 3\n  ^^^^ PJ013\n  properties: {a: 1}");
        check("python v2 minus=instance_count", "resources={\"nodes\": 3}\n           ^^^^^^^ PJ013");
        check("python v2 after", "score.resources = {\"count\": 3}\n                   ^^^^^^^ PJ013");
    }

    #[test]
    fn renames_what_is_free() {
        assert_eq!(fix_of("PJ013", "yaml component", "resources:\n  vm_size: Standard_D4s_v3"), "safe\n-  vm_size: Standard_D4s_v3\n+  instance_type: Standard_D4s_v3\n");
        assert_eq!(fix_of("PJ013", "yaml component", "resources:\n  nodes: 3"), "none");
    }
}

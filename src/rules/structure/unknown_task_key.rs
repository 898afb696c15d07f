//! PJ011 `unknown-task-key`: `task` or `RunFunction` has a key that does not exist.

use super::rename;
use crate::rule;

rule! {
    /// `task` or `RunFunction` has a key that does not exist.
    ///
    /// - **Fires when** a key under `task:` is not one of `type, code, entry_script, program_arguments, model, append_row_to, environment`, or a keyword of `RunFunction` is not one of these without `type`; and no rule PJ020–PJ022 explains it.
    /// - **Silent on** the contents of `**kwargs`; keys that belong to the step (PJ020).
    /// - **Why** Unknown task keys are dropped everywhere, without any message. `task.args`, from an early preview, still stands in published pipelines and in the SDK's own tests; its arguments never reach the script.
    /// - **Fix** `args`, `arguments`, `program_args`, `cmd_args` → `program_arguments`; `script`, `entry`, `scoring_script` → `entry_script`; `env` → `environment`; near misses: rename, safe (only if the target is absent and the value has the right type). Otherwise none.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// task:
    ///   args: --limit 5
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// task:
    ///   program_arguments: --limit 5
    /// ```
    PJ011 "unknown-task-key" Error, on: [Component, Inline, Node, SdkV2], sdk: No, costs: true, fix: Safe, step: rename::report_all
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_key() {
        check("yaml inline", "task:\n  args: --limit 5\n  ^^^^ PJ011");
        check("yaml component", "task:\n  workers: 5\n  ^^^^^^^ PJ011");
        check("yaml inline", "task:\n  arguments: --limit 5\n  ^^^^^^^^^ PJ011");
        check("python v2 task", "type=\"run_function\"\n^^^^ PJ011");
        check("python v2 task", "program_argument=\"--a\"\n^^^^^^^^^^^^^^^^ PJ011");
        check("python v2 task", "**more");
        check("python v2", "task=make(args=1)");
    }

    #[test]
    fn renames_what_fits() {
        assert_eq!(fix_of("PJ011", "yaml inline", "task:\n  args: --limit 5"), "safe\n-      args: --limit 5\n+      program_arguments: --limit 5\n");
        assert_eq!(fix_of("PJ011", "yaml inline", "task:\n  args: [--limit, 5]"), "none");
        assert_eq!(fix_of("PJ011", "yaml inline", "task:\n  env: azureml:e:1"), "none");
        assert_eq!(fix_of("PJ011", "python v2 task minus=entry_script", "scoring_script=\"a.py\""), "safe\n-        scoring_script=\"a.py\",\n+        entry_script=\"a.py\",\n");
    }
}

//! PJ012 `unknown-retry-settings-key`: `retry_settings` has a key that does not exist.

use super::rename;
use crate::rule;

rule! {
    /// `retry_settings` has a key that does not exist.
    ///
    /// - **Fires when** a key of the mapping is neither `timeout` nor `max_retries`, and no rule PJ020 or PJ022 explains it; in Python for a mapping given to `retry_settings=` or assigned to `<node>.retry_settings`, and for keywords of `RetrySettings(...)`.
    /// - **Silent on** dynamic mappings; `**kwargs`.
    /// - **Why** Dropped silently everywhere. On a component node the remaining mapping still replaces the component's, so a typo also erases the component's own settings.
    /// - **Fix** `max_retry`, `retries`, `max_tries`, `retry`, `max_attempts` → `max_retries`; `time_out`, `timeout_seconds`, `timeout_in_seconds` → `timeout`; near misses: rename, safe if the target is absent.
    ///
    /// Invalid:
    ///
    /// ```yaml inline
    /// retry_settings:
    ///   max_retry: 3
    /// ```
    ///
    /// ```python v2
    /// retry_settings={"timeout": 600, "max_retry": 3}
    /// ```
    ///
    /// Valid:
    ///
    /// ```python v2
    /// retry_settings={"timeout": 600, "max_retries": 3}
    /// ```
    PJ012 "unknown-retry-settings-key" Error, on: [Component, Inline, Node, SdkV2], sdk: No, costs: true, fix: Safe, step: rename::report_all
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn draws_the_key() {
        check("yaml inline", "retry_settings:\n  max_retry: 3\n  ^^^^^^^^^ PJ012");
        check("yaml component", "retry_settings:\n  seconds: 3\n  ^^^^^^^ PJ012");
        check("python v2", "retry_settings={\"timeout\": 600, \"max_retry\": 3}\n                                ^^^^^^^^^^^ PJ012");
        check("python v2", "retry_settings=dict(timeout=600, max_retry=3)\n                                 ^^^^^^^^^ PJ012");
        check("python v2", "retry_settings={\"timeout\": 600, **more}");
        check("python v2 after", "score.retry_settings = {\"timeout\": 600, \"max_tries\": 3}\n                                        ^^^^^^^^^^^ PJ012");
    }

    #[test]
    fn renames_what_is_free() {
        assert_eq!(fix_of("PJ012", "yaml node", "retry_settings:\n  timeout: 60\n  max_retry: 3"), "safe\n-      max_retry: 3\n+      max_retries: 3\n");
        assert_eq!(fix_of("PJ012", "yaml inline", "retry_settings:\n  max_retry: 3"), "none");
        assert_eq!(fix_of("PJ012", "python v2", "retry_settings={\"time_out\": 600}"), "safe\n-    retry_settings={\"time_out\": 600},\n+    retry_settings={\"timeout\": 600},\n");
    }
}

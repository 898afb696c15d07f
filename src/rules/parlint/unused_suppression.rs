//! PJ910 `unused-suppression`: A suppression suppresses nothing.

use crate::rule;

rule! {
    /// A suppression suppresses nothing.
    ///
    /// - **Fires when** a code in `# parlint: ignore[…]` or `ignore-file[…]` is enabled and known, and no finding of it lies in the range of the comment.
    /// - **Silent on** codes of rules that are switched off; comments in files with PJ901.
    /// - **Why** It hides the next mistake of that kind.
    /// - **Fix** remove the code, or the comment if it was the last (safe).
    ///
    /// Invalid:
    ///
    /// ```yaml component
    /// mini_batch_size: "10" # parlint: ignore[PJ101]
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml component
    /// mini_batch_size: "10"
    /// ```
    PJ910 "unused-suppression" Warning, on: [], sdk: No, costs: false, fix: Safe
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn fires_where_nothing_is_suppressed() {
        check(
            "yaml component",
            r#"
            mini_batch_size: "10" # parlint: ignore[PJ101]
                                                    ^^^^^ PJ910
            mini_batch_error_threshold: -2 # parlint: ignore[mini-batch-size-type, PJ120, PJ120] why
                                                             ^^^^^^^^^^^^^^^^^^^^ PJ910
                                                                                          ^^^^^ PJ910
            "#,
        );
        check(
            "python v2",
            r#"
            mini_batch_size="10",  # parlint: ignore[PJ101]
                                                     ^^^^^ PJ910
            "#,
        );
        check(
            "yaml component",
            r#"
            # parlint: ignore-file[PJ120]
                                   ^^^^^ PJ910
            mini_batch_size: "10"
            "#,
        );
        // It suppresses findings, but not those about itself.
        check(
            "yaml component",
            r#"
            mini_batch_size: "10" # parlint: ignore[PJ910]
                                                    ^^^^^ PJ910
            "#,
        );
    }

    #[test]
    fn is_silent_where_something_is_suppressed() {
        check("yaml component", "mini_batch_size: 10 # parlint: ignore[pj101] as the old script wants it");
        check("yaml component", "mini_batch_size: 10 # see 4711 # parlint: ignore[Mini-Batch-Size-Type]");
        check("yaml component", "input_data: ${{inputs.data}}\n# parlint: ignore[PJ101]\n# more\n\nmini_batch_size: 10");
        check("yaml component", "# parlint: ignore-file[PJ101]\nmini_batch_size: 10");
        check("yaml component", "mini_batch_size: 10\ndescription: x # parlint: ignore-file[PJ101]");
        check("python v2", "mini_batch_size=10,  # parlint: ignore[PJ101]");
        check("python v2", "input_data=\"${{inputs.data}}\",\n# parlint: ignore[PJ101]\nmini_batch_size=10,");
    }

    #[test]
    fn an_entry_is_covered_with_all_it_holds() {
        check("yaml component", "retry_settings: # parlint: ignore[PJ124]\n  max_retries: -1\n  timeout: 60");
        check("yaml component", "resources: {instance_count: 2}\n# parlint: ignore[PJ124]\nretry_settings:\n  timeout: 60\n  max_retries: -1");
        check("python v2", "retry_settings={  # parlint: ignore[PJ124]\n    \"timeout\": 60,\n    \"max_retries\": -1,\n},");
        check(
            "yaml component",
            "
            retry_settings:
              timeout: 60 # parlint: ignore[PJ124]
                                            ^^^^^ PJ910
              max_retries: -1
                           ^^ PJ124
            ",
        );
        check(
            "yaml component",
            "
            type: parallel # parlint: ignore[PJ101]
                                             ^^^^^ PJ910
            mini_batch_size: 10
                             ^^ PJ101
            ",
        );
    }

    #[test]
    fn removes_the_code_or_the_comment() {
        let fix = |block: &str| fix_of("PJ910", "yaml component", block);
        insta::assert_snapshot!(fix("mini_batch_size: \"10\" # parlint: ignore[PJ101] why"), @r#"
        safe
        -mini_batch_size: "10" # parlint: ignore[PJ101] why
        +mini_batch_size: "10"
        "#);
        insta::assert_snapshot!(fix("mini_batch_size: 10 # parlint: ignore[PJ101, PJ120] why"), @"
        safe
        -mini_batch_size: 10 # parlint: ignore[PJ101, PJ120] why
        +mini_batch_size: 10 # parlint: ignore[PJ101] why
        ");
        insta::assert_snapshot!(fix("mini_batch_size: 10 # parlint: ignore[PJ120, PJ101] why"), @"
        safe
        -mini_batch_size: 10 # parlint: ignore[PJ120, PJ101] why
        +mini_batch_size: 10 # parlint: ignore[PJ101] why
        ");
        insta::assert_snapshot!(fix("description: x # parlint: ignore[PJ120]# parlint: ignore[PJ025]"), @"
        safe
        -description: x # parlint: ignore[PJ120]# parlint: ignore[PJ025]
        +description: x # parlint: ignore[PJ025]
        ");
        insta::assert_snapshot!(fix("  # parlint: ignore[PJ101]\nmini_batch_size: \"10\""), @"
        safe
        -  # parlint: ignore[PJ101]
        ");
        insta::assert_snapshot!(fix("mini_batch_size: \"10\" # ten # parlint: ignore[PJ101]"), @r#"
        safe
        -mini_batch_size: "10" # ten # parlint: ignore[PJ101]
        +mini_batch_size: "10" # ten
        "#);
    }
}

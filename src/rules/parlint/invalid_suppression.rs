//! PJ911 `invalid-suppression`: A suppression names no rule, or one that does not exist.

use crate::rule;

rule! {
    /// A suppression names no rule, or one that does not exist.
    ///
    /// - **Fires when** a comment starts with `parlint:` and is not `ignore[…]` or `ignore-file[…]` with at least one item, or an item is neither the code nor the name of a rule.
    /// - **Silent on** removed rules, which stay known with their successor.
    /// - **Why** Such a comment has no effect; a bare one would hide everything.
    /// - **Fix** near miss of a rule's name or of `ignore`, or a code with letters for digits (`PJ1O1`): replace, safe. Bare: insert the codes of the findings in its range, unsafe; none if there are none.
    ///
    /// Invalid:
    ///
    /// ```yaml component
    /// mini_batch_size: "10" # parlint: ignore
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml inline
    /// description: scores all images # parlint: ignore[PJ025]
    /// ```
    PJ911 "invalid-suppression" Warning, on: [], sdk: No, costs: false, fix: Mixed
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix_of};

    #[test]
    fn fires_on_comments_without_effect() {
        check(
            "yaml component",
            r#"
            mini_batch_size: "10" # parlint: ignore
                                             ^^^^^^ PJ911
            mini_batch_error_threshold: 5 # parlint: ignore[]
                                                     ^^^^^^^^ PJ911
            # parlint: disable=PJ101
                       ^^^^^^^ PJ911
            # parlint: ignore[PJ101
                       ^^^^^^^^^^^^ PJ911
            # parlint: ignore-file
                       ^^^^^^^^^^^ PJ911
            # parlint:
            ^^^^^^^^^^ PJ911
            # parlint: ignore[PJ1010 , mini_batch_size_typo, ]
                              ^^^^^^ PJ911
                                       ^^^^^^^^^^^^^^^^^^^^ PJ911
            "#,
        );
    }

    #[test]
    fn is_silent_on_other_comments() {
        check("yaml component", "mini_batch_size: \"10\" # see parlint: ignore\ndescription: 'a # parlint: ignore'");
    }

    #[test]
    fn mends_near_misses() {
        let fix = |block: &str| fix_of("PJ911", "yaml component", block);
        insta::assert_snapshot!(fix("mini_batch_size: 10 # parlint: ignor[PJ101]"), @"
        safe
        -mini_batch_size: 10 # parlint: ignor[PJ101]
        +mini_batch_size: 10 # parlint: ignore[PJ101]
        ");
        insta::assert_snapshot!(fix("mini_batch_size: 10 # parlint: ignore[mini_batch_sise_type]"), @"
        safe
        -mini_batch_size: 10 # parlint: ignore[mini_batch_sise_type]
        +mini_batch_size: 10 # parlint: ignore[mini-batch-size-type]
        ");
        insta::assert_snapshot!(fix("mini_batch_size: 10 # parlint: ignore for now"), @"
        unsafe
        -mini_batch_size: 10 # parlint: ignore for now
        +mini_batch_size: 10 # parlint: ignore[PJ101] for now
        ");
        insta::assert_snapshot!(fix("mini_batch_size: 10 # parlint: ignore[]"), @"
        unsafe
        -mini_batch_size: 10 # parlint: ignore[]
        +mini_batch_size: 10 # parlint: ignore[PJ101]
        ");
        assert_eq!(fix("mini_batch_size: '10' # parlint: ignore"), "none");
        assert_eq!(fix("mini_batch_size: '10' # parlint: disable"), "none");
    }
}

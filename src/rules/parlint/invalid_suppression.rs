//! PJ911 `invalid-suppression`: A suppression names no rule, or one that does not exist.

use crate::rule;

rule! {
    /// A suppression names no rule, or one that does not exist.
    ///
    /// - **Fires when** a comment starts with `parlint:` and is not `ignore[…]` or `ignore-file[…]` with at least one item, or an item is neither the code nor the name of a rule.
    /// - **Silent on** removed rules, which stay known with their successor.
    /// - **Why** Such a comment has no effect; a bare one would hide everything.
    /// - **Fix** near miss of a code's name or of `ignore`: replace, safe. Bare: insert the codes of the findings in its range, unsafe; none if there are none.
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

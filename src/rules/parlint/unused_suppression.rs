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

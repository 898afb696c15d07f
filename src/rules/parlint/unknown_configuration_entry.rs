//! PJ921 `unknown-configuration-entry`: The configuration has a key or a rule that does not exist.

use crate::rule;

rule! {
    /// The configuration has a key or a rule that does not exist.
    ///
    /// - **Fires when** a key outside parlint's schema; an item of `select`, `ignore`, `extend-select`, `severity` or per-file settings that is no code, no code prefix and no name of a rule.
    /// - **Silent on** keys of other tools in `pyproject.toml`.
    /// - **Why** It has no effect, while the author believes that it has.
    /// - **Fix** near miss: replace, safe. Otherwise none.
    ///
    /// Invalid:
    ///
    /// ```toml file path=parlint.toml
    /// ignore = ["PJ9999"]
    /// ```
    ///
    /// Valid:
    ///
    /// ```toml file path=parlint.toml
    /// ignore = ["PJ005"]
    /// ```
    PJ921 "unknown-configuration-entry" Warning, on: [], sdk: No, costs: false, fix: Safe
}

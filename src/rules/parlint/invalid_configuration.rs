//! PJ920 `invalid-configuration`: The configuration cannot be used.

use crate::rule;

rule! {
    /// The configuration cannot be used.
    ///
    /// - **Fires when** `parlint.toml`, `.parlint.toml` or `[tool.parlint]` does not parse, or a value has the wrong type or is not allowed.
    /// - **Silent on** absence of a configuration.
    /// - **Why** Parlint goes on with the last valid one (editor) or stops (command line), and says so; a typo must not switch rules on or off.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```toml file path=parlint.toml
    /// select = "PJ101
    /// ```
    ///
    /// Valid:
    ///
    /// ```toml file path=parlint.toml
    /// select = ["PJ101"]
    /// ```
    PJ920 "invalid-configuration" Error, on: [], sdk: No, costs: false, fix: None
}

//! PJ902 `unreadable-file`: A file cannot be read.

use crate::rule;

rule! {
    /// A file cannot be read.
    ///
    /// - **Fires when** a file given by name cannot be opened, is no UTF-8 text (with or without byte order mark), or is larger than the configured limit.
    /// - **Silent on** files found by walking a folder that are binary or too large: they are skipped and counted.
    /// - **Why** A silent skip would look like a clean result.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```text file path=latin1.yml
    /// (bytes that are not UTF-8)
    /// ```
    ///
    /// Valid:
    ///
    /// ```yaml pipeline
    /// display_name: größer
    /// ```
    PJ902 "unreadable-file" Error, on: [], sdk: No, costs: false, fix: None
}

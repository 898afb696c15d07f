//! PJ903 `invalid-notebook`: A notebook is not valid.

use crate::rule;

rule! {
    /// A notebook is not valid.
    ///
    /// - **Fires when** an `.ipynb` file is no JSON, is no mapping with `cells`, or has an `nbformat` other than 4.
    /// - **Silent on** cells of other languages; missing metadata.
    /// - **Why** Its code cannot be read in order.
    /// - **Fix** none.
    ///
    /// Invalid:
    ///
    /// ```json file path=broken.ipynb
    /// {"cells": [
    /// ```
    ///
    /// Valid:
    ///
    /// ```json file path=fine.ipynb
    /// {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    /// ```
    PJ903 "invalid-notebook" Error, on: [], sdk: No, costs: false, fix: None
}

//! What a step of SDK v1 does with the rows that `run` returns. Knows no rule.

use crate::model::ParallelStep;
use crate::tables::Field;

/// The word of `output_action` that appends rows to a file.
pub(crate) const APPEND_ROW: &str = "append_row";
/// The word of `output_action` that only counts rows.
pub(crate) const SUMMARY_ONLY: &str = "summary_only";

/// Whether `output_action` is certainly this word, in any case.
pub(crate) fn is(step: &ParallelStep, word: &str) -> bool {
    let mut given = step.given(Field::OutputAction).peekable();
    let same = |text: &str| text.eq_ignore_ascii_case(word);
    given.peek().is_some() && given.all(|given| given.value().known_text().is_some_and(same))
}

//! Taking words out of the program arguments.

use crate::model::{ArgumentWord, ParallelStep, scan};
use crate::rules::Context;
use crate::tables::Field;
use crate::text::Edit;
use std::ops::Range;

/// Deletes the words with these indices, which follow each other, and the blanks that they leave. The whole field, if
/// nothing is left. `None` for v1's list and where optional segments would be left empty.
pub(super) fn words(
    cx: &Context,
    step: &ParallelStep,
    words: &[ArgumentWord],
    gone: Range<usize>,
) -> Option<Vec<Edit>> {
    let (first, last) = (words.get(gone.start)?, words.get(gone.end.checked_sub(1)?)?);
    let text = first.value.text_with_holes()?.as_str();
    if !std::ptr::eq(first.value, last.value) || !scan(text).segments.is_empty() {
        return None;
    }
    let before = gone.start.checked_sub(1).and_then(|index| words.get(index));
    let range = match (before, words.get(gone.end)) {
        (None, None) => {
            let given = step.get(Field::ProgramArguments)?;
            return cx.rewrite().remove(given.mapping?, given.entry);
        }
        (_, Some(next)) => first.word.range.start..next.word.range.start,
        (Some(before), None) => before.word.range.end..last.word.range.end,
    };
    cx.rewrite().set_text_range(first.value, range, "")
}

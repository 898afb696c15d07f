//! Numbers outside of the range of their field. The limits stand in the table.

use crate::message;
use crate::message::Message;
use crate::model::ParallelStep;
use crate::rules::{Context, Violation};
use crate::tables::Surface;

/// The values of a step that a rule on ranges speaks of, as numbers.
pub(super) fn numbers<'a>(
    step: &'a ParallelStep,
    cx: &Context<'a>,
) -> impl Iterator<Item = (Violation<'a>, i128)> + use<'a> {
    cx.violations(step).filter_map(|violation| Some((violation, violation.value.number()?)))
}

/// What becomes of a zero on a node whose component is in the project: the SDK merges the two with "or".
pub(super) fn ignored_zero(step: &ParallelStep, field: &str, cx: &Context) -> Option<Message> {
    let component = step.component.as_ref().filter(|_| step.surface == Surface::Node)?;
    cx.component(component)?;
    Some(message!("`{field}` is 0, which a node takes for not given: what its component says counts", field = field))
}

/// What becomes of a number that is too small or too large.
pub(super) fn message(step: &ParallelStep, violation: &Violation, number: i128) -> Message {
    let field = violation.info.key;
    match (violation.info.minimum, violation.info.maximum) {
        (_, Some(maximum)) if number > i128::from(maximum) => message!(
            "`{field}` is {number}, above the documented maximum of {maximum}; the SDK sends it unchecked",
            field = field,
            number = number,
            maximum = maximum,
        ),
        (minimum, _) if step.surface == Surface::SdkV1 => message!(
            "`{field}` is {number}; `ParallelRunConfig` raises `ValueError` for anything below {minimum}",
            field = field,
            number = number,
            minimum = minimum.unwrap_or_default(),
        ),
        (minimum, _) => message!(
            "`{field}` is {number}, below the documented minimum of {minimum}; the SDK sends it unchecked",
            field = field,
            number = number,
            minimum = minimum.unwrap_or_default(),
        ),
    }
}

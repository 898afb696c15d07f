//! Whether a field of SDK v1 is left to its default. Knows no rule.

use crate::model::ParallelStep;
use crate::tables::Field;

/// Whether a field is given, rightly or in a wrong place, other than as `None`.
pub(super) fn is_given(step: &ParallelStep, field: Field) -> bool {
    step.get(field).is_some() || step.probable(field).any(|entry| !entry.value.is_null())
}

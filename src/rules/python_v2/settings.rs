//! Whether `resources` and `retry_settings` of a node are objects: they are `None` until something gives a part of them.

use crate::model::ParallelStep;
use crate::tables::{Field, Place};

/// What may be `None`, and the other arguments that make it an object.
pub(super) const PLACES: [(Place, &[Field]); 2] = [
    (Place::Resources, &[Field::InstanceCount, Field::InstanceType, Field::DockerArgs, Field::ShmSize]),
    (Place::RetrySettings, &[]),
];

/// Whether the object is there when the statement at byte `before` runs; `None` if that is not certain.
pub(super) fn are_there(step: &ParallelStep, place: Place, before: usize) -> Option<bool> {
    if step.is_open(Place::Step) || step.uses_component() {
        return None;
    }
    let given = |key: &str| step.body.get(key).is_some_and(|entry| !entry.value.is_null());
    let (_, parts) = PLACES.iter().find(|(known, _)| *known == place)?;
    let assigned = step
        .assigned
        .iter()
        .any(|(at, entry)| *at == Place::Attribute && entry.key == place.name() && entry.span.start < before);
    Some(assigned || given(place.name()) || parts.iter().any(|field| given(field.name())))
}

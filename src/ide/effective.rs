//! What counts for a step although it is not written on it: what its component says, or that nothing says it. `None`
//! where that is not certain.

use crate::model::{ParallelStep, Value};
use crate::project::View;
use crate::tables::{Field, Place};

/// What counts for a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effective {
    /// This number.
    Number(i128),
    /// Nothing is written, here or in the component.
    Absent,
}

/// The number that counts for a field of a step.
pub fn number(step: &ParallelStep, field: Field, view: &View) -> Option<Effective> {
    if step.mentions(field) {
        return own(step, field);
    }
    if is_open(step, field) {
        return None;
    }
    // The retry settings of a node replace those of the component as a whole.
    let replaces = place(field) == Place::RetrySettings && step.holder(Place::RetrySettings).is_some();
    let Some(source) = step.component.as_ref().filter(|_| !replaces) else {
        return (replaces || !step.uses_component()).then_some(Effective::Absent);
    };
    let component = view.component(source)?;
    if component.mentions(field) {
        return own(&component, field);
    }
    (!is_open(&component, field)).then_some(Effective::Absent)
}

fn own(step: &ParallelStep, field: Field) -> Option<Effective> {
    step.value(field).and_then(Value::number).map(Effective::Number)
}

/// Whether a field may be given, here or in the component.
pub fn may_have(step: &ParallelStep, field: Field, view: &View) -> bool {
    let may = |step: &ParallelStep| step.mentions(field) || is_open(step, field);
    let component = step.component.as_ref().map(|source| view.component(source));
    may(step) || component.is_some_and(|component| component.is_none_or(|component| may(&component)))
}

/// Whether the place of a field may hold more than is written.
fn is_open(step: &ParallelStep, field: Field) -> bool {
    // A step of SDK v1 has its settings in its configuration, which may stand elsewhere.
    let config = step.config.is_some() || step.surface == crate::tables::Surface::SdkV1;
    step.is_open(Place::Step) || step.is_open(place(field)) || (config && step.is_open(Place::Config))
}

fn place(field: Field) -> Place {
    match field {
        Field::InstanceCount => Place::Resources,
        Field::Timeout | Field::MaxRetries => Place::RetrySettings,
        _ => Place::Step,
    }
}

/// How many nodes a step runs on and how many worker processes run on each, where both are told; one node is what is
/// documented where nothing is.
pub fn workers(step: &ParallelStep, view: &View) -> Option<(u128, u128)> {
    let count = |field| match number(step, field, view)? {
        Effective::Number(number) => u128::try_from(number).ok().filter(|number| *number > 0),
        Effective::Absent => (field == Field::InstanceCount).then_some(1),
    };
    Some((count(Field::InstanceCount)?, count(Field::MaxConcurrencyPerInstance)?))
}

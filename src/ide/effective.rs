//! What counts for a step although it is not written on it: what its component says, what the documentation promises.
//! `None` where that is not certain.

use crate::model::{ParallelStep, Value};
use crate::project::View;
use crate::tables::{Field, Place};

/// What counts for a field.
#[derive(Clone, Debug)]
pub enum Setting {
    /// This number.
    Number(i128),
    /// Nothing is written, here or in the component.
    Absent,
}

/// The number that counts for a field of a step.
pub fn number(step: &ParallelStep, field: Field, view: &View) -> Option<Setting> {
    if step.mentions(field) {
        return own(step, field);
    }
    if is_open(step, field) {
        return None;
    }
    let Some(source) = &step.component else {
        return (!step.uses_component()).then_some(Setting::Absent);
    };
    let component = view.component(source)?;
    if component.mentions(field) {
        return own(&component, field);
    }
    (!is_open(&component, field)).then_some(Setting::Absent)
}

fn own(step: &ParallelStep, field: Field) -> Option<Setting> {
    step.value(field).and_then(Value::number).map(Setting::Number)
}

/// Whether the place of a field may hold more than is written.
fn is_open(step: &ParallelStep, field: Field) -> bool {
    let place = match field {
        Field::InstanceCount => Place::Resources,
        Field::Timeout | Field::MaxRetries => Place::RetrySettings,
        _ => Place::Step,
    };
    step.is_open(Place::Step) || step.is_open(place) || (step.config.is_some() && step.is_open(Place::Config))
}

/// How many nodes a step runs on and how many worker processes run on each, where both are told; one node is what is
/// documented where nothing is.
pub fn workers(step: &ParallelStep, view: &View) -> Option<(u128, u128)> {
    let count = |field| match number(step, field, view)? {
        Setting::Number(number) => u128::try_from(number).ok().filter(|number| *number > 0),
        Setting::Absent => (field == Field::InstanceCount).then_some(1),
    };
    Some((count(Field::InstanceCount)?, count(Field::MaxConcurrencyPerInstance)?))
}

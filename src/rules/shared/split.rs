//! The input that a step splits, with what the step, its component and its pipeline say of it. Knows no rule.

use super::ports::{bound_to, info, type_of, type_span};
use crate::model::{Direction, ParallelStep, Port};
use crate::project::View;
use crate::tables::{Field, Place, Surface};
use crate::text::Span;

/// The input that is split, as a step writes it.
pub(in crate::rules) struct SplitInput<'a> {
    /// Its entry on the step itself.
    pub port: Port<'a>,
    /// Its type in the component of a node.
    pub declared: Option<&'static str>,
    /// Its own type, or that of the pipeline's input it is bound to, and where that is written.
    pub own: Option<(&'static str, Span)>,
}

impl<'a> SplitInput<'a> {
    /// The split input of a step, if it can be told.
    pub fn of(step: &'a ParallelStep, view: &View<'a>) -> Option<Self> {
        let component = step.component.as_ref().and_then(|source| view.component(source));
        let name = match step.mentions(Field::InputData) {
            true => step.split_name()?,
            false => component.as_ref()?.split_name()?,
        };
        let port = step.port(Direction::Input, name)?;
        let declared = component.as_ref().and_then(|component| type_of(&component.port(Direction::Input, name)?));
        let bound = view.frame_around(step).and_then(|pipeline| bound_to(&port, pipeline));
        let own = type_of(&port).map(|word| (word, type_span(&port)));
        let own = own.or_else(|| bound.and_then(|input| Some((type_of(&input)?, type_span(&input)))));
        Some(Self { port, declared, own })
    }

    /// Its type; `None` where node and component disagree too.
    pub fn agreed_type(&self) -> Option<&'static str> {
        match (self.own.map(|(word, _)| word), self.declared) {
            (Some(own), Some(declared)) => (own == declared).then_some(own),
            (own, declared) => own.or(declared),
        }
    }
}

/// Whether a step may be split by keys instead, as far as can be seen.
pub(in crate::rules) fn may_have_partition_keys(step: &ParallelStep, view: &View) -> bool {
    let home = if step.surface == Surface::SdkV1 { Place::Config } else { Place::Step };
    let may = |step: &ParallelStep| step.mentions(Field::PartitionKeys) || step.is_open(home);
    if may(step) {
        return true;
    }
    if step.surface != Surface::Node && !step.uses_component() {
        return false;
    }
    let component = step.component.as_ref().and_then(|source| view.component(source));
    component.is_none_or(|component| may(&component))
}

/// Whether Python assigns this attribute to a port of this name, so that what the step says may not count.
pub(in crate::rules) fn is_assigned(port: &Port, field: Field, view: &View) -> bool {
    let Some(key) = info(port, field).map(|info| info.key) else { return false };
    let here = |name: &str, direction| name == port.name() && direction == port.direction;
    view.port_assignments().iter().any(|other| here(&other.port, other.direction) && other.entry.key == key)
}

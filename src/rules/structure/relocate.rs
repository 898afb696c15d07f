//! Where a setting belongs in a step, and the edits that bring it there. Knows no rule.

use crate::message;
use crate::message::Message;
use crate::model::{Entry, Mapping, ParallelStep};
use crate::rules::Context;
use crate::tables::{self, Field, Place, Surface};
use crate::text::Edit;

use super::FaultyKey;
use super::wording;
use crate::diagnostic::Applicability;

/// Where an entry goes.
pub(super) struct Home<'a> {
    /// The mapping it goes into, or into which the new block goes.
    pub mapping: &'a Mapping,
    /// The block to be made around it.
    pub block: Option<&'static str>,
    /// What it is called there.
    pub key: &'static str,
}

/// The home of a field: a mapping that is there, else a block of settings to be made. `None` where the field has no home
/// on this surface, is given already or probably meant by another key than `entry`, or would need a new task.
pub(super) fn home<'a>(step: &'a ParallelStep, entry: &Entry, field: Field) -> Option<Home<'a>> {
    if step.get(field).is_some() || step.probable(field).any(|other| !std::ptr::eq(other, entry)) {
        return None;
    }
    let homes = || tables::homes(step.surface, field).iter().filter(|(place, _)| *place != Place::Attribute);
    let there = homes().find_map(|(place, key)| Some(Home { mapping: step.block(*place)?, block: None, key }));
    there.or_else(|| {
        let made = |place| matches!(place, Place::RetrySettings | Place::Resources) && step.holder(place).is_none();
        let (place, key) = homes().find(|(place, _)| made(*place))?;
        Some(Home { mapping: &step.body, block: Some(place.name()), key })
    })
}

/// Moves an entry to the home of a field, with how sure that is: a new block on a component node replaces the whole
/// block of the component.
pub(super) fn to_home(
    cx: &Context,
    step: &ParallelStep,
    key: &FaultyKey,
    field: Field,
) -> (Applicability, Option<Vec<Edit>>) {
    let Some(home) = home(step, key.entry, field) else { return (Applicability::Safe, None) };
    let rewrite = cx.rewrite();
    let replaces = home.block.is_some() && step.surface == Surface::Node;
    let edits = match home.block {
        Some(block) => rewrite.move_into_new(key.mapping, key.entry, home.mapping, block, home.key),
        None if std::ptr::eq(home.mapping, key.mapping) => rewrite.rename_key(key.entry, home.key),
        None => rewrite.move_entry_as(key.mapping, key.entry, home.mapping, home.key),
    };
    (if replaces { Applicability::Unsafe } else { Applicability::Safe }, edits)
}

/// Says where a field belongs.
pub(super) fn advice(step: &ParallelStep, place: Place, field: Field) -> Message {
    let homes = tables::homes(step.surface, field);
    let Some((home, key)) = homes.iter().find(|(place, _)| *place != Place::Attribute) else {
        return message!("only a node has `{name}`: set it there", name = field.name());
    };
    if let Some(given) = step.get(field) {
        let given = wording::owner(step, given.place);
        return message!("`{name}` is given in `{home}` already: delete this one", name = key, home = given);
    }
    match home {
        home if *home == place => message!("write `{name}`", name = key),
        Place::Step if !step.is_python() => message!("write it as `{name}` beside `task`", name = key),
        home => message!("write it as `{name}` in `{home}`", name = key, home = wording::owner(step, *home)),
    }
}

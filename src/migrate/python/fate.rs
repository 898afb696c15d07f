//! What becomes of the variables of v1 objects: the object of v2 in its place, nothing, or what it was. Knows which
//! objects have a counterpart.

use super::changes::{Changes, mentions};
use super::definition::Definition;
use super::program::Program;
use super::write::Writer;
use super::{compute, environment, workspace};
use crate::model::{Data, Value};
use crate::text::Span;

/// What becomes of a variable.
#[derive(Clone, Debug, PartialEq)]
enum Fate {
    /// It holds something of v2, made by this expression, from this statement on.
    Becomes(String, Span),
    /// It goes.
    Goes,
    /// It stays, since new code or what is left needs it and v2 has nothing for it.
    Stays,
    /// Something else takes care of it.
    Elsewhere,
}

/// Writes what becomes of the variables.
pub(super) fn write(writer: &Writer, needs_client: bool, changes: &mut Changes) {
    let definitions = writer.definitions;
    let mut fates: Vec<Fate> = definitions.iter().map(|definition| fate(writer, definition, changes)).collect();
    while keep_what_is_needed(writer.program, definitions, &mut fates) {}
    let needs_client = needs_client || changes.mentions(&writer.client);
    for (definition, fate) in definitions.iter().zip(&fates) {
        let object = definition.object.as_ref();
        if let Some(call) = object.filter(|object| workspace::is_workspace(object) && needs_client) {
            let client = format!("{} = {}", writer.client, workspace::client(writer.program, writer.names, call));
            match *fate == Fate::Stays || !definition.free {
                false => changes.replace(writer.program, definition.statement, &[client]),
                true => changes.below(definition.statement, [client]),
            }
            continue;
        }
        apply(writer, definition, fate, changes);
    }
}

fn apply(writer: &Writer, definition: &Definition, fate: &Fate, changes: &mut Changes) {
    let parts = definition.parts.iter().copied().chain([definition.statement]);
    match fate {
        Fate::Becomes(text, place) => {
            let statement = format!("{} = {text}", definition.variable.name);
            let mut lines: Vec<String> = statement.split('\n').map(str::to_owned).collect();
            if environment::is_registered(writer.program, definition.call) {
                lines.push(format!("{}.environments.create_or_update({})", writer.client, definition.variable.name));
            }
            changes.replace(writer.program, *place, &lines);
            parts.filter(|part| part != place).for_each(|part| changes.delete(part));
        }
        Fate::Goes => parts.for_each(|part| changes.delete(part)),
        Fate::Stays | Fate::Elsewhere => {}
    }
}

fn fate(writer: &Writer, definition: &Definition, changes: &Changes) -> Fate {
    if changes.takes(definition.call) {
        return Fate::Elsewhere;
    }
    if !definition.free {
        return Fate::Stays;
    }
    if definition.object.as_ref().is_some_and(workspace::is_workspace) {
        return Fate::Goes;
    }
    if !changes.mentions(&definition.variable.name) {
        return Fate::Goes;
    }
    match becomes(writer, definition) {
        Some(text) => Fate::Becomes(text, environment::last_statement(definition)),
        None => Fate::Stays,
    }
}

/// What stays may need variables that were to go; whether there were such.
fn keep_what_is_needed(program: &Program, definitions: &[Definition], fates: &mut [Fate]) -> bool {
    let staying = definitions.iter().zip(fates.iter()).filter(|(_, fate)| **fate == Fate::Stays);
    let code: Vec<&str> = staying
        .flat_map(|(definition, _)| definition.parts.iter().copied().chain([definition.statement]))
        .map(|statement| statement.slice(program.text))
        .collect();
    let mut changed = false;
    for (definition, fate) in definitions.iter().zip(fates.iter_mut()).filter(|(_, fate)| **fate == Fate::Goes) {
        if code.iter().any(|code| mentions(code, &definition.variable.name)) {
            *fate = Fate::Stays;
            changed = true;
        }
    }
    changed
}

/// What an object of v1 becomes where a variable holds it.
fn becomes(writer: &Writer, definition: &Definition) -> Option<String> {
    let program = writer.program;
    let held = Value { span: definition.call, through_name: None, data: Data::Dynamic, editable: false };
    let Some(object) = &definition.object else {
        if let Some(name) = program.item_of(&held, "compute_targets") {
            return Some(name);
        }
        let term = environment::term(program, writer.names, &held, &mut Vec::new())?;
        return program.item_of(&held, "environments").map(|_| super::spell::say(program, &term));
    };
    if let Some(name) = compute::name(object) {
        return Some(program.source(name).to_owned());
    }
    let term = environment::of_call(program, writer.names, object, definition.call)?;
    Some(super::spell::say(program, &term))
}

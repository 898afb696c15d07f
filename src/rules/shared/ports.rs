//! What several rules ask of one input or output: its attributes by their field, and its type and mode as the table's
//! own words. Knows no rule.

use crate::model::{Direction, Entry, FileModel, Frame, Mapping, Port, PortAssignment, PortType};
use crate::tables::{self, Field, FieldInfo, Place, Surface};
use crate::text::Span;

/// The kinds of parameters that a component's input can be.
const PARAMETERS: [&str; 4] = ["integer", "number", "boolean", "string"];

/// The attributes of a port that is written as a port: a mapping, or a call of `Input` or `Output` on its own side.
pub(in crate::rules) fn attributes<'a>(port: &Port<'a>) -> Option<&'a Mapping> {
    let class = match port.direction {
        Direction::Input => "Input",
        Direction::Output => "Output",
    };
    let foreign = port.value().object().is_some_and(|object| object.name() != class);
    port.attributes().filter(|_| !foreign)
}

/// What the table says of an attribute of this port.
pub(in crate::rules) fn info(port: &Port, field: Field) -> Option<&'static FieldInfo> {
    tables::entry(port.surface, port.direction.place(), field)
}

/// An attribute of a port that is not null.
pub(in crate::rules) fn attribute<'a>(port: &Port<'a>, field: Field) -> Option<&'a Entry> {
    attributes(port)?.get(info(port, field)?.key).filter(|entry| !entry.value.is_null())
}

/// Whether a port has an attribute, be it null.
pub(in crate::rules) fn has(port: &Port, field: Field) -> bool {
    let key = info(port, field).map(|info| info.key);
    attributes(port).zip(key).is_some_and(|(attributes, key)| attributes.has(key))
}

/// What Python assigns to a field of ports of nodes, whose nodes they may be, with what the table says of it.
pub(in crate::rules) fn assignments(
    model: &FileModel,
    field: impl Fn(Direction) -> Field,
) -> impl Iterator<Item = (&PortAssignment, &'static FieldInfo)> {
    model.port_assignments.iter().filter_map(move |assigned| {
        let side = assigned.direction;
        let info = tables::entry(Surface::SdkV2, side.place(), field(side))?;
        (info.key == assigned.entry.key).then_some((assigned, info))
    })
}

/// The field that is the type of a port of this side.
pub(in crate::rules) fn type_field(direction: Direction) -> Field {
    match direction {
        Direction::Input => Field::InputType,
        Direction::Output => Field::OutputType,
    }
}

/// The field that is the mode of a port of this side.
pub(in crate::rules) fn mode_field(direction: Direction) -> Field {
    match direction {
        Direction::Input => Field::InputMode,
        Direction::Output => Field::OutputMode,
    }
}

/// The table's own word for a written one, if it allows it.
pub(in crate::rules) fn allowed(info: &'static FieldInfo, word: &str) -> Option<&'static str> {
    let same = |value: &&&str| if info.any_case { value.eq_ignore_ascii_case(word) } else { **value == word };
    info.values.iter().find(same).copied()
}

/// The type of a port, if it is certain and exists. A job port without one is a folder, unless its path is an
/// expression: then the type comes from there.
pub(in crate::rules) fn type_of(port: &Port) -> Option<&'static str> {
    attributes(port)?;
    let info = info(port, type_field(port.direction))?;
    match port.type_of() {
        PortType::Written(word) => allowed(info, word),
        PortType::Folder if port.direction == Direction::Output => allowed(info, info.default.as_deref()?),
        PortType::Folder => {
            let path = attribute(port, Field::InputPath);
            let elsewhere = path.is_some_and(|path| path.value.is_dynamic());
            // A component node may set the mode alone; the type is the component's then.
            let unsaid = port.surface == Surface::Node && path.is_none();
            (!elsewhere && !unsaid).then(|| allowed(info, info.default.as_deref()?)).flatten()
        }
        PortType::Unknown => None,
    }
}

/// Where the type of a port is written; its key where it is implied.
pub(in crate::rules) fn type_span(port: &Port) -> Span {
    attribute(port, type_field(port.direction)).map_or(port.entry.key_span, |entry| entry.value.span)
}

/// The written mode of a port, if it exists.
pub(in crate::rules) fn mode_of<'a>(port: &Port<'a>) -> Option<(&'a Entry, &'static str)> {
    let field = mode_field(port.direction);
    let entry = attribute(port, field)?;
    Some((entry, allowed(info(port, field)?, entry.value.known_text()?)?))
}

/// Whether a word is the type of a data or model asset.
pub(in crate::rules) fn is_data(word: &str) -> bool {
    tables::entry(Surface::Inline, Place::Input, Field::InputType).is_some_and(|info| info.values.contains(&word))
}

/// Whether a word is the type of a parameter.
pub(in crate::rules) fn is_parameter(word: &str) -> bool {
    PARAMETERS.contains(&word)
}

/// The pipeline's input that an input of one of its nodes is bound to.
pub(in crate::rules) fn bound_to<'a>(port: &Port, pipeline: Frame<'a>) -> Option<Port<'a>> {
    let value = match attributes(port) {
        Some(_) => &attribute(port, Field::InputPath)?.value,
        None => port.value(),
    };
    let text = value.text()?.as_str();
    let found = crate::model::scan(text);
    let [expression] = found.expressions.as_slice() else { return None };
    let name = expression.body(text).strip_prefix("parent.inputs.")?;
    (expression.range == (0..text.len())).then_some(())?;
    pipeline.ports(Direction::Input).find(|input| input.name() == name)
}

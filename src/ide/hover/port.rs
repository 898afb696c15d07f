//! Inputs, outputs and nodes: what is declared of them and what is given for them.

use super::page::{Page, quoted};
use crate::ide::spot::{Found, Owner, Spot};
use crate::ide::symbol::Home;
use crate::message;
use crate::message::Message;
use crate::model::{Direction, Port, Value};
use crate::project::View;
use crate::tables::{self, Effect, Field};

/// The page of an input or output.
pub(super) fn page(page: &mut Page, home: &Home, direction: Direction, name: &str, view: &View) -> Option<()> {
    let owner = home.owner(view)?;
    let port = home.port(view, direction, name)?;
    page.title(name, &what(&owner, direction));
    if let Some(text) = port.attribute("description").and_then(|entry| entry.value.known_text()) {
        page.paragraph(text);
    }
    let splits = owner.step().is_some_and(|step| direction == Direction::Input && step.split_name() == Some(name));
    if splits {
        page.say(&message!("This is the input that is split into mini-batches."));
    }
    facts(page, &port, home.document(view).text());
    if home.document.is_some() {
        page.fact(&message!("Declared in {path}", path = quoted(&home.path.display().to_string())));
    }
    Some(())
}

/// What a port is, in a few words.
fn what(owner: &Owner, direction: Direction) -> Message {
    match (owner, direction) {
        (Owner::Pipeline(_), Direction::Input) => message!("an input of the pipeline"),
        (Owner::Pipeline(_), Direction::Output) => message!("an output of the pipeline"),
        (Owner::Step(step), Direction::Input) => message!("an input of {name}", name = quoted(&step.name)),
        (Owner::Step(step), Direction::Output) => message!("an output of {name}", name = quoted(&step.name)),
        (Owner::Job(_, job), Direction::Input) => message!("an input of {name}", name = quoted(job.name())),
        (Owner::Job(_, job), Direction::Output) => message!("an output of {name}", name = quoted(job.name())),
    }
}

fn facts(page: &mut Page, port: &Port, text: &str) {
    let source = |value: &Value| quoted(&shown(value, text));
    if port.attributes().is_none() && !port.value().is_null() {
        page.fact(&message!("Value: {value}", value = source(port.value())));
        return;
    }
    for info in tables::keys(port.surface, port.direction.place()).filter(|info| info.effect == Effect::Takes) {
        let Some(label) = label(info.field) else { continue };
        if let Some(entry) = port.attribute(info.key) {
            page.fact(&label(source(&entry.value)));
            continue;
        }
        let implied = matches!(info.field, Field::InputType | Field::OutputType | Field::InputMode | Field::OutputMode);
        // The path of a bound input brings its type along.
        let bound = port.attribute("path").is_some_and(|path| path.value.is_dynamic());
        let open = port.attributes().is_some_and(|attributes| attributes.open);
        if let Some(default) = info.default.as_deref().filter(|_| implied && !bound && !open) {
            let value = label(quoted(default));
            page.fact(&message!("{fact} (not written)", fact = value));
        }
    }
}

/// Adds what is given for an input where its declaration stands elsewhere.
pub(super) fn given(page: &mut Page, found: &Found, view: &View) {
    let value = match &found.spot {
        Spot::Port(Owner::Step(step), port) if step.uses_component() => port.value(),
        Spot::GivenInput(_, entry) => &entry.value,
        _ => return,
    };
    let path = value.mapping().and_then(|attributes| attributes.get("path")).map(|entry| &entry.value);
    let value = path.or(value.mapping().is_none().then_some(value)).filter(|value| !value.is_null());
    if let Some(value) = value {
        page.fact(&message!("Given here: {value}", value = quoted(&shown(value, view.text()))));
    }
}

/// The line for an attribute that is worth one.
fn label(field: Field) -> Option<fn(String) -> Message> {
    Some(match field {
        Field::InputType | Field::OutputType => |value| message!("Type: {value}", value = value),
        Field::InputMode | Field::OutputMode => |value| message!("Mode: {value}", value = value),
        Field::InputPath | Field::OutputPath => |value| message!("Path: {value}", value = value),
        Field::InputValue => |value| message!("Value: {value}", value = value),
        Field::InputDefault => |value| message!("Default: {value}", value = value),
        Field::InputOptional => |value| message!("Optional: {value}", value = value),
        Field::InputMinimum => |value| message!("At least {least}", least = value),
        Field::InputMaximum => |value| message!("At most {most}", most = value),
        Field::InputEnum => |value| message!("Values: {values}", values = value),
        Field::OutputName => |value| message!("Registered as {name}", name = value),
        _ => return None,
    })
}

/// A value as it is meant, or as it is written.
fn shown(value: &Value, text: &str) -> String {
    const LONGEST: usize = 200;
    let written = value.text().map_or_else(|| value.span.slice(text), |text| text.as_str());
    let mut shown: String = written.chars().take(LONGEST).collect();
    if shown.len() < written.len() {
        shown.push('…');
    }
    shown
}

/// The page of a node.
pub(super) fn node(page: &mut Page, home: &Home, name: &str, view: &View) -> Option<()> {
    let Owner::Pipeline(pipeline) = home.owner(view)? else { return None };
    let job = pipeline.job(name)?;
    page.title(name, &message!("a node of the pipeline"));
    let text = home.document(view).text();
    for (field, label) in [
        (Field::Type, (|value| message!("Type: {value}", value = value)) as fn(String) -> Message),
        (Field::Component, |value| message!("Component: {value}", value = value)),
        (Field::Compute, |value| message!("Compute: {value}", value = value)),
    ] {
        let entry = job.body().and_then(|body| body.get(field.name()));
        let Some(entry) = entry.filter(|entry| entry.value.mapping().is_none()) else { continue };
        page.fact(&label(quoted(&shown(&entry.value, text))));
    }
    let home = Home::of_job(pipeline, job, view)?;
    let owner = home.owner(view)?;
    for (direction, label) in [
        (Direction::Input, (|names| message!("Inputs: {names}", names = names)) as fn(String) -> Message),
        (Direction::Output, |names| message!("Outputs: {names}", names = names)),
    ] {
        let ports = crate::ide::symbol::ports(&owner, direction);
        if !ports.is_empty() {
            page.fact(&label(super::page::row(ports.iter().map(Port::name))));
        }
    }
    Some(())
}

//! What is written behind a key: the shape of its value with places to fill in, as a snippet of the language server
//! protocol. Knows the table; no position.

use super::expressions;
use crate::ide::spot::Setting;
use crate::model::Direction;
use crate::project::View;
use crate::tables::{self, Effect, Field, FieldInfo, Kind, Place, Surface};

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// In a block of YAML, behind the colon.
    Block,
    /// Between the brackets of YAML.
    Flow,
    /// In Python.
    Python,
}

/// The value of a field, with the blank or line break before it.
pub(super) fn value(setting: &Setting, info: &'static FieldInfo, form: Form, view: &View) -> String {
    match form {
        Form::Block => block(setting, info, view),
        Form::Flow => inline(info, setting, view),
        Form::Python => python(info, setting, view),
    }
}

fn block(setting: &Setting, info: &'static FieldInfo, view: &View) -> String {
    match (info.kind, info.inside) {
        (Kind::Ports, Some(inside)) => format!("\n  ${{1:name}}:\n    {}", port(info.surface, inside)),
        (Kind::Mapping, Some(inside)) => format!("\n  {}", required(info.surface, inside)),
        (Kind::Mapping | Kind::Texts, _) => "\n  $0".to_owned(),
        _ => format!(" {}", inline(info, setting, view)),
    }
}

/// The attributes of a port that are worth writing.
fn port(surface: Surface, place: Place) -> String {
    let field = if place == Place::Output { Field::OutputType } else { Field::InputType };
    let types = tables::entry(surface, place, field).map_or(String::new(), |info| choice(2, &info.values));
    match (surface, place) {
        (Surface::Component, _) | (_, Place::Output) => format!("type: {types}$0"),
        _ => format!("type: {types}\n    path: $0"),
    }
}

/// The keys that a mapping is incomplete without; the first place to fill in where there are none.
fn required(surface: Surface, place: Place) -> String {
    let keys = tables::keys(surface, place).filter(|info| info.required && info.effect == Effect::Takes);
    let lines = keys.enumerate().map(|(index, info)| {
        let value = match info.values.as_slice() {
            [only] => (*only).to_owned(),
            [] => format!("${}", index + 1),
            several => choice(index + 1, several),
        };
        format!("{}: {value}", info.key)
    });
    let mut lines: Vec<String> = lines.collect();
    if place == Place::Task {
        // Not required by the SDK, but nothing is uploaded without it.
        let at = lines.iter().position(|line| line.starts_with("entry_script")).unwrap_or(lines.len());
        lines.insert(at, "code: ${9:./src}".to_owned());
    }
    if lines.is_empty() { "$0".to_owned() } else { lines.join("\n  ") }
}

fn inline(info: &'static FieldInfo, setting: &Setting, view: &View) -> String {
    match (info.kind, info.values.as_slice()) {
        (_, [only]) => (*only).to_owned(),
        (_, [_, ..]) => choice(1, &info.values),
        (Kind::Boolean, _) => choice(1, &["true", "false"]),
        (Kind::List, _) => "[$0]".to_owned(),
        (Kind::Mapping | Kind::Texts | Kind::Ports, _) => "{$0}".to_owned(),
        (Kind::Expression, _) => expression(info, setting, view),
        (Kind::Text, _) if matches!(info.field, Field::MiniBatchSize | Field::Version) => "\"$0\"".to_owned(),
        (Kind::Text | Kind::Integer | Kind::Number | Kind::Scalar, _) => "$0".to_owned(),
        (Kind::Path | Kind::Reference | Kind::Object, _) => "$0".to_owned(),
    }
}

fn python(info: &'static FieldInfo, setting: &Setting, view: &View) -> String {
    match (info.kind, info.values.as_slice()) {
        (_, [only]) => format!("\"{only}\""),
        (_, [_, ..]) => format!("\"{}\"", choice(1, &info.values)),
        (Kind::Boolean, _) => choice(1, &["True", "False"]),
        (Kind::List, _) => "[$0]".to_owned(),
        (Kind::Mapping, _) if info.inside == Some(Place::Task) => "RunFunction($0)".to_owned(),
        (Kind::Ports, _) => {
            let class = if info.field == Field::Inputs { "Input" } else { "Output" };
            format!("{{\"${{1:name}}\": {class}($0)}}")
        }
        (Kind::Mapping | Kind::Texts, _) => "{$0}".to_owned(),
        (Kind::Expression, _) => format!("\"{}\"", expression(info, setting, view)),
        (Kind::Text | Kind::Path | Kind::Reference, _) => "\"$0\"".to_owned(),
        (Kind::Integer | Kind::Number | Kind::Scalar | Kind::Object, _) => "$0".to_owned(),
    }
}

/// A place to fill in with one of these words.
fn choice(index: usize, words: &[&str]) -> String {
    format!("${{{index}|{}|}}", words.join(","))
}

/// The only expression that fits, or the beginning of one.
fn expression(info: &'static FieldInfo, setting: &Setting, view: &View) -> String {
    let direction = if info.field == Field::AppendRowTo { Direction::Output } else { Direction::Input };
    match expressions::own(&setting.owner, direction, view).as_slice() {
        [only] => format!("\\${{{{{}.{only}}}}}", direction.word()),
        _ => format!("\\${{{{{}.$0}}}}", direction.word()),
    }
}

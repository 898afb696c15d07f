//! A step as the JSON instance that its surface's schema judges, and the way from a path in it back to the value.
//! What is an expression, null or known at run time only is left out, and so are keys that have no effect.

use super::{Data, Entry, Mapping, ParallelStep, Value};
use crate::tables::{self, Effect, Field, FieldInfo, Kind, Place, Segment, Surface};
use crate::text::Decoded;
use serde_json::{Map, Number, Value as Json};

/// A step as JSON.
#[must_use]
pub fn instance(step: &ParallelStep) -> Json {
    let mut object = object(&step.body, step.surface, Place::Step);
    if let Some(config) = &step.config {
        let config = self::object(config, step.surface, Place::Config);
        object.insert(Field::ParallelRunConfig.name().to_owned(), Json::Object(config));
    }
    Json::Object(object)
}

/// The keys of a pipeline as JSON, without its nodes, which are judged by themselves.
#[must_use]
pub fn pipeline_instance(body: &Mapping) -> Json {
    let own = |entry: &&Entry| entry.key != Field::Jobs.name();
    Json::Object(entries(body.effective().filter(own), Surface::Pipeline, Place::Step))
}

/// The value that a path in the instance of a pipeline leads to.
#[must_use]
pub fn pipeline_value_at<'a>(body: &'a Mapping, path: &[Segment]) -> Option<&'a Value> {
    follow(body, path)
}

/// One attribute that is assigned to a step, as the instance of a step that has nothing else.
#[must_use]
pub fn assigned_instance(surface: Surface, place: Place, key: &str, value: &Value) -> Option<Json> {
    let info = tables::lookup(surface, place, key)?;
    let leaf = Json::Object([(key.to_owned(), json_of(value, info)?)].into_iter().collect());
    Some(match holder_of(place) {
        Some(holder) => Json::Object([(holder.to_owned(), leaf)].into_iter().collect()),
        None => leaf,
    })
}

/// The value that a path in the instance of an assigned attribute leads to.
#[must_use]
pub fn assigned_value_at<'a>(place: Place, value: &'a Value, path: &[Segment]) -> &'a Value {
    let holders = usize::from(holder_of(place).is_some());
    part_at(value, path.get(holders + 1..).unwrap_or_default())
}

/// The key under which an instance holds the mapping of a place, if it is an inner one.
fn holder_of(place: Place) -> Option<&'static str> {
    match place {
        Place::Step | Place::Attribute => None,
        Place::Config => Some(Field::ParallelRunConfig.name()),
        _ => Some(place.name()),
    }
}

/// The value that a path in the instance leads to; a part of it where the rest of the path cannot be followed.
#[must_use]
pub fn value_at<'a>(step: &'a ParallelStep, path: &[Segment]) -> Option<&'a Value> {
    let config = Segment::Key(Field::ParallelRunConfig.name().to_owned());
    let (first, rest) = match (path.split_first()?, &step.config) {
        ((first, rest), Some(mapping)) if *first == config => return follow(mapping, rest),
        (split, _) => split,
    };
    follow(&step.body, &[std::slice::from_ref(first), rest].concat())
}

fn follow<'a>(mapping: &'a Mapping, path: &[Segment]) -> Option<&'a Value> {
    let (first, rest) = path.split_first()?;
    let Segment::Key(key) = first else { return None };
    Some(part_at(&mapping.get(key)?.value, rest))
}

fn part_at<'a>(mut value: &'a Value, path: &[Segment]) -> &'a Value {
    for segment in path {
        let next = match segment {
            Segment::Key(key) => value.mapping().and_then(|mapping| mapping.get(key)).map(|entry| &entry.value),
            Segment::Item(index) => value.items().and_then(|items| items.get(*index)),
        };
        let Some(next) = next else { break };
        value = next;
    }
    value
}

fn object(mapping: &Mapping, surface: Surface, place: Place) -> Map<String, Json> {
    entries(mapping.effective(), surface, place)
}

fn entries<'a>(entries: impl Iterator<Item = &'a Entry>, surface: Surface, place: Place) -> Map<String, Json> {
    let known = |key: &str| tables::lookup(surface, place, key).filter(|info| info.effect == Effect::Takes);
    entries.filter_map(|entry| Some((entry.key.clone(), json_of(&entry.value, known(&entry.key)?)?))).collect()
}

fn json_of(value: &Value, info: &FieldInfo) -> Option<Json> {
    match (value.mapping(), info.inside) {
        (Some(ports), Some(inside)) if info.kind == Kind::Ports => {
            let ports =
                ports.effective().filter_map(|port| Some((port.key.clone(), port_json(&port.value, info, inside)?)));
            Some(Json::Object(ports.collect()))
        }
        (Some(mapping), Some(inside)) => Some(Json::Object(object(mapping, info.surface, inside))),
        _ => scalar(value, info),
    }
}

fn port_json(port: &Value, info: &FieldInfo, inside: Place) -> Option<Json> {
    match port.mapping() {
        Some(mapping) => Some(Json::Object(object(mapping, info.surface, inside))),
        // A date is no value that a port takes.
        None if matches!(port.data, Data::Date) => Some(Json::Array(Vec::new())),
        None => plain(port),
    }
}

fn scalar(value: &Value, info: &FieldInfo) -> Option<Json> {
    // SDK v1 knows no expressions.
    let v1 = info.surface == Surface::SdkV1;
    let text = if v1 { value.text().map(Decoded::as_str) } else { value.known_text() };
    if let Some(number) = text.filter(|_| info.integer_text).and_then(|text| text.trim().parse::<i64>().ok()) {
        return Some(Json::from(number));
    }
    if let Some(text) = text.filter(|_| info.any_case) {
        return Some(Json::String(text.to_lowercase()));
    }
    let words = info.kind == Kind::Boolean && !is_python(info.surface);
    if let Some(truth) = truth(value).filter(|_| words) {
        return Some(Json::Bool(truth));
    }
    match &value.data {
        // Null is the same as nothing where it is taken; SDK v1 refuses it where a value is required.
        Data::Null if v1 => Some(Json::Null),
        // YAML reads `5.0` as 5; the Python SDKs want an `int`.
        Data::Float(_) if matches!(info.kind, Kind::Integer | Kind::Text) && !info.integer_text => {
            Some(Json::from(OTHER))
        }
        Data::Text(_) => text.map(|text| Json::String(text.to_owned())),
        _ => plain(value),
    }
}

fn is_python(surface: Surface) -> bool {
    matches!(surface, Surface::SdkV2 | Surface::SdkV1)
}

/// What the SDK reads from YAML as true or false, beside Booleans.
fn truth(value: &Value) -> Option<bool> {
    match &value.data {
        Data::Int(number) => {
            [(0, false), (1, true)].into_iter().find(|(known, _)| known == number).map(|(_, truth)| truth)
        }
        Data::Float(number) => {
            [(0.0, false), (1.0, true)].into_iter().find(|(known, _)| known == number).map(|(_, truth)| truth)
        }
        _ => truth_word(value.known_text()?),
    }
}

/// A word for true or false, in small letters, in capitals, or with the first one a capital.
fn truth_word(word: &str) -> Option<bool> {
    const TRUE: [&str; 6] = ["t", "true", "on", "y", "yes", "1"];
    const FALSE: [&str; 6] = ["f", "false", "off", "n", "no", "0"];
    let mut tail = word.chars();
    tail.next()?;
    let cased = tail.as_str() == tail.as_str().to_lowercase() || word == word.to_uppercase();
    let word = word.to_lowercase();
    let is = |words: [&str; 6]| cased && words.contains(&word.as_str());
    if is(TRUE) { Some(true) } else { is(FALSE).then_some(false) }
}

/// Stands for what is no text, no whole number, no Boolean, no list and no mapping, as a date is none of them.
const OTHER: f64 = 0.5;

/// A known value as JSON; `None` for what is not known or has no JSON form.
fn plain(value: &Value) -> Option<Json> {
    match &value.data {
        Data::Bool(truth) => Some(Json::Bool(*truth)),
        // What JSON's integers cannot hold is a whole number all the same.
        Data::Int(number) => Number::from_i128(*number).or(Number::from_f64(*number as f64)).map(Json::Number),
        Data::Float(number) => Some(Json::Number(Number::from_f64(*number).or(Number::from_f64(OTHER))?)),
        Data::Date => Some(Json::from(OTHER)),
        Data::Text(_) => value.known_text().map(|text| Json::String(text.to_owned())),
        Data::List(items) | Data::Tuple(items) => Some(Json::Array(items.iter().map(item).collect())),
        Data::Mapping(mapping) => {
            let entries = mapping.effective().filter_map(|entry| Some((entry.key.clone(), plain(&entry.value)?)));
            Some(Json::Object(entries.collect()))
        }
        Data::Null | Data::Template(_) | Data::Object(_) | Data::Name(_) => None,
        Data::Dynamic | Data::Malformed => None,
    }
}

/// An item of a list, which must keep its place: what is not known is taken for a text, which every list may hold.
fn item(value: &Value) -> Json {
    if value.is_null() {
        return Json::Null;
    }
    plain(value).unwrap_or_else(|| Json::from("?"))
}

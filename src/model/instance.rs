//! A step as the JSON instance that its surface's schema judges, and the way from a path in it back to the value.
//! What is an expression, null or known at run time only is left out, and so are keys that have no effect.

use super::{Data, Mapping, ParallelStep, Value};
use crate::tables::{self, Effect, Field, FieldInfo, Kind, Place, Segment, Surface};
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

/// One attribute that is assigned to a step, as the instance of a step that has nothing else.
#[must_use]
pub fn assigned_instance(surface: Surface, place: Place, key: &str, value: &Value) -> Option<Json> {
    let info = tables::lookup(surface, place, key)?;
    let leaf = Json::Object([(key.to_owned(), json_of(value, info)?)].into_iter().collect());
    Some(match place {
        Place::Step | Place::Attribute => leaf,
        _ => Json::Object([(place.name().to_owned(), leaf)].into_iter().collect()),
    })
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
    let mut value = &mapping.get(key)?.value;
    for segment in rest {
        let next = match segment {
            Segment::Key(key) => value.mapping().and_then(|mapping| mapping.get(key)).map(|entry| &entry.value),
            Segment::Item(index) => value.items().and_then(|items| items.get(*index)),
        };
        let Some(next) = next else { break };
        value = next;
    }
    Some(value)
}

fn object(mapping: &Mapping, surface: Surface, place: Place) -> Map<String, Json> {
    let known = |key: &str| tables::lookup(surface, place, key).filter(|info| info.effect == Effect::Takes);
    let entries = mapping.effective();
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
        None => plain(port),
    }
}

fn scalar(value: &Value, info: &FieldInfo) -> Option<Json> {
    let text = value.known_text();
    if let Some(number) = text.filter(|_| info.integer_text).and_then(|text| text.trim().parse::<i64>().ok()) {
        return Some(Json::from(number));
    }
    if let Some(text) = text.filter(|_| info.any_case) {
        return Some(Json::String(text.to_lowercase()));
    }
    match &value.data {
        Data::Null if info.nullable => Some(Json::Null),
        _ => plain(value),
    }
}

/// A known value as JSON; `None` for what is not known or has no JSON form.
fn plain(value: &Value) -> Option<Json> {
    match &value.data {
        Data::Bool(truth) => Some(Json::Bool(*truth)),
        Data::Int(number) => Number::from_i128(*number).map(Json::Number),
        Data::Float(number) => Number::from_f64(*number).map(Json::Number),
        Data::Text(_) => value.known_text().map(|text| Json::String(text.to_owned())),
        Data::List(items) | Data::Tuple(items) => items.iter().map(plain).collect::<Option<_>>().map(Json::Array),
        Data::Mapping(mapping) => {
            let entries = mapping.effective().filter_map(|entry| Some((entry.key.clone(), plain(&entry.value)?)));
            Some(Json::Object(entries.collect()))
        }
        Data::Null | Data::Date | Data::Template(_) | Data::Object(_) | Data::Name(_) => None,
        Data::Dynamic | Data::Malformed => None,
    }
}

//! A step as a JSON instance in the words of its surface, for the schemas; and the way from a place in that instance
//! back to the bytes. Expressions, nulls and values known at run time only are left out.

use super::{Data, Entry, Mapping, ParallelStep, Value};
use crate::tables::Place;
use serde_json::{Map, Number, Value as Json};

/// The parts of a step that schemas judge, as JSON.
pub type Instance = Json;

/// The mapping of a place as a JSON object.
#[must_use]
pub fn instance(step: &ParallelStep, place: Place) -> Instance {
    step.block(place).map_or(Json::Null, |mapping| Json::Object(object(mapping)))
}

fn object(mapping: &Mapping) -> Map<String, Json> {
    mapping.effective().filter_map(|entry: &Entry| Some((entry.key.clone(), json(&entry.value)?))).collect()
}

/// A known value as JSON; `None` for what is not known or has no JSON form.
fn json(value: &Value) -> Option<Json> {
    match &value.data {
        Data::Bool(truth) => Some(Json::Bool(*truth)),
        Data::Int(number) => Number::from_i128(*number).map(Json::Number),
        Data::Float(number) => Number::from_f64(*number).map(Json::Number),
        Data::Text(_) => value.known_text().map(|text| Json::String(text.to_owned())),
        Data::List(items) | Data::Tuple(items) => items.iter().map(json).collect::<Option<Vec<_>>>().map(Json::Array),
        Data::Mapping(mapping) => Some(Json::Object(object(mapping))),
        Data::Null | Data::Date | Data::Template(_) | Data::Object(_) | Data::Name(_) => None,
        Data::Dynamic | Data::Malformed => None,
    }
}

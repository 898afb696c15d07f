//! The order in which the keys of a file written anew stand: that of the documentation's samples, which is the table's.

use crate::tables::{self, FieldInfo, Kind, Place, Surface};
use serde_json::{Map, Value as Json};

/// The entries of a place, and of the places inside it, in order; those that the table does not know come last.
pub(super) fn ordered(mut body: Map<String, Json>, surface: Surface, place: Place) -> Map<String, Json> {
    let mut sorted = Map::new();
    for info in tables::keys(surface, place) {
        if let Some((key, value)) = body.shift_remove_entry(info.key) {
            sorted.insert(key, inside(value, info));
        }
    }
    sorted.append(&mut body);
    sorted
}

fn inside(value: Json, info: &FieldInfo) -> Json {
    match (value, info.inside) {
        (Json::Object(ports), Some(place)) if info.kind == Kind::Ports => {
            let port = |port| match port {
                Json::Object(attributes) => Json::Object(ordered(attributes, info.surface, place)),
                other => other,
            };
            Json::Object(ports.into_iter().map(|(name, value)| (name, port(value))).collect())
        }
        (Json::Object(entries), Some(place)) => Json::Object(ordered(entries, info.surface, place)),
        (value, _) => value,
    }
}

//! The files of `schemas/`: valid JSON Schema, whole references, nothing unused and nothing undefined.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::tables::{Conversion, Effect, Field, Kind, Origin, Place, Scope, Surface, documents, keys, lookup, mapping};

/// Calls `visit` with every object in a document.
fn walk(value: &Value, visit: &mut impl FnMut(&serde_json::Map<String, Value>)) {
    match value {
        Value::Object(map) => {
            visit(map);
            map.values().for_each(|inner| walk(inner, visit));
        }
        Value::Array(list) => list.iter().for_each(|inner| walk(inner, visit)),
        _ => {}
    }
}

fn schemas() -> impl Iterator<Item = &'static documents::Document> {
    documents::all().iter().filter(|document| document.name.ends_with(".schema.json"))
}

fn definitions(file: &str) -> Vec<&'static str> {
    documents::root(file)["$defs"].as_object().unwrap().keys().map(String::as_str).collect()
}

fn entries() -> impl Iterator<Item = &'static crate::tables::FieldInfo> {
    Surface::ALL.iter().flat_map(|surface| Place::ALL.iter().flat_map(|place| keys(*surface, *place)))
}

#[test]
fn every_schema_is_valid() {
    for document in schemas() {
        assert_eq!(document.value()["$schema"], "https://json-schema.org/draft/2020-12/schema", "{}", document.name);
        jsonschema::meta::validate(document.value()).unwrap_or_else(|error| panic!("{}: {error}", document.name));
    }
}

#[test]
fn every_reference_resolves_and_no_schema_is_ambiguous() {
    for document in schemas() {
        walk(document.value(), &mut |map| {
            assert!(!map.contains_key("oneOf") && !map.contains_key("anyOf"), "{}: {map:?}", document.name);
            let Some(reference) = map.get("$ref").and_then(Value::as_str) else { return };
            assert!(documents::resolve(document.name, reference).is_some(), "{}: {reference}", document.name);
        });
    }
}

#[test]
fn every_definition_is_used() {
    let mut used = BTreeSet::new();
    for document in schemas() {
        walk(document.value(), &mut |map| {
            let reference = map.get("$ref").and_then(Value::as_str);
            used.extend(
                reference
                    .and_then(|reference| documents::resolve(document.name, reference))
                    .map(|(file, to)| (file, std::ptr::from_ref(to).addr())),
            );
        });
    }
    for document in schemas() {
        for (name, schema) in document.value()["$defs"].as_object().into_iter().flatten() {
            let is_place = schema.get("x-parlint-place").is_some();
            assert!(
                used.contains(&(document.name, std::ptr::from_ref(schema).addr())) || is_place,
                "{}: {name}",
                document.name
            );
        }
    }
}

#[test]
fn the_extension_keywords_are_the_known_ones_and_hold_known_words() {
    let known = |keyword: &str, value: &Value| match (keyword, value) {
        ("place", Value::String(word)) => Place::from_name(word).is_some(),
        ("field", Value::String(word)) => Field::from_name(word).is_some(),
        ("kind", Value::String(word)) => Kind::from_name(word).is_some(),
        ("effect", Value::String(word)) => Effect::from_name(word).is_some_and(|effect| effect != Effect::Takes),
        ("expressions", Value::String(word)) => word == "none" || Scope::from_name(word).is_some(),
        ("scopes", Value::Array(words)) => words.iter().all(|word| Scope::from_name(word.as_str().unwrap()).is_some()),
        ("rules", Value::Object(rules)) => rules.values().all(|code| is_code(code.as_str().unwrap())),
        ("aliases" | "values" | "tolerated", Value::Array(list)) => !list.is_empty(),
        ("any-case" | "integer-text" | "pipeline-parameter" | "contrib", Value::Bool(true)) => true,
        _ => false,
    };
    for document in schemas() {
        walk(document.value(), &mut |map| {
            for (key, value) in map {
                let Some(keyword) = key.strip_prefix("x-parlint-") else { continue };
                assert!(known(keyword, value), "{}: {key}: {value}", document.name);
            }
        });
    }
}

fn is_code(code: &str) -> bool {
    code.strip_prefix("PJ").is_some_and(|digits| digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

#[test]
fn fields_and_definitions_are_the_same_set() {
    let v1 = documents::root("v1-fields.schema.json")["$defs"].as_object().unwrap();
    let of_v1 = v1.values().map(|schema| schema["x-parlint-field"].as_str().unwrap());
    let defined: BTreeSet<_> = definitions("fields.schema.json").into_iter().chain(of_v1).collect();
    let named: BTreeSet<_> = Field::ALL.iter().map(|field| field.name()).collect();
    assert_eq!(defined, named);
    let used: BTreeSet<_> = entries().map(|info| info.field.name()).collect();
    assert_eq!(used, named);
}

/// Every property of a place is an entry: none was lost for want of a field or a kind.
#[test]
fn every_property_is_an_entry() {
    for document in schemas() {
        walk(document.value(), &mut |map| {
            let Some(place) = map.get("x-parlint-place").and_then(Value::as_str).and_then(Place::from_name) else {
                return;
            };
            for key in map["properties"].as_object().unwrap().keys() {
                let found = Surface::ALL.iter().any(|surface| lookup(*surface, place, key).is_some());
                assert!(found, "{}: {place:?} {key}", document.name);
            }
        });
    }
}

#[test]
fn a_key_without_effect_is_marked_for_editors() {
    for document in schemas() {
        walk(document.value(), &mut |map| {
            assert_eq!(map.contains_key("deprecated"), map.contains_key("x-parlint-effect"), "{map:?}");
        });
    }
}

#[test]
fn every_argument_of_v1_has_a_row() {
    let rows: BTreeSet<_> = mapping().iter().flat_map(|row| &row.keys).copied().collect();
    for place in [Place::Config, Place::Step] {
        for info in keys(Surface::SdkV1, place) {
            assert!(rows.contains(info.key), "{}", info.key);
        }
    }
}

#[test]
fn every_row_starts_in_v1_and_ends_in_v2() {
    for row in mapping() {
        let known =
            |key: &str| [Place::Config, Place::Step].iter().any(|place| lookup(Surface::SdkV1, *place, key).is_some());
        assert!(row.origin == Origin::Around || row.keys.iter().all(|key| known(key)), "{}", row.id);
        let carried = row.conversion == Conversion::None || row.python.is_some();
        assert!(carried, "{}", row.id);
        let Some(field) = row.field.filter(|_| row.conversion != Conversion::None) else { continue };
        let home = [Surface::Component, Surface::Inline, Surface::Pipeline]
            .iter()
            .any(|surface| !crate::tables::homes(*surface, field).is_empty());
        assert!(home, "{}: {field:?}", row.id);
    }
}

#[test]
fn the_rows_of_a_field_agree_with_the_arguments_of_v1() {
    for row in mapping().iter().filter(|row| row.conversion == Conversion::Same && row.origin != Origin::Around) {
        let [key] = row.keys[..] else { panic!("{}", row.id) };
        let place = if row.origin == Origin::Config { Place::Config } else { Place::Step };
        assert_eq!(lookup(Surface::SdkV1, place, key).map(|info| info.field), row.field, "{}", row.id);
    }
}

//! Structural checks of values: the bundled schemas, compiled, and what failed in terms of the table.
//!
//! Knows nothing of rules but the code that the table gives for a keyword. A validator speaks about *values* only:
//! which keys are missing, unknown or without effect is judged against the table by the rules, so `required`,
//! `additionalProperties: false` and `not`, which are there for editors, are taken out before a schema is compiled.

use std::sync::OnceLock;

use jsonschema::paths::LocationSegment;
use jsonschema::{PatternOptions, Retrieve, Uri, ValidationError, Validator};
use serde_json::{Map, Value};

use super::{FieldInfo, Kind, Place, Surface, documents, lookup, reader};

const BASE: &str = "parlint:///";

/// A value that its schema does not allow.
#[derive(Debug)]
pub struct Violation {
    /// The way to the value: keys and list positions from the outermost mapping.
    pub path: Vec<Segment>,
    /// The keyword that failed; with `items/` in front if the value is an element of the field's list or mapping.
    pub keyword: String,
    /// The field that the value belongs to.
    pub info: Option<&'static FieldInfo>,
    /// The rule that says so; absent where no rule does.
    pub rule: Option<&'static str>,
}

/// One step of the way to a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// A key of a mapping.
    Key(String),
    /// A position in a list, from 0.
    Item(usize),
}

/// The compiled schema of a surface, for an instance that holds the outermost mapping or call of a step.
///
/// In the instance, keys without effect and values that are dynamic or expressions are left out, and so are nulls
/// unless the field is `nullable`; where the entry says `integer_text` a quoted integer is a number, and where it says `any_case` a text is
/// in lower case. A v1 configuration is the instance `{"parallel_run_config": {…}}`, with or without the step around.
pub fn validator(surface: Surface) -> &'static Validator {
    static VALIDATORS: [OnceLock<Validator>; Surface::ALL.len()] = [const { OnceLock::new() }; Surface::ALL.len()];
    VALIDATORS[surface as usize].get_or_init(|| compile(surface))
}

/// What is wrong with the values of an instance: at most one violation a value, in the order of the schema.
pub fn violations(surface: Surface, instance: &Value) -> Vec<Violation> {
    let mut found: Vec<Violation> = Vec::new();
    for error in validator(surface).iter_errors(instance) {
        let Some(violation) = violation(surface, &error) else { continue };
        if !found.iter().any(|earlier| earlier.path == violation.path) {
            found.push(violation);
        }
    }
    found
}

fn violation(surface: Surface, error: &ValidationError<'_>) -> Option<Violation> {
    let path: Vec<_> = error.instance_path().iter().map(Segment::from).collect();
    let (info, below) = resolve(surface, &path);
    let keyword = error.kind().keyword();
    let keyword = if below { format!("items/{keyword}") } else { keyword.to_owned() };
    if info.is_some_and(|info| error.instance().as_i64().is_some_and(|value| info.tolerated.contains(&value))) {
        return None;
    }
    let rule = info.and_then(|info| info.rule(&keyword));
    Some(Violation { path, keyword, info, rule })
}

/// The field that a path leads to, and whether the path goes on into the field's value.
pub fn resolve(surface: Surface, path: &[Segment]) -> (Option<&'static FieldInfo>, bool) {
    let (mut place, mut info, mut at) = (Some(Place::Step), None, 0);
    while let (Some(here), Some(Segment::Key(key))) = (place, path.get(at)) {
        let Some(found) = lookup(surface, here, key) else { return (info, false) };
        info = Some(found);
        place = found.inside;
        // The entries of a mapping of ports have names of their own.
        let named = found.kind == Kind::Ports && place.is_some() && path.len() > at + 2;
        at += if named { 2 } else { 1 };
        if found.kind == Kind::Ports && !named {
            break;
        }
    }
    (info, at < path.len())
}

impl From<LocationSegment<'_>> for Segment {
    fn from(segment: LocationSegment<'_>) -> Self {
        match segment {
            LocationSegment::Property(key) => Self::Key(key.into_owned()),
            LocationSegment::Index(index) => Self::Item(index),
        }
    }
}

#[expect(clippy::expect_used, reason = "the schemas are compiled in; the test `every_surface_compiles` builds each")]
fn compile(surface: Surface) -> Validator {
    let file = reader::file_of(surface);
    jsonschema::options()
        .with_base_uri(format!("{BASE}{file}"))
        .with_retriever(Bundled)
        .with_pattern_options(PatternOptions::regex())
        .build(&values_only(documents::root(file)))
        .expect("invariant: every bundled schema compiles")
}

/// Answers a `$ref` to another file from the bundled ones.
struct Bundled;

impl Retrieve for Bundled {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        let name = uri.as_str().strip_prefix(BASE).unwrap_or_default();
        let document = documents::find(name).ok_or_else(|| format!("no bundled schema {uri}"))?;
        Ok(values_only(document.value()))
    }
}

/// The schema without what it says about the presence of keys.
fn values_only(schema: &Value) -> Value {
    let Value::Object(map) = schema else { return schema.clone() };
    let kept = map.iter().filter(|(keyword, value)| match keyword.as_str() {
        "required" | "not" => false,
        "additionalProperties" => **value != Value::Bool(false),
        _ => true,
    });
    Value::Object(kept.map(|(keyword, value)| (keyword.clone(), values_only_in(keyword, value))).collect())
}

/// The same for the value of a keyword. A condition (`if`) keeps what it says: there `required` asks about the value.
fn values_only_in(keyword: &str, value: &Value) -> Value {
    match (keyword, value) {
        ("properties" | "$defs", Value::Object(map)) => {
            Value::Object(map.iter().map(|(key, schema)| (key.clone(), values_only(schema))).collect::<Map<_, _>>())
        }
        ("allOf", Value::Array(list)) => Value::Array(list.iter().map(values_only).collect()),
        ("items" | "additionalProperties" | "then" | "else", schema) => values_only(schema),
        _ => value.clone(),
    }
}

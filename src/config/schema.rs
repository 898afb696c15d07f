//! The JSON Schema of `parlint.toml`, made from the table of settings.

use super::{Entry, Kind};
use crate::rules;
use serde_json::{Map, Value, json};

/// The schema that stands in `schemas/parlint.schema.json`.
#[must_use]
pub fn schema() -> Value {
    let properties: Map<_, _> = Entry::ALL.iter().map(|entry| (entry.name.to_owned(), property(entry))).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": concat!(env!("CARGO_PKG_REPOSITORY"), "/raw/main/schemas/parlint.schema.json"),
        "title": "parlint configuration",
        "description": "Settings of parlint: the whole of `parlint.toml` or `.parlint.toml`, or `[tool.parlint]` of `pyproject.toml`.",
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "$defs": { "rule": rule(), "severity": { "enum": ["error", "warning", "info"] } },
    })
}

fn property(entry: &Entry) -> Value {
    let mut property = kind(entry.kind);
    property["description"] = entry.documentation.into();
    if let Some(default) = entry.default().and_then(|value| serde_json::to_value(value).ok()) {
        property["default"] = default;
    }
    property
}

fn kind(kind: Kind) -> Value {
    let rule = json!({ "$ref": "#/$defs/rule" });
    let rules = json!({ "type": "array", "items": rule, "uniqueItems": true });
    match kind {
        Kind::Rules => rules,
        Kind::Severities => json!({
            "type": "object",
            "propertyNames": rule,
            "additionalProperties": { "$ref": "#/$defs/severity" },
        }),
        Kind::RulesByGlob => json!({ "type": "object", "additionalProperties": rules }),
        Kind::Globs => json!({ "type": "array", "items": { "type": "string" } }),
        Kind::Word(words) => json!({ "enum": words }),
        Kind::Size => json!({
            "type": ["integer", "string"],
            "minimum": 0,
            "pattern": "^[0-9]+ *([KkMmGg]?[Bb])?$",
        }),
    }
}

fn rule() -> Value {
    let names: Vec<_> = rules::ALL.iter().flat_map(|rule| [rule.code, rule.name]).collect();
    json!({
        "description": "A rule's code, a prefix of codes, or a rule's name.",
        "anyOf": [{ "enum": names }, { "type": "string", "pattern": "^PJ[0-9]{0,2}$" }],
    })
}

//! What the table says about one key at one place of one surface.
//!
//! Knows the shape of an entry, not where entries come from.

use serde_json::Value;

use super::translations::{self, Section};
use super::{Effect, Field, Kind, Locale, Place, Scope, Surface};

/// One key at one place of one surface.
#[derive(Debug)]
pub struct FieldInfo {
    /// The canonical field that the key stands for.
    pub field: Field,
    /// The surface.
    pub surface: Surface,
    /// The mapping or call of the surface.
    pub place: Place,
    /// The key as it is written there.
    pub key: &'static str,
    /// What becomes of it.
    pub effect: Effect,
    /// What kind of value it holds.
    pub kind: Kind,
    /// The documented default, as text.
    pub default: Option<String>,
    /// Smallest documented value.
    pub minimum: Option<i64>,
    /// Largest documented value.
    pub maximum: Option<i64>,
    /// Values outside the range that are seen in the wild and not complained about.
    pub tolerated: Vec<i64>,
    /// The allowed words; empty where any will do.
    pub values: Vec<&'static str>,
    /// The allowed words are compared without case: put lower case into the instance to be validated.
    pub any_case: bool,
    /// A whole number may also be written as text: put the number into the instance to be validated.
    pub integer_text: bool,
    /// Nothing after the colon, or `None`, is accepted.
    pub nullable: bool,
    /// What `${{…}}` may refer to here; absent where none may stand.
    pub expressions: Option<Scope>,
    /// Whether one may stand in the field on some surface, if not on this one.
    pub bindable: bool,
    /// Whether its mapping or call is incomplete without it (for editors and documentation; the rules judge absence).
    pub required: bool,
    /// The place that the field's own keys are at, if it holds a mapping (or a mapping of ports) that the table knows.
    pub inside: Option<Place>,
    /// Wrong names that are known to mean this field.
    pub aliases: Vec<&'static str>,
    /// SDK v1: a `PipelineParameter` is accepted.
    pub pipeline_parameter: bool,
    /// SDK v1: exists only with the import from `azureml.contrib`.
    pub contrib: bool,
    pub(super) rules: Vec<(&'static str, &'static str)>,
    pub(super) text: Text,
}

/// Where the words about a field stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text {
    pub(super) section: Section,
    pub(super) name: &'static str,
    pub(super) schema: &'static Value,
}

impl FieldInfo {
    /// The code of the rule that speaks when this keyword of the schema fails.
    ///
    /// `"items/type"` and the like are about an element of the field's list or mapping; `"key"` is no keyword but the
    /// rule that says that the key should not stand here at all.
    pub fn rule(&self, keyword: &str) -> Option<&'static str> {
        self.rules.iter().find(|(name, _)| *name == keyword).map(|(_, code)| *code)
    }

    /// A short name to show, in English.
    pub fn title(&self) -> &'static str {
        self.text.schema.get("title").and_then(Value::as_str).unwrap_or(self.key)
    }

    /// What the field is, what happens without it and what to know, in one to three sentences.
    pub fn description(&self, locale: Locale) -> &'static str {
        let english = || self.text.schema.get("description").and_then(Value::as_str).unwrap_or_default();
        translations::find(locale, self.text.section, self.text.name).unwrap_or_else(english)
    }
}

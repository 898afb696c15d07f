//! Reads the schema of a surface into entries: one [`FieldInfo`] a key.
//!
//! A property of a surface schema is a `$ref` to the field it stands for, narrowed by `allOf` references to value types
//! and to the schema of an inner place.

use serde_json::Value;

use super::layers::{Layer, Layers, entries, words};
use super::{Effect, FieldInfo, Kind, Place, Scope, Surface, documents};

/// The file that describes a surface.
pub(super) fn file_of(surface: Surface) -> &'static str {
    match surface {
        Surface::Component => "parallel-component.schema.json",
        Surface::Inline => "inline-node.schema.json",
        Surface::Node => "component-node.schema.json",
        Surface::Pipeline => "pipeline-job.schema.json",
        Surface::SdkV2 => "parallel-run-function.schema.json",
        Surface::SdkV1 => "parallel-run-step.schema.json",
        Surface::V1Yaml => "v1-config.schema.json",
    }
}

/// Every entry of a surface, in the order of its file.
pub(super) fn read(surface: Surface) -> Vec<FieldInfo> {
    let file = file_of(surface);
    let root = documents::root(file);
    let scopes = scopes(root).unwrap_or_default();
    let mut reader = Reader { surface, scopes, entries: Vec::new(), seen: Vec::new() };
    for schema in std::iter::once(root).chain(entries(root, "$defs").map(|(_, schema)| schema)) {
        if let Some(layer) = Layers::of(file, schema).inside() {
            reader.place(layer);
        }
    }
    reader.entries
}

struct Reader {
    surface: Surface,
    /// The scopes of expressions on this surface, where a place does not name its own.
    scopes: Vec<Scope>,
    entries: Vec<FieldInfo>,
    seen: Vec<Place>,
}

impl Reader {
    /// Reads the keys of a place, and those of the places inside it.
    fn place(&mut self, layer: Layer) {
        let Some(place) = layer.place() else { return };
        let Layer { file, schema, .. } = layer;
        if self.seen.contains(&place) {
            return;
        }
        self.seen.push(place);
        let scopes = scopes(schema).unwrap_or_else(|| self.scopes.clone());
        let required: Vec<_> = schema.get("required").into_iter().flat_map(words).collect();
        for (key, property) in entries(schema, "properties") {
            let layers = Layers::of(file, property);
            let entry = self.entry(place, key, &layers, &scopes);
            self.entries.extend(entry.map(|entry| FieldInfo { required: required.contains(&key), ..entry }));
            if let Some(inner) = layers.inside() {
                self.place(inner);
            }
        }
    }

    fn entry(&self, place: Place, key: &'static str, layers: &Layers, scopes: &[Scope]) -> Option<FieldInfo> {
        let (field, text) = layers.field()?;
        let inherited = layers.word("x-parlint-expressions", Scope::from_name).filter(|scope| scopes.contains(scope));
        let values = if layers.first("enum").is_some() { "enum" } else { "x-parlint-values" };
        Some(FieldInfo {
            field,
            surface: self.surface,
            place,
            key,
            effect: layers.word("x-parlint-effect", Effect::from_name).unwrap_or(Effect::Takes),
            kind: layers.word("x-parlint-kind", Kind::from_name)?,
            default: layers.first("default").map(plain),
            minimum: layers.number("minimum"),
            maximum: layers.number("maximum"),
            tolerated: layers.integers("x-parlint-tolerated"),
            values: layers.words(values),
            any_case: layers.flag("x-parlint-any-case"),
            integer_text: layers.flag("x-parlint-integer-text"),
            nullable: layers.takes_null(),
            expressions: layers.own_word("x-parlint-expressions", Scope::from_name).or(inherited),
            bindable: layers.word("x-parlint-expressions", Scope::from_name).is_some(),
            required: false,
            inside: layers.inside().and_then(|layer| layer.place()),
            aliases: layers.words("x-parlint-aliases"),
            pipeline_parameter: layers.flag("x-parlint-pipeline-parameter"),
            contrib: layers.flag("x-parlint-contrib"),
            rules: layers.pairs("x-parlint-rules"),
            text,
        })
    }
}

fn scopes(schema: &'static Value) -> Option<Vec<Scope>> {
    Some(words(schema.get("x-parlint-scopes")?).filter_map(Scope::from_name).collect())
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

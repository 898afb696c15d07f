//! The layers of a property: the property itself, what its `$ref` names, and what its `allOf` names.
//!
//! Knows how a bundled schema is put together, not what its fields mean. What an outer layer says wins.

use serde_json::{Map, Value};

use super::info::Text;
use super::translations::Section;
use super::{Field, Place, documents};

/// References are followed this deep; the bundled files need three, a cycle would not end.
const DEPTH: usize = 8;

/// A schema that has a say about a property.
#[derive(Clone, Copy)]
pub(super) struct Layer {
    /// The file it stands in.
    pub(super) file: &'static str,
    pub(super) schema: &'static Value,
    /// The name after `$defs/`, if the layer was reached by a reference to one.
    name: Option<&'static str>,
}

/// The layers of one property, outermost first.
pub(super) struct Layers(Vec<Layer>);

impl Layers {
    /// The layers of `schema`, which stands in `file`.
    pub(super) fn of(file: &'static str, schema: &'static Value) -> Self {
        let mut found = Vec::new();
        Layer { file, schema, name: None }.collect(DEPTH, &mut found);
        Self(found)
    }

    /// The field that the property stands for.
    pub(super) fn field(&self) -> Option<(Field, Text)> {
        self.0.iter().find_map(Layer::field)
    }

    /// The outermost value of a keyword.
    pub(super) fn first(&self, keyword: &str) -> Option<&'static Value> {
        self.0.iter().find_map(|layer| layer.schema.get(keyword))
    }

    /// The outermost value of a keyword, as one of the words.
    pub(super) fn word<T>(&self, keyword: &str, from_name: fn(&str) -> Option<T>) -> Option<T> {
        self.first(keyword)?.as_str().and_then(from_name)
    }

    /// What the property itself says, whatever it refers to.
    pub(super) fn own_word<T>(&self, keyword: &str, from_name: fn(&str) -> Option<T>) -> Option<T> {
        self.0.first()?.schema.get(keyword)?.as_str().and_then(from_name)
    }

    pub(super) fn flag(&self, keyword: &str) -> bool {
        self.first(keyword).and_then(Value::as_bool).unwrap_or(false)
    }

    pub(super) fn number(&self, keyword: &str) -> Option<i64> {
        self.first(keyword).and_then(Value::as_i64)
    }

    pub(super) fn words(&self, keyword: &str) -> Vec<&'static str> {
        self.first(keyword).into_iter().flat_map(words).collect()
    }

    pub(super) fn integers(&self, keyword: &str) -> Vec<i64> {
        let list = self.first(keyword).and_then(Value::as_array);
        list.into_iter().flatten().filter_map(Value::as_i64).collect()
    }

    /// The string entries of a mapping, of all layers together.
    pub(super) fn pairs(&self, keyword: &str) -> Vec<(&'static str, &'static str)> {
        let all = self.0.iter().flat_map(|layer| entries(layer.schema, keyword));
        all.filter_map(|(key, value)| Some((key, value.as_str()?))).collect()
    }

    /// Whether null is among the types.
    pub(super) fn takes_null(&self) -> bool {
        self.words("type").contains(&"null")
    }

    /// The schema of the place that the property's mapping is, or that each entry of its mapping is.
    pub(super) fn inside(&self) -> Option<Layer> {
        let place = |layers: &Self| layers.0.iter().find(|layer| layer.place().is_some()).copied();
        place(self).or_else(|| {
            let entry = self.0.iter().find(|layer| layer.schema.get("additionalProperties").is_some())?;
            place(&Self::of(entry.file, entry.schema.get("additionalProperties")?))
        })
    }
}

impl Layer {
    /// The place whose keys this schema lists.
    pub(super) fn place(&self) -> Option<Place> {
        self.schema.get("x-parlint-place")?.as_str().and_then(Place::from_name)
    }

    fn collect(self, depth: usize, found: &mut Vec<Self>) {
        let Some(depth) = depth.checked_sub(1) else { return };
        found.push(self);
        if let Some(reference) = self.schema.get("$ref").and_then(Value::as_str)
            && let Some((file, schema)) = documents::resolve(self.file, reference)
        {
            let name = reference.rsplit_once("/$defs/").map(|(_, name)| name);
            Self { file, schema, name }.collect(depth, found);
        }
        for schema in self.schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            Self { schema, name: None, ..self }.collect(depth, found);
        }
    }

    /// The field that this layer defines.
    fn field(&self) -> Option<(Field, Text)> {
        let section = Section::of_file(self.file)?;
        let name = self.name?;
        let field = self.schema.get("x-parlint-field").and_then(Value::as_str).unwrap_or(name);
        Some((Field::from_name(field)?, Text { section, name, schema: self.schema }))
    }
}

/// The entries of the mapping under `key`.
pub(super) fn entries(schema: &'static Value, key: &str) -> impl Iterator<Item = (&'static str, &'static Value)> {
    let map: Option<&'static Map<String, Value>> = schema.get(key).and_then(Value::as_object);
    map.into_iter().flatten().map(|(key, value)| (key.as_str(), value))
}

/// The strings of a list.
pub(super) fn words(list: &'static Value) -> impl Iterator<Item = &'static str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str)
}

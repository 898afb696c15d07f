//! What became of SDK v1: `schemas/mapping.json`, row by row.
//!
//! Knows names, forms and words; converting a value is the business of the migration.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::translations::{self, Section};
use super::{Field, Locale, documents};
use crate::message::{Message, Template};

/// One thing of SDK v1 and what it became in v2.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MappingRow {
    /// The row's own name, such as `output_action=append_row`.
    pub id: &'static str,
    /// Where it was written.
    #[serde(rename = "place")]
    pub origin: Origin,
    /// The argument names or calls of v1 that this row is about.
    pub keys: Vec<&'static str>,
    /// How v1 spells it.
    pub v1: &'static str,
    /// The field that carries it in v2, if one does.
    pub field: Option<Field>,
    /// How Python v2 spells it; absent where v2 has nothing for it.
    pub python: Option<&'static str>,
    /// How YAML spells it, below the inline node unless it says otherwise.
    pub yaml: Option<&'static str>,
    /// What happens to the value.
    pub conversion: Conversion,
    /// What to write in v2 where v1 leaves it out, since the defaults differ.
    pub absent: Option<&'static str>,
    /// The rules that speak about it.
    #[serde(default)]
    pub rules: Vec<&'static str>,
    description: &'static str,
}

/// Where in SDK v1 something is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// In a call of `ParallelRunConfig`.
    Config,
    /// In a call of `ParallelRunStep`.
    Step,
    /// In the code around the step.
    Around,
}

/// What happens to a value on its way from v1 to v2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conversion {
    /// It goes over unchanged, perhaps to another place.
    Same,
    /// A number becomes text.
    Text,
    /// Every value of a mapping becomes text.
    Texts,
    /// A word gets the spelling that v2 insists on.
    Word,
    /// A name gets the spelling that v2 insists on.
    Name,
    /// A compute object becomes its name.
    Compute,
    /// A path is taken relative to something else.
    Path,
    /// An object becomes a reference or a mapping.
    Object,
    /// It becomes a program argument.
    Argument,
    /// A list becomes one text, quoted as a shell would.
    Join,
    /// It becomes part of an output and of `append_row_to`.
    Output,
    /// It becomes an input or an output with a name.
    Port,
    /// It becomes an expression.
    Binding,
    /// The code around it is written anew.
    Call,
    /// There is nothing for it in v2.
    None,
}

impl MappingRow {
    /// What happens to the value and what to know, in one to three sentences, to be put into words later.
    pub fn advice(&self) -> Message {
        Message::new(Template::new(self.description), Vec::new())
    }

    /// What one of its keys becomes in Python, where each has a successor of its own.
    #[must_use]
    pub fn successor(&self, key: &str) -> Option<&'static str> {
        let each: Vec<&str> = self.python?.split(", ").collect();
        let place = self.keys.iter().position(|known| *known == key)?;
        if each.len() == self.keys.len() { each.get(place).copied() } else { self.python }
    }

    /// The advice in a language.
    pub fn description(&self, locale: Locale) -> &'static str {
        translations::find(locale, Section::Mapping, self.id).unwrap_or(self.description)
    }
}

struct Mapping {
    rows: Vec<MappingRow>,
    by_key: HashMap<&'static str, Vec<usize>>,
}

static MAPPING: LazyLock<Mapping> = LazyLock::new(|| {
    let rows: Vec<MappingRow> = documents::typed("mapping.json");
    let mut by_key: HashMap<_, Vec<_>> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        for key in &row.keys {
            by_key.entry(*key).or_default().push(at);
        }
    }
    Mapping { rows, by_key }
});

/// Every row, in the order of the migration guide.
pub fn mapping() -> &'static [MappingRow] {
    &MAPPING.rows
}

/// The rows about an argument or call of v1; two for `output_action`, whose values go different ways.
pub fn mapping_rows(key: &str) -> impl Iterator<Item = &'static MappingRow> {
    MAPPING.by_key.get(key).into_iter().flatten().map(|at| &MAPPING.rows[*at])
}

/// The first row about an argument or call of v1.
pub fn mapping_of(key: &str) -> Option<&'static MappingRow> {
    mapping_rows(key).next()
}

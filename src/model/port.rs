//! Inputs and outputs of steps and pipelines. Knows the field table's words for them, no language.

use super::{Entry, Mapping, Value};
use crate::tables::{Field, Place, Surface};

/// Which side a port is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// An input.
    Input,
    /// An output.
    Output,
}

/// One input or output as it is written.
#[derive(Clone, Copy, Debug)]
pub struct Port<'a> {
    /// Which side it is on.
    pub direction: Direction,
    /// Whose it is.
    pub surface: Surface,
    /// Its entry under `inputs` or `outputs`.
    pub entry: &'a Entry,
}

/// What is known of a port's type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PortType<'a> {
    /// Written; not necessarily a word that exists.
    Written(&'a str),
    /// Not written where the SDK then takes `uri_folder`.
    Folder,
    /// Not written where it must be, bound, literal, or known at run time only.
    Unknown,
}

impl<'a> Port<'a> {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'a str {
        &self.entry.key
    }

    /// What is written for it.
    #[must_use]
    pub fn value(&self) -> &'a Value {
        &self.entry.value
    }

    /// Its attributes: a YAML mapping, or the arguments of `Input(...)` or `Output(...)`.
    #[must_use]
    pub fn attributes(&self) -> Option<&'a Mapping> {
        self.entry.value.mapping()
    }

    /// One attribute, `type` or `mode` for instance, unless it is `None`.
    #[must_use]
    pub fn attribute(&self, key: &str) -> Option<&'a Entry> {
        self.attributes()?.get(key).filter(|entry| !entry.value.is_null())
    }

    /// Its type, as far as it is known.
    #[must_use]
    pub fn type_of(&self) -> PortType<'a> {
        let Some(attributes) = self.attributes() else { return PortType::Unknown };
        match self.attribute("type") {
            Some(entry) => entry.value.known_text().map_or(PortType::Unknown, PortType::Written),
            None if attributes.open || attributes.has("value") => PortType::Unknown,
            None if self.surface == Surface::Component => PortType::Unknown,
            None => PortType::Folder,
        }
    }

    /// The lower-case word of its type, `uri_folder` where that is implied.
    #[must_use]
    pub fn type_word(&self) -> Option<String> {
        match self.type_of() {
            PortType::Written(word) => Some(word.to_ascii_lowercase()),
            PortType::Folder => Some("uri_folder".to_owned()),
            PortType::Unknown => None,
        }
    }

    /// The lower-case word of its mode, if one is written and known.
    #[must_use]
    pub fn mode_word(&self) -> Option<String> {
        self.attribute("mode")?.value.known_text().map(str::to_ascii_lowercase)
    }
}

impl Direction {
    /// The place whose keys the port's attributes are.
    #[must_use]
    pub fn place(self) -> Place {
        match self {
            Self::Input => Place::Input,
            Self::Output => Place::Output,
        }
    }

    /// The field that holds the ports of this side.
    #[must_use]
    pub fn field(self) -> Field {
        match self {
            Self::Input => Field::Inputs,
            Self::Output => Field::Outputs,
        }
    }

    /// The side that a scope word names.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Input, Self::Output].into_iter().find(|side| side.word() == word)
    }

    /// The scope word of an expression that names a port of this side.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.field().name()
    }
}

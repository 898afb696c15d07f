//! Which field is the first of its kind. What tells little more of a second field that is read like a first is tried on the
//! first only: the SDK needs its time for every case. Knows no values.

use parlint::tables::{FieldInfo, Kind, Place, Surface};
use std::collections::HashSet;

/// What a file is loaded as: pipelines and components are read by schemas of their own.
type Load = &'static str;

/// Whether a field is the first of its kind that is tried.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// The first in such a file.
    InFile,
    /// The first in such a mapping, but not in such a file.
    InMapping,
    /// Another one was tried in such a mapping.
    Again,
}

/// The kinds of fields that were tried, in pipelines and in components.
#[derive(Default)]
pub struct Turns {
    of_files: HashSet<(Load, Shape, bool)>,
    of_mappings: HashSet<(Load, Surface, Place, Kind, bool)>,
    ports: HashSet<(Load, String)>,
}

/// What a value of a kind looks like.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Shape {
    Number,
    Text,
    Container,
}

impl Shape {
    fn of(kind: Kind) -> Self {
        match kind {
            Kind::Integer | Kind::Number | Kind::Scalar | Kind::Boolean => Self::Number,
            Kind::Path | Kind::Reference | Kind::Text | Kind::Expression => Self::Text,
            Kind::List | Kind::Mapping | Kind::Texts | Kind::Ports | Kind::Object => Self::Container,
        }
    }
}

impl Turns {
    /// Whose turn it is when this field is tried.
    pub fn next(&mut self, load: Load, info: &FieldInfo) -> Turn {
        let in_file = self.of_files.insert((load, Shape::of(info.kind), info.bindable));
        // One schema of the SDK reads nodes with a component and inline ones.
        let surface = if info.surface == Surface::Node { Surface::Inline } else { info.surface };
        let in_mapping = self.of_mappings.insert((load, surface, info.place, info.kind, info.bindable));
        match (in_file, in_mapping) {
            (true, _) => Turn::InFile,
            (false, true) => Turn::InMapping,
            (false, false) => Turn::Again,
        }
    }

    /// Whether a port is the first that is tried on its side.
    pub fn is_first_port(&mut self, load: Load, side: &str) -> bool {
        self.ports.insert((load, side.to_owned()))
    }
}

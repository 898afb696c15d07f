//! A parallel step: one component, node or call, as written, with its fields found by what they are and not by what
//! a surface calls them.

use super::{ArgumentWord, Data, Direction, Entry, Mapping, Port, Strays, Value, Word, arguments, scan, words};
use crate::tables::{self, Field, Place, Surface};
use crate::text::{Decoded, Span, is_near};
use std::sync::Arc;

/// One parallel step.
#[derive(Clone, Debug)]
pub struct ParallelStep {
    /// How it is spelt.
    pub surface: Surface,
    /// What to call it in a message: the node's key, the component's name, the variable.
    pub name: String,
    /// What findings about the step as a whole underline: the node's key, `type: parallel`, the callee.
    pub anchor: Span,
    /// All of it.
    pub span: Span,
    /// Its own keys: of the component, the node, `parallel_run_function` or `ParallelRunStep`.
    pub body: Arc<Mapping>,
    /// The keys of v1's `ParallelRunConfig`, on [`Surface::SdkV1`] and [`Surface::V1Yaml`].
    pub config: Option<Arc<Mapping>>,
    /// What is assigned to it after it was made, each in the place that the attribute path leads to.
    pub assigned: Vec<(Place, Entry)>,
    /// Whether code that parlint cannot follow may have changed it.
    pub open: bool,
    /// The pipeline it is a node of, by its index in the file.
    pub pipeline: Option<usize>,
    /// Where its component is, for nodes.
    pub component: Option<ComponentSource>,
    /// Whether it is a job that stands alone, which the SDK does not load.
    pub standalone: bool,
    /// The callee of its `ParallelRunConfig`, if that stands in the same file.
    pub config_callee: Option<Span>,
    /// Whether it comes from the withdrawn `azureml.contrib.pipeline.steps`.
    pub contrib: bool,
    /// Its keys that do not exist where they stand.
    pub strays: Strays,
}

/// Where a node's component is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ComponentSource {
    /// In the node itself: a step of the same file, by its index.
    Written(usize),
    /// In a file, by the path as written (a `file:` in front removed).
    File(String),
    /// Registered, dynamic, or not understood.
    Unknown,
}

/// One occurrence of a field in a step.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The place it stands in.
    pub place: Place,
    /// The mapping it stands in; `None` for attributes assigned afterwards.
    pub mapping: Option<&'a Mapping>,
    /// Key and value.
    pub entry: &'a Entry,
}

impl<'a> Given<'a> {
    /// Its value.
    #[must_use]
    pub fn value(&self) -> &'a Value {
        &self.entry.value
    }
}

impl ParallelStep {
    /// A step that is only its body.
    #[must_use]
    pub fn new(surface: Surface, anchor: Span, span: Span, body: Arc<Mapping>) -> Self {
        Self {
            surface,
            name: String::new(),
            anchor,
            span,
            body,
            config: None,
            assigned: Vec::new(),
            open: false,
            pipeline: None,
            component: None,
            standalone: false,
            config_callee: None,
            contrib: false,
            strays: Strays::default(),
        }
    }

    /// The mapping of a place, if the step has it and it is readable.
    #[must_use]
    pub fn block(&self, place: Place) -> Option<&Mapping> {
        match place {
            Place::Step => Some(&self.body),
            Place::Config => self.config.as_deref(),
            _ => self.holder(place)?.value.mapping(),
        }
    }

    /// The entry whose value is the mapping of a place.
    #[must_use]
    pub fn holder(&self, place: Place) -> Option<&Entry> {
        let (outer, field) = holder(place)?;
        let (_, key) = tables::homes(self.surface, field).iter().find(|(home, _)| *home == outer)?;
        self.block(outer)?.get(key)
    }

    /// Every place where the field is given, those that count less first: the last one is what the SDK uses. `None` in
    /// Python counts as not given.
    pub fn given(&self, field: Field) -> impl DoubleEndedIterator<Item = Given<'_>> {
        let homes = tables::homes(self.surface, field);
        let blocks = homes.iter().rev().filter_map(|&(place, key)| Some((place, key, self.block(place)?)));
        let written = blocks.flat_map(|(place, key, mapping)| {
            mapping.all(key).map(move |entry| Given { place, mapping: Some(mapping), entry })
        });
        let assigned = homes.iter().flat_map(|&(place, key)| {
            let assigned = self.assigned.iter().filter(move |(at, entry)| *at == place && entry.key == key);
            assigned.map(move |(_, entry)| Given { place, mapping: None, entry })
        });
        written.chain(assigned).filter(|given| !(self.is_python() && given.entry.value.is_null()))
    }

    /// The occurrence of a field that counts.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<Given<'_>> {
        self.given(field).next_back()
    }

    /// The value of a field.
    #[must_use]
    pub fn value(&self, field: Field) -> Option<&Value> {
        self.get(field).map(|given| &given.entry.value)
    }

    /// Whether the field is given, rightly or in a wrong place: nothing that stands somewhere is called missing.
    #[must_use]
    pub fn mentions(&self, field: Field) -> bool {
        self.get(field).is_some() || self.probable(field).any(|entry| !self.is_nothing(entry))
    }

    /// What a finding about a missing field of a place underlines: the `None` that is given for it, or else what stands
    /// for the place as a whole.
    #[must_use]
    pub fn lack_of(&self, place: Place, field: Field) -> Span {
        self.given_as_none(field).map_or_else(|| self.anchor_of(place), |entry| entry.span)
    }

    /// The argument by which a field is given as `None`, which is the same as not given.
    #[must_use]
    pub fn given_as_none(&self, field: Field) -> Option<&Entry> {
        self.probable(field).find(|entry| self.is_nothing(entry))
    }

    fn is_nothing(&self, entry: &Entry) -> bool {
        self.surface == Surface::SdkV2 && entry.value.is_null()
    }

    /// The entries that stand for a field, or probably do, wherever in the step's mappings they stand.
    pub fn probable(&self, field: Field) -> impl Iterator<Item = &Entry> {
        let homes = tables::homes(self.surface, field);
        let strays = self.strays.get(|| self.find_strays());
        let entries = self.blocks().flat_map(|(place, mapping)| {
            mapping.entries.iter().enumerate().map(move |(index, entry)| (place, index, entry))
        });
        let stands_for = move |(place, index, entry): &(Place, usize, &Entry)| {
            let is_its_name = homes.iter().any(|(_, name)| *name == entry.key);
            is_its_name || (strays.binary_search(&(*place, *index)).is_ok() && self.may_mean(&entry.key, field))
        };
        entries.filter(stands_for).map(|(_, _, entry)| entry)
    }

    /// The mappings in which a field of the step stands, rightly or not.
    fn blocks(&self) -> impl Iterator<Item = (Place, &Mapping)> {
        let places = [Place::Step, Place::Task, Place::RetrySettings, Place::Resources, Place::Config];
        places.into_iter().filter_map(|place| Some((place, self.block(place)?)))
    }

    fn find_strays(&self) -> Vec<(Place, usize)> {
        let unknown = |place, mapping: &Mapping| {
            let unknown = |key: &str| tables::lookup(self.surface, place, key).is_none();
            let unknown = mapping.entries.iter().enumerate().filter(|(_, entry)| unknown(&entry.key));
            unknown.map(|(index, _)| (place, index)).collect::<Vec<_>>()
        };
        let mut found: Vec<_> = self.blocks().flat_map(|(place, mapping)| unknown(place, mapping)).collect();
        found.sort_unstable();
        found
    }

    /// Whether a key that does not exist where it stands probably stands for a field: mistyped, misplaced, or by another
    /// name that is known.
    fn may_mean(&self, key: &str, field: Field) -> bool {
        let homes = tables::homes(self.surface, field);
        let mut infos = homes.iter().filter_map(|(home, name)| tables::lookup(self.surface, *home, name));
        let probable = |info: &tables::FieldInfo| {
            info.aliases.iter().any(|alias| *alias == key || is_near(key, alias)) || is_near(key, info.key)
        };
        infos.any(probable) || tables::mapping_rows(key).any(|row| row.field == Some(field))
    }

    /// Whether a place may hold more than is written: absence says nothing there. A place whose value is an expression
    /// or known at run time only is open too.
    #[must_use]
    pub fn is_open(&self, place: Place) -> bool {
        match place {
            Place::Config => return self.open || self.config.as_ref().is_none_or(|config| config.open),
            _ if self.open || self.body.open => return true,
            Place::Step => return false,
            _ => {}
        }
        let holder = self.holder(place);
        let value_open = holder.is_some_and(|entry| match entry.value.mapping() {
            Some(mapping) => mapping.open,
            None => entry.value.is_dynamic(),
        });
        value_open || self.assigned.iter().any(|(at, entry)| *at == Place::Attribute && entry.key == place.name())
    }

    /// Whether it is written in Python.
    #[must_use]
    pub fn is_python(&self) -> bool {
        matches!(self.surface, Surface::SdkV2 | Surface::SdkV1)
    }

    /// The inputs written on the step itself.
    pub fn inputs(&self) -> impl Iterator<Item = Port<'_>> {
        self.ports(Direction::Input)
    }

    /// The outputs written on the step itself.
    pub fn outputs(&self) -> impl Iterator<Item = Port<'_>> {
        self.ports(Direction::Output)
    }

    /// What a finding about a place as a whole underlines: its key, or the callee of the call that is its value.
    #[must_use]
    pub fn anchor_of(&self, place: Place) -> Span {
        match (place, self.holder(place)) {
            (Place::Config, _) => self.config_callee.unwrap_or(self.anchor),
            (_, Some(holder)) => holder.value.object().map_or(holder.key_span, |object| object.callee),
            (_, None) => self.anchor,
        }
    }

    /// The words of its program arguments; `None` if they cannot be read in full.
    #[must_use]
    pub fn argument_words(&self) -> Option<Vec<Word>> {
        match self.value(Field::ProgramArguments) {
            Some(value) => Some(words(value.text()?.as_str())),
            None if self.is_open(Place::Task) || self.mentions(Field::ProgramArguments) => None,
            None => Some(Vec::new()),
        }
    }

    /// The words of its program arguments as far as they are written: unlike [`Self::argument_words`] also of a text
    /// with parts that are known at run time only, and of v1's list. Nothing if they are of the wrong type.
    #[must_use]
    pub fn arguments(&self) -> Vec<ArgumentWord<'_>> {
        let Some(value) = self.value(Field::ProgramArguments) else { return Vec::new() };
        let words = match self.surface {
            Surface::SdkV1 | Surface::V1Yaml => arguments::of_list(value),
            _ => arguments::of_text(value),
        };
        words.unwrap_or_default()
    }

    /// The text of a value of the step, if all of it is known. SDK v1 knows no expressions: there they are text.
    #[must_use]
    pub fn known_text<'v>(&self, value: &'v Value) -> Option<&'v str> {
        match self.surface {
            Surface::SdkV1 => value.text().map(Decoded::as_str),
            _ => value.known_text(),
        }
    }

    /// Whether its component, and with it most of its settings, stands elsewhere.
    #[must_use]
    pub fn uses_component(&self) -> bool {
        self.mentions(Field::Component)
    }

    /// The ports of one side.
    pub fn ports(&self, direction: Direction) -> impl Iterator<Item = Port<'_>> {
        let surface = self.surface;
        let mapping = self.port_mapping(direction);
        mapping.into_iter().flat_map(Mapping::effective).map(move |entry| Port { direction, surface, entry })
    }

    /// The mapping of one side's ports, if it is readable.
    #[must_use]
    pub fn port_mapping(&self, direction: Direction) -> Option<&Mapping> {
        self.get(direction.field())?.entry.value.mapping()
    }

    /// Whether the step may have more ports on a side than are written.
    #[must_use]
    pub fn ports_open(&self, direction: Direction) -> bool {
        let Some(given) = self.get(direction.field()) else { return self.open || self.body.open };
        match &given.entry.value.data {
            Data::Mapping(mapping) => self.open || mapping.open || given.mapping.is_none(),
            Data::Null => false,
            _ => true,
        }
    }

    /// The port of this name.
    #[must_use]
    pub fn port(&self, direction: Direction, name: &str) -> Option<Port<'_>> {
        let entry = self.port_mapping(direction)?.get(name)?;
        Some(Port { direction, surface: self.surface, entry })
    }

    /// The name of the input that is split, if `input_data` is an expression that names one.
    #[must_use]
    pub fn split_name(&self) -> Option<&str> {
        let text = self.value(Field::InputData)?.text()?.as_str();
        let found = scan(text);
        let [expression] = found.expressions.as_slice() else { return None };
        expression.body(text).strip_prefix("inputs.")
    }

    /// The input that is split: the one that `input_data` names, if it is written on this step.
    #[must_use]
    pub fn split_input(&self) -> Option<Port<'_>> {
        self.port(Direction::Input, self.split_name()?)
    }
}

/// The place and the field whose value the mapping of an inner place is.
#[must_use]
pub fn holder(place: Place) -> Option<(Place, Field)> {
    Some(match place {
        Place::Task => (Place::Step, Field::Task),
        Place::RetrySettings => (Place::Step, Field::RetrySettings),
        Place::Resources => (Place::Step, Field::Resources),
        Place::Identity => (Place::Step, Field::Identity),
        Place::Settings => (Place::Step, Field::Settings),
        Place::Environment => (Place::Task, Field::Environment),
        Place::Build => (Place::Environment, Field::Build),
        _ => return None,
    })
}

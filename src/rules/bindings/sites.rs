//! Every text of a step or pipeline in which an expression can stand, with what may stand there. Where that is comes
//! from the field table. Judges nothing.

use crate::model::{Data, Direction, Entry, Mapping, ParallelStep, Pipeline, Port, Value};
use crate::tables::{self, Effect, Field, FieldInfo, Kind, Place, Scope, Surface};

/// A text in which an expression can stand.
#[derive(Clone, Debug)]
pub(super) struct Site<'a> {
    /// The text.
    pub value: &'a Value,
    /// What may stand in it.
    pub role: Role,
    /// Whether an expression must be all of it.
    pub alone: bool,
    /// What to call it in a message.
    pub name: String,
}

/// What may stand in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// One `${{inputs.<name>}}`.
    InputData,
    /// One `${{outputs.<name>}}`.
    AppendRowTo,
    /// Text of the task: the step's own ports.
    Task,
    /// The task's environment: the pipeline's inputs, or the step's own ports.
    Environment,
    /// A port of a node given as a text, or its path: what the pipeline gives.
    Port(Direction),
    /// A setting of a node: the pipeline's inputs.
    Setting,
    /// A setting of a component or of the Python constructor: no expression at all.
    Fixed,
    /// What takes no expression anywhere, and no free text either.
    Never,
    /// The default of a text that a component declares: nothing is judged but the scope `parent`.
    Declaration,
    /// A port of the pipeline itself: no `parent` for inputs.
    PipelinePort(Direction),
}

impl Role {
    /// Whether it stands under `task`, or is the expression for the input that is split.
    pub(super) fn is_of_task(self) -> bool {
        matches!(self, Self::InputData | Self::AppendRowTo | Self::Task | Self::Environment)
    }
}

/// The texts of a step.
pub(super) fn of_step(step: &ParallelStep) -> Vec<Site<'_>> {
    let mut sites = Sites { surface: step.surface, found: Vec::new(), assigned: false };
    sites.mapping(Place::Step, &step.body, "");
    sites.assigned = true;
    for (place, entry) in &step.assigned {
        sites.entry(*place, entry, "");
    }
    sites.found
}

/// The texts of a pipeline's own ports, and of its other keys, which take no expression.
pub(super) fn of_pipeline(pipeline: &Pipeline) -> Vec<Site<'_>> {
    let mut sites = Sites { surface: Surface::Pipeline, found: Vec::new(), assigned: false };
    let ports = |entry: &Entry| entry.value.mapping().is_some() && Direction::of_word(&entry.key).is_some();
    let is_read = |entry: &Entry| {
        tables::lookup(Surface::Pipeline, Place::Step, &entry.key)
            .is_some_and(|info| pipeline.reads_like_a_job(info.field))
    };
    let entries = pipeline.body.effective().filter(|entry| !ports(entry) && is_read(entry));
    entries.for_each(|entry| sites.entry(Place::Step, entry, ""));
    for direction in [Direction::Input, Direction::Output] {
        pipeline.ports(direction).for_each(|port| sites.port(port, Role::PipelinePort(direction)));
    }
    sites.found
}

struct Sites<'a> {
    surface: Surface,
    found: Vec<Site<'a>>,
    /// Whether what follows is assigned to a node, which takes more expressions than a constructor.
    assigned: bool,
}

impl<'a> Sites<'a> {
    fn mapping(&mut self, place: Place, mapping: &'a Mapping, prefix: &str) {
        mapping.effective().for_each(|entry| self.entry(place, entry, prefix));
    }

    fn entry(&mut self, place: Place, entry: &'a Entry, prefix: &str) {
        let Some(info) = tables::lookup(self.surface, place, &entry.key) else { return };
        if info.effect != Effect::Takes {
            return;
        }
        let name = format!("{prefix}{}", entry.key);
        let direct = entry.value.text_with_holes().is_some();
        if direct && !self.assigned && takes_no_text(info) {
            return self.add(&entry.value, Role::Never, false, name);
        }
        if info.kind == Kind::Ports {
            return self.ports(info, entry);
        }
        match (info.inside, entry.value.mapping()) {
            (Some(inside), Some(mapping)) => self.mapping(inside, mapping, &format!("{name}.")),
            _ => {
                let Some(role) = role(info) else { return };
                match role {
                    Role::InputData | Role::AppendRowTo if !direct => {}
                    Role::InputData | Role::AppendRowTo => self.add(&entry.value, role, true, name),
                    _ if direct => self.add(&entry.value, role, stands_alone(info), name),
                    _ => self.parts(&entry.value, role, &name),
                }
            }
        }
    }

    fn add(&mut self, value: &'a Value, role: Role, alone: bool, name: String) {
        self.found.push(Site { value, role, alone, name });
    }

    /// The texts that a list or mapping holds.
    fn parts(&mut self, value: &'a Value, role: Role, name: &str) {
        for item in value.items().unwrap_or_default().iter().filter(|item| item.text_with_holes().is_some()) {
            self.add(item, role, false, name.to_owned());
        }
        let Data::Mapping(mapping) = &value.data else { return };
        for entry in mapping.effective().filter(|entry| entry.value.text_with_holes().is_some()) {
            self.add(&entry.value, role, false, format!("{name}.{}", entry.key));
        }
    }

    fn ports(&mut self, info: &FieldInfo, entry: &'a Entry) {
        let direction = if info.field == Field::Inputs { Direction::Input } else { Direction::Output };
        let role = match info.expressions {
            Some(_) => Role::Port(direction),
            None => Role::Declaration,
        };
        let ports = entry.value.mapping().into_iter().flat_map(Mapping::effective);
        ports.for_each(|entry| self.port(Port { direction, surface: self.surface, entry }, role));
    }

    fn port(&mut self, port: Port<'a>, role: Role) {
        let name = format!("{}.{}", port.direction.word(), port.name());
        let Some(attributes) = port.attributes() else {
            if port.value().text_with_holes().is_some() {
                let alone = matches!(role, Role::Port(_)) && self.surface != Surface::SdkV2;
                // A component declares a port by a mapping, and a pipeline has nothing to bind its outputs to.
                let takes_none = [Role::Declaration, Role::PipelinePort(Direction::Output)].contains(&role);
                let role = if takes_none { Role::Never } else { role };
                self.add(port.value(), role, alone, name);
            }
            return;
        };
        for attribute in attributes.effective().filter(|attribute| attribute.value.text_with_holes().is_some()) {
            let Some(info) = tables::lookup(self.surface, port.direction.place(), &attribute.key) else { continue };
            let role = match role {
                _ if takes_no_text(info) => Role::Never,
                Role::Declaration if info.field != Field::InputDefault => continue,
                Role::Declaration if port.type_word().is_some_and(|word| word != "string") => Role::Never,
                Role::Declaration => role,
                _ if matches!(info.field, Field::InputPath | Field::OutputPath) => role,
                _ => continue,
            };
            self.add(&attribute.value, role, false, format!("{name}.{}", attribute.key));
        }
    }
}

/// What may stand in the text of a field; `None` where nobody looks for an expression.
pub(crate) fn role(info: &FieldInfo) -> Option<Role> {
    match info.field {
        Field::InputData => return Some(Role::InputData),
        Field::AppendRowTo => return Some(Role::AppendRowTo),
        // The SDK throws the address of a schema away.
        Field::EnvironmentSchema => return None,
        _ => {}
    }
    let component = info.surface == Surface::Component;
    let of_environment = matches!(info.place, Place::Environment | Place::Build) || info.field == Field::Environment;
    match info.expressions {
        _ if of_environment => Some(if component { Role::Fixed } else { Role::Environment }),
        Some(Scope::Node) => Some(Role::Setting),
        Some(Scope::Task) => Some(Role::Task),
        None if component && matches!(info.field, Field::Code | Field::EntryScript) => Some(Role::Fixed),
        None if info.place == Place::Task => Some(Role::Task),
        None => is_fixed(info).then_some(Role::Fixed),
    }
}

/// Whether a field takes neither an expression, on any surface, nor free text: one that does stays text, whatever it
/// holds.
fn takes_no_text(info: &FieldInfo) -> bool {
    match info.surface {
        Surface::SdkV1 => return false,
        Surface::SdkV2 => return constructor_takes_no_text(info),
        _ => {}
    }
    let fixed = info.bindable && info.surface == Surface::Component;
    match info.kind {
        // A text passes for the identity of a node, though it means nothing.
        Kind::Mapping => info.field != Field::Identity || info.surface == Surface::Pipeline,
        Kind::Texts | Kind::Ports => true,
        Kind::List => !fixed,
        Kind::Boolean | Kind::Number | Kind::Integer => !info.bindable,
        // What is no type at all is the business of PJ002.
        Kind::Text if [Field::OutputName, Field::DefaultDatastore].contains(&info.field) => true,
        Kind::Text if info.field == Field::DefaultCompute => info.place == Place::Settings,
        Kind::Text => !info.bindable && !info.values.is_empty() && info.field != Field::Type,
        // Of a component it is a place that must be; a node that has one may say anything.
        Kind::Path => {
            let of_environment = matches!(info.field, Field::CondaFile | Field::BuildPath) && !fixed;
            of_environment || (info.field == Field::Code && info.surface == Surface::Inline)
        }
        Kind::Reference => info.field == Field::Component,
        Kind::Scalar | Kind::Expression | Kind::Object => false,
    }
}

/// The same for what the calls of the Python SDK are given (measured); a Boolean takes any text for true.
fn constructor_takes_no_text(info: &FieldInfo) -> bool {
    match info.place {
        Place::Step => matches!(info.kind, Kind::Texts | Kind::Ports) || info.field == Field::Name,
        Place::Resources => matches!(info.kind, Kind::List | Kind::Mapping | Kind::Integer),
        Place::Input | Place::Output => !info.values.is_empty() || info.field == Field::OutputName,
        Place::Task => info.field == Field::Code,
        _ => false,
    }
}

/// Whether a field takes an expression where the step is used, but not where it is made.
fn is_fixed(info: &FieldInfo) -> bool {
    let of_use = match info.surface {
        Surface::Component => tables::lookup(Surface::Node, info.place, info.key),
        Surface::SdkV2 if info.place == Place::Step => tables::lookup(info.surface, Place::Attribute, info.key),
        _ => None,
    };
    let of_asset = [Field::IsDeterministic, Field::Name, Field::Version].contains(&info.field);
    (info.surface == Surface::Component && info.place == Place::Step && of_asset)
        || of_use.is_some_and(|info| info.expressions == Some(Scope::Node))
}

/// Whether a setting takes one expression or none, but no text around it.
fn stands_alone(info: &FieldInfo) -> bool {
    let strict = info.kind == Kind::Integer || matches!(info.field, Field::MiniBatchSize | Field::LoggingLevel);
    strict && info.surface != Surface::SdkV2
}

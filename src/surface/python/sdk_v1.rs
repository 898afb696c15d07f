//! `ParallelRunConfig` and `ParallelRunStep` of SDK v1.

use super::convert;
use super::names::{self, CONTRIB, PARALLEL_RUN_CONFIG, PARALLEL_RUN_STEP};
use crate::model::{
    Data, Entry, FileModel, Layout, Mapping, ObjectAssignment, Origin, ParallelStep, Value, WithdrawnImport,
};
use crate::syntax::python::{Call, CallId, CallSite, Import, Module};
use crate::tables::{self, Field, Place, Surface};
use crate::text::Span;
use std::sync::Arc;

/// Adds what a file says by SDK v1.
pub(super) fn lower(module: &Module, model: &mut FileModel) {
    model.withdrawn_imports = withdrawn_imports(module);
    let (mut configs, mut steps) = (Vec::new(), Vec::new());
    for site in module.calls().filter(|site| !site.type_checking) {
        let Some(name) = names::sdk_name(module, &site).filter(|name| names::is_v1(name)) else { continue };
        let contrib = name.starts_with(CONTRIB);
        match names::last(&name) {
            PARALLEL_RUN_CONFIG => configs.push(Config::read(module, site, contrib)),
            PARALLEL_RUN_STEP => steps.push((site, contrib)),
            // `ParallelRunConfig.load_yaml(…)`: what it holds stands in another file.
            "load_yaml" if name.contains(PARALLEL_RUN_CONFIG) => configs.push(Config::unknown(module, site, contrib)),
            _ => {}
        }
    }
    let mut used = Vec::new();
    for (site, contrib) in steps {
        model.steps.extend(step(module, &site, contrib, &configs, &mut used));
    }
    let lonely = configs.iter().filter(|config| !used.contains(&config.id));
    model.steps.extend(lonely.map(Config::alone));
    if model.steps.iter().any(|step| step.surface == Surface::SdkV1) {
        model.v1_calls = calls(module);
        model.v1_assignments = assignments(module, &model.v1_calls);
        model.v1_texts = module.texts().map(|(span, text)| convert::text(span, text)).collect();
    }
}

/// The calls of SDK v1 and of what they make.
fn calls(module: &Module) -> Vec<Value> {
    let sites = module.calls().filter(|site| !site.type_checking);
    let objects = sites.filter_map(|site| {
        let object = convert::object(module, &module.call(site.id)?).filter(|object| names::is_v1(&object.class))?;
        Some(Value { span: site.span, through_name: None, data: Data::Object(Arc::new(object)), editable: true })
    });
    objects.collect()
}

/// What is assigned to attributes of the objects that these calls made.
fn assignments(module: &Module, calls: &[Value]) -> Vec<ObjectAssignment> {
    let found = module.attribute_assignments().filter_map(|assignment| {
        let object = module.call_site(assignment.object?)?.span;
        calls.iter().any(|call| call.span == object).then(|| ObjectAssignment {
            object,
            path: assignment.path.iter().map(|segment| segment.text.as_str()).collect::<Vec<_>>().join("."),
            value: assignment.value.map(|node| convert::value(module, &module.value(node))),
        })
    });
    found.collect()
}

/// The statements that import parallel classes from the withdrawn package, each once.
fn withdrawn_imports(module: &Module) -> Vec<WithdrawnImport> {
    let parallel = |import: &&Import| {
        let name = names::last(&import.qualified);
        import.qualified.starts_with(CONTRIB) && [PARALLEL_RUN_CONFIG, PARALLEL_RUN_STEP].contains(&name)
    };
    let mut found: Vec<&Import> = module.imports().iter().filter(parallel).collect();
    found.dedup_by_key(|import| import.statement);
    let others =
        |statement: Span| module.imports().iter().any(|other| other.statement == statement && !parallel(&other));
    let withdrawn = |import: &Import| WithdrawnImport { package: import.module_span, others: others(import.statement) };
    found.into_iter().map(withdrawn).collect()
}

/// A call of `ParallelRunConfig`.
struct Config {
    id: CallId,
    callee: Span,
    span: Span,
    name: String,
    arguments: Option<Arc<Mapping>>,
    assigned: Vec<(Place, Entry)>,
    contrib: bool,
}

impl Config {
    fn read(module: &Module, site: CallSite, contrib: bool) -> Self {
        let arguments = module.call(site.id).map(|call| Arc::new(arguments(module, &call, Place::Config)));
        Self { arguments, ..Self::unknown(module, site, contrib) }
    }

    fn unknown(module: &Module, site: CallSite, contrib: bool) -> Self {
        let assigned = assigned(module, site.id);
        let name = site.target.map_or_else(|| PARALLEL_RUN_CONFIG.to_owned(), |target| target.text);
        let (callee, span) = (site.callee_span, site.span);
        Self { id: site.id, callee, span, name, arguments: None, assigned, contrib }
    }

    /// A configuration that no step of the file uses.
    fn alone(&self) -> ParallelStep {
        let nothing = Mapping { span: self.span, entries: Vec::new(), open: true, layout: Layout::Call };
        ParallelStep {
            name: self.name.clone(),
            config: self.arguments.clone(),
            assigned: self.assigned.clone(),
            contrib: self.contrib,
            ..ParallelStep::new(Surface::SdkV1, self.callee, self.span, Arc::new(nothing))
        }
    }
}

/// What is assigned to the attributes of a configuration.
fn assigned(module: &Module, config: CallId) -> Vec<(Place, Entry)> {
    let of_config = module.attribute_assignments().filter(|assignment| assignment.object == Some(config));
    let assigned = of_config.filter_map(|assignment| {
        let [attribute] = assignment.path.as_slice() else { return None };
        let value = convert::value(module, &module.value(assignment.value?));
        let entry = Entry {
            key: attribute.text.clone(),
            key_span: attribute.span,
            span: assignment.statement,
            value,
            origin: Origin::Assigned,
            editable: true,
        };
        Some((Place::Config, entry))
    });
    assigned.collect()
}

fn step(
    module: &Module,
    site: &CallSite,
    contrib: bool,
    configs: &[Config],
    used: &mut Vec<CallId>,
) -> Option<ParallelStep> {
    let call = module.call(site.id)?;
    let made = given_config(module, &call);
    let config = made.and_then(|id| configs.iter().find(|config| config.id == id));
    used.extend(made);
    let body = arguments(module, &call, Place::Step);
    let name = site.target.as_ref().map_or(PARALLEL_RUN_STEP, |target| &target.text).to_owned();
    Some(ParallelStep {
        name,
        config: config.and_then(|config| config.arguments.clone()),
        config_callee: config.map(|config| config.callee),
        assigned: config.map(|config| config.assigned.clone()).unwrap_or_default(),
        contrib,
        open: site.broken,
        ..ParallelStep::new(Surface::SdkV1, site.callee_span, site.span, Arc::new(body))
    })
}

/// The call that makes the configuration of a step.
fn given_config(module: &Module, call: &Call) -> Option<CallId> {
    let key = Field::ParallelRunConfig.name();
    let place = tables::keys(Surface::SdkV1, Place::Step).position(|info| info.key == key);
    let written = call.keyword(key).map(|entry| &entry.value);
    if let Some(value) = written.or_else(|| call.positional.get(place?)) {
        return convert::made_by(value);
    }
    let spread = module.spread(call)?;
    convert::made_by(&spread.iter().find(|entry| entry.key.text == key)?.value)
}

/// The arguments of a call; what literal dictionaries spread over them counts as written.
fn arguments(module: &Module, call: &Call, place: Place) -> Mapping {
    let order: Vec<&str> = tables::keys(Surface::SdkV1, place).map(|info| info.key).collect();
    let mut all = convert::arguments(module, call, order.iter().copied());
    let spread = convert::spread(module, call);
    let once = call.positional.len() <= order.len() && !spread.iter().any(|entry| all.has(&entry.key));
    if once && !spread.is_empty() {
        all.entries.extend(spread);
        all.open = false;
    }
    all
}

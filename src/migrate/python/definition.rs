//! The variables of v1 objects, and which of them only what is migrated needs. Decides nothing about what becomes of
//! them.

use super::program::{Program, Variable};
use crate::model::{Data, Object, Value};
use crate::syntax::python::{self, UseForm};
use crate::text::Span;

/// `variable = <object of SDK v1>`
#[derive(Clone, Debug)]
pub(super) struct Definition {
    pub variable: Variable,
    /// What makes the object: a call, an item of a collection of the workspace, or a dictionary of arguments.
    pub call: Span,
    /// The statement.
    pub statement: Span,
    /// What the call makes; nothing for an item, or a dictionary.
    pub object: Option<Object>,
    /// Statements that only complete the object: `environment.docker.enabled = True`.
    pub parts: Vec<Span>,
    /// Whether nothing else than what is migrated uses it.
    pub free: bool,
}

/// Methods that complete an object.
const COMPLETING: [&str; 7] = [
    "add_pip_package",
    "add_conda_package",
    "add_channel",
    "set_pip_requirements",
    "set_python_version",
    "set_pip_option",
    "register",
];

/// The collections of a workspace of which a variable may hold an item.
const COLLECTIONS: [&str; 4] = ["datastores", "compute_targets", "environments", "datasets"];

/// The variables that stand for v1 objects. `consumed` is the code that is migrated whatever becomes of them.
pub(super) fn definitions(program: &Program, consumed: &[Span]) -> Vec<Definition> {
    let calls = program.model.v1_calls.iter().filter_map(|value| Some((value.span, value.object()?)));
    let found = calls.filter_map(|(span, object)| {
        let site = program.site(span)?;
        let variable = program.variable(site)?;
        Some(Definition {
            variable,
            call: span,
            statement: site.statement,
            object: Some(object.clone()),
            parts: parts(program, span),
            free: is_pure(object),
        })
    });
    let single = |definition: &Definition| {
        program.is_alone(definition.statement) && program.assignments(&definition.variable) == 1
    };
    let mut found: Vec<Definition> = found.chain(items(program)).chain(spread(program)).filter(single).collect();
    while settle(program, consumed, &mut found) {}
    found
}

/// The last words of the calls that only make an object, so that nothing is lost where the object is not needed.
const PURE: [&str; 41] = [
    "ParallelRunConfig",
    "load_yaml",
    "PipelineParameter",
    "PipelineData",
    "OutputFileDatasetConfig",
    "DatasetConsumptionConfig",
    "DataReference",
    "DataPath",
    "DataPathComputeBinding",
    "Datastore",
    "Environment",
    "CondaDependencies",
    "ComputeTarget",
    "AmlCompute",
    "Experiment",
    "Workspace",
    "RunConfiguration",
    "from_config",
    "get",
    "get_by_name",
    "get_by_id",
    "get_default_datastore",
    "from_files",
    "from_delimited_files",
    "from_parquet_files",
    "from_json_lines_files",
    "from_sql_query",
    "from_conda_specification",
    "from_docker_image",
    "from_dockerfile",
    "from_pip_requirements",
    "as_named_input",
    "as_mount",
    "as_download",
    "as_input",
    "as_upload",
    "as_dataset",
    "register_on_complete",
    "path",
    "create",
    "provisioning_configuration",
];

/// Whether a call does nothing but make an object.
fn is_pure(object: &Object) -> bool {
    let creates = object.name() != "create" || object.class.contains("CondaDependencies");
    PURE.contains(&object.name()) && creates
}

/// `lake = ws.datastores["lake"]`
fn items(program: &Program) -> impl Iterator<Item = Definition> {
    program.names().filter_map(|found| {
        let UseForm::Assigned(Some(value)) = found.form else { return None };
        let (call, statement) = (program.module.span(value), program.module.statement_around(value));
        let held = Value { span: call, through_name: None, data: Data::Dynamic, editable: false };
        COLLECTIONS.iter().find_map(|collection| program.item_of(&held, collection))?;
        let variable = Variable { name: found.name.to_owned(), home: found.home };
        (found.span.start == statement.start).then_some(Definition {
            variable,
            call,
            statement,
            object: None,
            parts: Vec::new(),
            free: true,
        })
    })
}

/// `common = {"node_count": 2}`, of which every use is `**common`.
fn spread(program: &Program) -> impl Iterator<Item = Definition> {
    program.names().filter_map(|found| {
        let UseForm::Assigned(Some(value)) = found.form else { return None };
        let (call, statement) = (program.module.span(value), program.module.statement_around(value));
        let variable = Variable { name: found.name.to_owned(), home: found.home };
        let is_spread = |used: &Span| program.text[..used.start].trim_end().ends_with("**");
        let uses = program.uses(&variable);
        let mapping = matches!(program.module.value(value).data, python::Data::Dict(_));
        (mapping && !uses.is_empty() && uses.iter().all(is_spread) && found.span.start == statement.start)
            .then_some(Definition { variable, call, statement, object: None, parts: Vec::new(), free: true })
    })
}

/// Takes away what is not free; whether something was.
fn settle(program: &Program, consumed: &[Span], found: &mut [Definition]) -> bool {
    let mut migrated = consumed.to_vec();
    for definition in found.iter().filter(|definition| definition.free) {
        migrated.push(definition.statement);
        migrated.extend(&definition.parts);
    }
    let is_migrated = |place: &Span| migrated.iter().any(|span| span.contains(*place));
    let mut changed = false;
    for definition in found.iter_mut().filter(|definition| definition.free) {
        if !program.uses(&definition.variable).iter().all(is_migrated) {
            definition.free = false;
            changed = true;
        }
    }
    changed
}

/// The statements that complete what a call made.
fn parts(program: &Program, call: Span) -> Vec<Span> {
    let Some(site) = program.site(call) else { return Vec::new() };
    let assigned = program.module.attribute_assignments().filter(|assignment| assignment.object == Some(site.id));
    let assigned = assigned.map(|assignment| assignment.statement);
    let methods = program.module.attribute_reads().filter(|read| {
        read.called
            && read.object == site.id
            && matches!(read.path.as_slice(), [method] if COMPLETING.contains(&method.text.as_str()))
    });
    let methods = methods.filter_map(|read| {
        let called = program.sites.iter().find(|site| site.callee_span == read.span)?;
        (called.span == called.statement).then_some(called.statement)
    });
    assigned.chain(methods).filter(|statement| program.is_alone(*statement)).collect()
}

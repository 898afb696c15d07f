//! The variables of v1 objects, and which of them only what is migrated needs. Decides nothing about what becomes of
//! them.

use super::program::{Program, Variable};
use crate::model::Object;
use crate::text::Span;

/// `variable = <call of SDK v1>`
#[derive(Clone, Debug)]
pub(super) struct Definition {
    pub variable: Variable,
    /// The call.
    pub call: Span,
    /// The statement.
    pub statement: Span,
    /// What the call makes.
    pub object: Object,
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
    "set_pip_index_url",
];

/// The variables that stand for v1 objects. `consumed` is the code that is migrated whatever becomes of them.
pub(super) fn definitions(program: &Program, consumed: &[Span]) -> Vec<Definition> {
    let calls = program.model.v1_calls.iter().filter_map(|value| Some((value.span, value.object()?)));
    let found = calls.filter_map(|(span, object)| {
        let site = program.site(span)?;
        let variable = program.variable(site)?;
        let parts = parts(program, span);
        let alone = program.is_alone(site.statement) && program.assignments(&variable) == 1;
        alone.then(|| Definition {
            variable,
            call: span,
            statement: site.statement,
            object: object.clone(),
            parts,
            free: true,
        })
    });
    let mut found: Vec<Definition> = found.collect();
    while settle(program, consumed, &mut found) {}
    found
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

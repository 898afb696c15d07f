//! Computes of v1: in v2, their names, and where one is made if it is missing, calls of the client. Knows the compute calls
//! of SDK v1.

use super::changes::Changes;
use super::names::Names;
use super::program::Program;
use super::spell;
use crate::message;
use crate::migrate::{Note, Weight};
use crate::model::{Object, Term, Value};
use crate::syntax::python::UseForm;
use crate::text::Span;

/// The name of a compute.
pub(super) fn term(program: &Program, value: &Value, notes: &mut Vec<Note>) -> Option<Term> {
    if value.text_with_holes().is_some() {
        return Some(spell::term(program, value));
    }
    if let Some(name) = value.object().and_then(name) {
        return Some(spell::term(program, name));
    }
    if let Some(name) = program.item_of(value, "compute_targets") {
        return Some(Term::Source { text: name.clone(), known: spell::literal(&name) });
    }
    let source = program.source(value);
    if let Some(held) = program.attribute(source) {
        let known = spell::literal(held.slice(program.text));
        let name = program.call_at(held).and_then(name).map(|name| spell::term(program, name));
        let known = known.or_else(|| name.as_ref().and_then(Term::known).cloned());
        if known.is_some() || name.is_some() {
            return Some(Term::Source { text: source.to_owned(), known });
        }
    }
    let object = value.object().is_some() || is_made_here(program, source);
    if !object {
        notes.push(Note {
            subject: "compute_target".to_owned(),
            span: value.used_at(),
            weight: Weight::Changed,
            why: message!("v2 takes the name of a compute; whether this is one shows at run time only"),
            advice: message!("if it is an object, write its `.name`"),
        });
    }
    let text = match object {
        true => common_name(program).unwrap_or_else(|| format!("{source}.name")),
        false => source.to_owned(),
    };
    Some(Term::Source { text, known: None })
}

/// The name by which the file looks up and makes its one compute.
fn common_name(program: &Program) -> Option<String> {
    let calls = program.model.v1_calls.iter().filter_map(Value::object).filter(|call| is_compute(call));
    let mut names: Vec<&str> =
        calls.map(|call| call.argument("name", 1).map_or("", |name| program.source(name))).collect();
    names.dedup();
    let [one] = names.as_slice() else { return None };
    (!one.is_empty()).then(|| (*one).to_owned())
}

/// The name that a call of `ComputeTarget` or `AmlCompute` is given.
pub(super) fn name(call: &Object) -> Option<&Value> {
    match call.name() {
        "ComputeTarget" | "AmlCompute" if call.class.starts_with("azureml.") => call.argument("name", 1),
        _ => None,
    }
}

/// Whether every assignment of a variable is of a compute of v1.
fn is_made_here(program: &Program, variable: &str) -> bool {
    let assigned = program.names().filter(|found| found.name == variable);
    let values: Vec<Span> = assigned
        .filter_map(|found| match found.form {
            UseForm::Assigned(Some(value)) => Some(program.module.span(value)),
            _ => None,
        })
        .collect();
    let made = |span: &Span| {
        program.call_at(*span).is_some_and(is_compute) || span.slice(program.text).contains(".compute_targets[")
    };
    !values.is_empty() && values.iter().all(made)
}

fn is_compute(object: &Object) -> bool {
    name(object).is_some() || is_creation(object)
}

/// `ComputeTarget.create(workspace, name, configuration)`
fn is_creation(object: &Object) -> bool {
    ["ComputeTarget.create", "AmlCompute.create"].iter().any(|tail| object.class.ends_with(tail))
}

/// A call or word of v1 around a compute, and what it becomes.
pub(super) struct Piece {
    pub span: Span,
    pub becomes: Becomes,
}

/// What becomes of it.
pub(super) enum Becomes {
    Code(String),
    /// A statement that v2 does not need.
    Nothing,
}

/// What is said of computes that are looked up, and made where they are missing, in the code of v2. `taken` tells which
/// calls become mere names.
pub(super) fn pieces(program: &Program, names: &Names, client: &str, taken: &dyn Fn(Span) -> bool) -> Vec<Piece> {
    let calls = program.model.v1_calls.iter().filter_map(|value| Some((value.span, value.object()?)));
    let calls = calls.filter(|(span, _)| !taken(*span));
    let mut found: Vec<Piece> =
        calls.filter_map(|(span, object)| piece(program, names, client, span, object)).collect();
    if found.is_empty() {
        return found;
    }
    found.extend(awaited(program).map(|span| Piece { span, becomes: Becomes::Nothing }));
    let exception = program.names().filter(|used| used.name == "ComputeTargetException" && used.form == UseForm::Read);
    let missing = names.local("ResourceNotFoundError");
    found.extend(exception.map(|used| Piece { span: used.span, becomes: Becomes::Code(missing.clone()) }));
    found
}

fn piece(program: &Program, names: &Names, client: &str, span: Span, object: &Object) -> Option<Piece> {
    let say = |value: &Value| program.source(value).to_owned();
    let code = |text: String| Some(Piece { span, becomes: Becomes::Code(text) });
    if let Some(name) = name(object) {
        return code(format!("{client}.compute.get({})", say(name)));
    }
    if is_creation(object) {
        let configuration = object.argument("provisioning_configuration", 2)?;
        let made = say(configuration);
        return code(format!("{client}.compute.begin_create_or_update({made}).result()"));
    }
    if object.name() == "provisioning_configuration" && object.class.contains("AmlCompute") {
        return code(configuration(program, names, span, object)?);
    }
    None
}

/// Statements that await a compute: in v2 its creation does.
fn awaited(program: &Program) -> impl Iterator<Item = Span> {
    program.sites.iter().filter_map(|site| {
        let variable = site.callee_span.slice(program.text).strip_suffix(".wait_for_completion")?;
        (site.span == site.statement && is_made_here(program, variable)).then_some(site.span)
    })
}

/// `AmlCompute.provisioning_configuration(…)`: in v2 the compute itself, with the name that it is created under.
fn configuration(program: &Program, names: &Names, span: Span, object: &Object) -> Option<String> {
    const KEYS: [(&str, &str); 5] = [
        ("vm_size", "size"),
        ("min_nodes", "min_instances"),
        ("max_nodes", "max_instances"),
        ("idle_seconds_before_scaledown", "idle_time_before_scale_down"),
        ("vm_priority", "tier"),
    ];
    let creations = program.model.v1_calls.iter().filter_map(Value::object).filter(|object| is_creation(object));
    let created =
        creations.filter(|object| object.argument("provisioning_configuration", 2).is_some_and(|it| it.span == span));
    let name = created.filter_map(|object| object.argument("name", 1)).next()?;
    let mut arguments = vec![format!("name={}", program.source(name))];
    for entry in &object.arguments.entries {
        let (_, key) = KEYS.iter().find(|(key, _)| *key == entry.key)?;
        arguments.push(format!("{key}={}", program.source(&entry.value)));
    }
    object.positional.is_empty().then(|| format!("{}({})", names.local("AmlCompute"), arguments.join(", ")))
}

impl Piece {
    /// Puts it into the file.
    pub(super) fn write(&self, program: &Program, changes: &mut Changes) {
        match &self.becomes {
            Becomes::Code(text) => changes.replace(program, self.span, std::slice::from_ref(text)),
            Becomes::Nothing => changes.delete(self.span),
        }
    }
}

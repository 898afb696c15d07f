//! Another name for an input, output or node, wherever it is named. Refused where it is not certain that every place is
//! known and can be changed.

use super::documents;
use crate::document::{Document, Language};
use crate::ide::at::at;
use crate::ide::spot::Owner;
use crate::ide::symbol::{Home, Symbol, mentions, ports};
use crate::message;
use crate::message::Message;
use crate::model::{Direction, Job};
use crate::project::View;
use crate::rules::names::{is_node_name, is_port_name};
use crate::surface::rewrite::Rewrite;
use crate::syntax::{python, yaml};
use crate::text::{Edit, Edits, Span};
use std::sync::Arc;

/// The edits of one file.
#[derive(Clone, Debug)]
pub struct Renamed {
    /// The document, if it is not the one that was asked about.
    pub document: Option<Arc<Document>>,
    /// The edits of its analysed text.
    pub edits: Edits,
}

/// What would be renamed at an offset: the bytes to show, and the name.
///
/// # Errors
/// If it cannot be renamed: why.
pub fn prepare_rename(view: View, offset: usize) -> Result<(Span, String), Message> {
    let (symbol, span) = target(&view, offset)?;
    let span = inner(span, symbol.name(), view.text());
    Ok((span, symbol.name().to_owned()))
}

/// The edits that give what is under the cursor another name, in this document, in the one that declares it and in
/// `others`, which are all that may name it.
///
/// # Errors
/// If that cannot be done for certain: why.
pub fn rename(view: View, offset: usize, name: &str, others: &[Arc<Document>]) -> Result<Vec<Renamed>, Message> {
    let (symbol, _) = target(&view, offset)?;
    if name == symbol.name() {
        return Ok(Vec::new());
    }
    let elsewhere = documents(&symbol, &view, others);
    judge_name(&symbol, name, &view)?;
    judge_python(&symbol, &view, &elsewhere)?;
    let mut found = vec![Renamed { document: None, edits: edits(&symbol, name, &view)? }];
    for document in elsewhere {
        let edits = edits(&symbol, name, &View::new(&document, view.project()))?;
        found.push(Renamed { document: Some(document), edits });
    }
    found.retain(|renamed| !renamed.edits.is_empty());
    Ok(found)
}

/// The symbol under the cursor, if it is one that can be renamed.
fn target(view: &View, offset: usize) -> Result<(Symbol, Span), Message> {
    let nothing = || message!("only inputs, outputs and nodes can be renamed");
    let found = at(*view, offset).ok_or_else(nothing)?;
    let symbol = Symbol::of(&found, view).ok_or_else(nothing)?;
    let home = match &symbol {
        Symbol::Port { home, .. } | Symbol::Node { home, .. } => home,
        Symbol::Script(_) | Symbol::Option { .. } | Symbol::File(_) => return Err(nothing()),
    };
    judge_home(&symbol, home, view)?;
    let all = mentions(view);
    let mention = all.iter().find(|mention| mention.symbol == symbol && mention.span.touches(offset));
    let span = mention.map_or(found.span, |mention| mention.span);
    Ok((symbol, span))
}

/// Refuses what may be named in ways that are not seen.
fn judge_home(symbol: &Symbol, home: &Home, view: &View) -> Result<(), Message> {
    let name = symbol.name();
    let owner = home.owner(view).ok_or_else(|| undeclared(name))?;
    let elsewhere = || message!("`{name}` is declared by a component that parlint cannot see", name = name);
    match (symbol, owner) {
        (Symbol::Node { .. }, Owner::Pipeline(_)) => return Ok(()),
        (_, Owner::Step(step)) if step.uses_component() => {
            return Err(elsewhere());
        }
        (_, Owner::Job(_, job)) if !declares_all(job) => return Err(elsewhere()),
        (_, Owner::Pipeline(pipeline)) if pipeline.is_component => {
            return Err(message!("other pipelines may use this component by the name `{name}`", name = name));
        }
        (_, Owner::Step(step)) if step.ports_open(Direction::Input) || step.ports_open(Direction::Output) => {
            return Err(message!("not all that is done with this step is known"));
        }
        _ => {}
    }
    let Symbol::Port { direction, .. } = symbol else { return Ok(()) };
    home.port(view, *direction, name).map(|_| ()).ok_or_else(|| undeclared(name))
}

fn undeclared(name: &str) -> Message {
    message!("nothing declares `{name}`", name = name)
}

/// Whether a node of another kind writes down its ports itself.
fn declares_all(job: &Job) -> bool {
    job.body().is_some_and(|body| !body.open && !body.has("component"))
}

/// Refuses a name that the SDK refuses, that is taken, or that would need quotes or be read as something else.
fn judge_name(symbol: &Symbol, name: &str, view: &View) -> Result<(), Message> {
    let refused = || message!("`{name}` cannot be the name", name = name);
    let (home, valid) = match symbol {
        Symbol::Node { home, .. } => (home, is_node_name(name)),
        Symbol::Port { home, .. } => (home, is_port_name(name) && !name.contains('.')),
        Symbol::Script(_) | Symbol::Option { .. } | Symbol::File(_) => return Err(refused()),
    };
    if !valid || !is_plain(name) {
        return Err(refused());
    }
    let owner = home.owner(view).ok_or_else(refused)?;
    let taken = match (symbol, &owner) {
        (Symbol::Node { .. }, Owner::Pipeline(pipeline)) => pipeline.job(name).is_some(),
        _ => [Direction::Input, Direction::Output].into_iter().any(|side| {
            ports(&owner, side)
                .iter()
                .any(|port| port.name().eq_ignore_ascii_case(name) && port.name() != symbol.name())
        }),
    };
    if taken { Err(message!("`{name}` is there already", name = name)) } else { Ok(()) }
}

/// Whether a name needs no quotes in YAML and can be a keyword in Python.
fn is_plain(name: &str) -> bool {
    let tree = yaml::parse(name);
    let is_text = tree.root().and_then(|root| root.as_str()) == Some(name);
    is_text && python::parse(&format!("f({name}=1)\n")).errors().is_empty()
}

/// Refuses a step of Python that other files of Python may use.
fn judge_python(symbol: &Symbol, view: &View, others: &[Arc<Document>]) -> Result<(), Message> {
    let (Symbol::Port { home, .. } | Symbol::Node { home, .. }) = symbol else { return Ok(()) };
    let document = home.document(view);
    let Some(step) = home.owner(view).and_then(|owner| owner.step()).filter(|step| step.is_python()) else {
        return Ok(());
    };
    let model = document.model();
    if model.uses.iter().any(|made| made.arguments.open || made.positional.is_some()) {
        return Err(message!("not all that is done with this step is known"));
    }
    let names = |text: &str| text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == step.name);
    let mut python =
        others.iter().filter(|other| other.language() != Language::Yaml && other.path() != document.path());
    match python.find(|other| names(other.text())) {
        Some(other) => {
            Err(message!("`{path}` may use the step `{step}` too", path = other.path().display(), step = step.name,))
        }
        None => Ok(()),
    }
}

/// The edits of one document.
fn edits(symbol: &Symbol, name: &str, view: &View) -> Result<Edits, Message> {
    let all = mentions(view);
    let here: Vec<_> = all.iter().filter(|mention| mention.symbol == *symbol).collect();
    let path = view.document().path().display();
    if !here.is_empty() && !view.document().faults().is_empty() {
        return Err(message!("`{path}` is not understood in full: it has syntax errors", path = path));
    }
    let rewrite = match view.document().language() {
        Language::Yaml => Rewrite::yaml(view.text()),
        Language::Python | Language::Notebook => Rewrite::python(view.text()),
    };
    let refused =
        || message!("a place in `{path}` that names `{name}` cannot be changed", path = path, name = symbol.name());
    let changes = here.iter().map(|mention| mention.renamed(rewrite, view.text(), name));
    let changes: Vec<Edit> = changes.collect::<Option<Vec<_>>>().ok_or_else(refused)?.concat();
    Edits::new(changes).map_err(|_| refused())
}

/// The bytes of a name without its quotes.
fn inner(span: Span, name: &str, text: &str) -> Span {
    match span.slice(text).find(name) {
        Some(at) => Span::new(span.start + at, span.start + at + name.len()),
        None => span,
    }
}

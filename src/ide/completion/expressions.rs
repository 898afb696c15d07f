//! `${{…}}` from what is declared: the step's own ports, the pipeline's, those of other nodes.

use super::Around;
use super::item::{Completion, CompletionKind, Insert};
use crate::ide::scopes::{self, Scope};
use crate::ide::spot::{Owner, Setting};
use crate::ide::symbol::{Home, pipeline_of, ports};
use crate::model::{Direction, Port};
use crate::project::View;
use crate::tables::Field;

/// Something that an expression can name.
pub(super) struct Body {
    /// What stands between the braces: `inputs.data`.
    text: String,
    /// Its type, if that is known.
    kind: Option<String>,
}

/// What fits behind `${{` and what was typed of an expression.
pub(super) fn rest(
    owner: Owner,
    setting: Option<&Setting>,
    typed: &str,
    view: &View,
    around: &Around,
) -> Vec<Completion> {
    let typed = typed.trim_start();
    let scopes = match setting.map(scopes::of_setting) {
        Some(Some(scopes)) => scopes,
        // Where nobody is known to look for an expression, the author knows better.
        Some(None) | None => {
            vec![
                Scope::Own(Direction::Input),
                Scope::Own(Direction::Output),
                Scope::Parent(Direction::Input),
                Scope::Node,
            ]
        }
    };
    let rest = around.after().trim_start_matches(is_of_path);
    let closed = rest.trim_start_matches(' ').starts_with('}');
    let close = if closed { "" } else { "}}" };
    let item = |body: Body| Completion {
        insert: Insert::Plain(format!("{}{close}", body.text)),
        detail: body.kind,
        ..Completion::plain(around.replaced_while(typed, is_of_path), body.text, CompletionKind::Expression)
    };
    bodies(&owner, &scopes, setting, view).into_iter().map(item).collect()
}

/// Whether a character may stand between the braces.
fn is_of_path(c: char) -> bool {
    c.is_alphanumeric() || "_-.".contains(c)
}

/// Whole expressions for a setting of which `typed` was typed, `quote` around them.
pub(super) fn whole(setting: &Setting, typed: &str, quote: &str, view: &View, around: &Around) -> Vec<Completion> {
    let Some(scopes) = scopes::of_setting(setting).filter(|_| "${".starts_with(typed)) else { return Vec::new() };
    let item = |body: Body| {
        let label = format!("${{{{{}}}}}", body.text);
        let insert = Insert::Plain(format!("{quote}{label}{quote}"));
        Completion {
            insert,
            detail: body.kind,
            ..Completion::plain(around.replaced(typed), label, CompletionKind::Expression)
        }
    };
    bodies(&setting.owner, &scopes, Some(setting), view).into_iter().map(item).collect()
}

/// The names of the ports of one side that expressions of an owner's own scope refer to.
pub(super) fn own(owner: &Owner, direction: Direction, view: &View) -> Vec<String> {
    let Some(home) = Home::of_owner(owner, view) else { return Vec::new() };
    let Some(owner) = home.owner(view) else { return Vec::new() };
    ports(&owner, direction).iter().map(|port| port.name().to_owned()).collect()
}

fn bodies(owner: &Owner, scopes: &[Scope], setting: Option<&Setting>, view: &View) -> Vec<Body> {
    // Parameters cannot be split, and rows cannot be appended to a folder, but only the first is certain.
    let splits = setting.and_then(|setting| setting.info).is_some_and(|info| info.field == Field::InputData);
    let fits = |port: &Port| !(splits && is_parameter(port));
    let mut found = Vec::new();
    for scope in scopes {
        match scope {
            Scope::Own(direction) => {
                let home = Home::of_owner(owner, view);
                let home = home.as_ref().and_then(|home| home.owner(view));
                let ports = home.map(|home| ports(&home, *direction)).unwrap_or_default();
                found.extend(ports.iter().filter(|port| fits(port)).map(|port| body(direction.word(), port)));
            }
            Scope::Parent(direction) => {
                let ports = pipeline_of(owner, view).map(|pipeline| ports(&Owner::Pipeline(pipeline), *direction));
                let prefix = format!("parent.{}", direction.word());
                found.extend(ports.unwrap_or_default().iter().map(|port| body(&prefix, port)));
            }
            Scope::Node => found.extend(of_nodes(owner, view)),
        }
    }
    found
}

/// The outputs of the other nodes of the pipeline.
fn of_nodes(owner: &Owner, view: &View) -> Vec<Body> {
    let Some(pipeline) = pipeline_of(owner, view) else { return Vec::new() };
    let own = |index: Option<usize>| match (owner, index.and_then(|index| view.model().steps.get(index))) {
        (Owner::Step(step), Some(other)) => std::ptr::eq(*step, other),
        _ => false,
    };
    let is_own =
        |job: &crate::model::Job| own(job.step) || matches!(owner, Owner::Job(_, own) if std::ptr::eq(*own, job));
    let mut found = Vec::new();
    for job in pipeline.jobs.iter().filter(|job| !is_own(job)) {
        let Some(home) = Home::of_job(pipeline, job, view) else { continue };
        let Some(owner) = home.owner(view) else { continue };
        let prefix = format!("parent.jobs.{}.outputs", job.name());
        found.extend(ports(&owner, Direction::Output).iter().map(|port| body(&prefix, port)));
    }
    found
}

fn body(prefix: &str, port: &Port) -> Body {
    Body { text: format!("{prefix}.{}", port.name()), kind: port.type_word() }
}

fn is_parameter(port: &Port) -> bool {
    port.type_word().is_some_and(|word| ["integer", "number", "boolean", "string"].contains(&word.as_str()))
}

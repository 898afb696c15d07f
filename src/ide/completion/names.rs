//! Names of inputs and outputs, where a component that is known declares them.

use super::Around;
use super::draft::MARK;
use super::item::{Completion, CompletionKind, Insert};
use crate::ide::spot::{NodePort, Owner};
use crate::ide::symbol::{Home, Symbol, ports as declared};
use crate::model::{ComponentUse, Direction, Layout, Port};
use crate::project::View;
use crate::tables::Surface;

/// The ports of a node's component that the node does not name yet.
pub(super) fn ports(owner: &Owner, direction: Direction, key: &str, view: &View, around: &Around) -> Vec<Completion> {
    let Owner::Step(step) = owner else { return Vec::new() };
    let Some(home) = Home::of_step(step, view).filter(|_| step.component.is_some()) else { return Vec::new() };
    let given = step.port_mapping(direction);
    let colon = match given.map(|mapping| mapping.layout) {
        _ if around.rest().trim_start().starts_with(':') => "",
        _ if step.surface == Surface::SdkV2 => "",
        Some(Layout::YamlBlock { .. } | Layout::YamlFlow) | None => ": ",
        Some(_) => "",
    };
    let missing = |port: &&Port| given.is_none_or(|mapping| !mapping.has(port.name()));
    of_home(&home, direction, view, around, key, missing, |name| format!("{name}{colon}"))
}

/// The inputs that a call in Python does not give yet.
pub(super) fn given(made: &ComponentUse, view: &View, around: &Around) -> Vec<Completion> {
    let marked = made.arguments.entries.iter().find(|entry| entry.key.contains(MARK));
    let (Some(home), Some(marked)) = (Home::of_use(made, view), marked) else { return Vec::new() };
    let sign = if around.rest().trim_start().starts_with('=') { "" } else { "=" };
    let missing = |port: &&Port| !made.arguments.has(port.name());
    of_home(&home, Direction::Input, view, around, &marked.key, missing, |name| format!("{name}{sign}"))
}

/// The ports of a node of Python: what follows `node.outputs.`.
pub(super) fn of_node(port: &NodePort, view: &View, around: &Around) -> Vec<Completion> {
    let home = match Symbol::of_node_port(port, view) {
        Some(Symbol::Port { home, .. }) => home,
        _ => return Vec::new(),
    };
    of_home(&home, port.direction, view, around, port.name, |_| true, str::to_owned)
}

fn of_home(
    home: &Home,
    direction: Direction,
    view: &View,
    around: &Around,
    key: &str,
    fits: impl Fn(&&Port) -> bool,
    insert: impl Fn(&str) -> String,
) -> Vec<Completion> {
    let Some(owner) = home.owner(view) else { return Vec::new() };
    let typed = key.split(MARK).next().unwrap_or_default();
    let item = |port: &Port| Completion {
        insert: Insert::Plain(insert(port.name())),
        detail: port.type_word(),
        ..Completion::plain(around.replaced(typed), port.name(), CompletionKind::Port)
    };
    declared(&owner, direction).iter().filter(fits).map(item).collect()
}

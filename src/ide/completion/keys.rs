//! Keys, keyword arguments and attributes by the place they stand in: what is required first, nothing that is there.

use super::Around;
use super::draft::MARK;
use super::item::{Completion, CompletionKind, Insert};
use super::snippet::{self, Form};
use crate::ide::hover;
use crate::ide::spot::Setting;
use crate::model::Layout;
use crate::project::View;
use crate::tables::{self, Effect, Field, FieldInfo, Place, Surface};

/// The keys that fit where the key of a setting is typed.
pub(super) fn complete(setting: &Setting, view: &View, around: &Around) -> Vec<Completion> {
    let surface = if setting.port.is_some() { setting.owner.port_surface() } else { setting.owner.surface() };
    let infos = tables::keys(surface, setting.place);
    let missing = infos.filter(|info| info.effect == Effect::Takes && !info.contrib);
    let missing = missing.chain(component(setting)).filter(|info| !is_given(setting, info, around));
    missing.enumerate().map(|(index, info)| item(setting, info, index, view, around)).collect()
}

/// A node without a task may still become one of a component.
fn component(setting: &Setting) -> Option<&'static FieldInfo> {
    let step = setting.owner.step().filter(|step| step.surface == Surface::Inline && !step.standalone)?;
    let bare = setting.place == Place::Step && !step.mentions(Field::Task);
    bare.then(|| tables::entry(Surface::Node, Place::Step, Field::Component)).flatten()
}

/// Whether a key is there already; what the draft adds does not count.
fn is_given(setting: &Setting, info: &FieldInfo, around: &Around) -> bool {
    let mut entries = setting.mapping.into_iter().flat_map(|mapping| &mapping.entries);
    entries.any(|entry| entry.key == info.key && !around.added.contains(entry.key_span))
}

fn item(setting: &Setting, info: &'static FieldInfo, index: usize, view: &View, around: &Around) -> Completion {
    const OPTIONAL: usize = 1000;
    let typed = setting.entry.key.split(MARK).next().unwrap_or_default();
    let words = around.words;
    Completion {
        insert: insert(setting, info, typed, view, around),
        detail: Some(words.say(&hover::kind(info))),
        documentation: Some(info.description(words.locale()).to_owned()),
        rank: if info.required { index } else { OPTIONAL + index },
        ..Completion::plain(around.replaced(typed), info.key, CompletionKind::Key)
    }
}

/// The key with what follows it, unless that is there.
fn insert(setting: &Setting, info: &'static FieldInfo, typed: &str, view: &View, around: &Around) -> Insert {
    let start = around.replaced(typed).start;
    let quoted = around.document.text()[..start].ends_with(['"', '\'']);
    let follows = around.rest().trim_start_matches(['"', '\'']).trim_start().starts_with([':', '=']);
    if quoted || follows {
        return Insert::Plain(info.key.to_owned());
    }
    let (key, form) = match setting.mapping.map(|mapping| mapping.layout) {
        Some(Layout::YamlBlock { .. }) => (format!("{}:", info.key), Form::Block),
        Some(Layout::YamlFlow) => (format!("{}: ", info.key), Form::Flow),
        Some(Layout::Call | Layout::DictCall) => (format!("{}=", info.key), Form::Python),
        Some(Layout::Dict) => (format!("\"{}\": ", info.key), Form::Python),
        Some(Layout::Attributes) | None => (format!("{} = ", info.key), Form::Python),
    };
    Insert::Snippet(format!("{key}{}", snippet::value(setting, info, form, view)))
}

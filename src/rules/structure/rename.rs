//! Mending a mistyped key. Knows no rule.

use super::FaultyKey;
use super::keys::{self, Meaning};
use super::wording;
use crate::diagnostic::Applicability;
use crate::message;
use crate::message::Message;
use crate::model::{Data, Entry, ParallelStep, Value};
use crate::rules::{Context, Finding};
use crate::tables::{self, Effect, Field, FieldInfo, Kind, Place, Surface};
use crate::text::Edit;

/// Reports every key of a step that this rule speaks of as one that does not exist.
pub(super) fn report_all<'a>(step: &'a ParallelStep, cx: &mut Context<'a>) {
    for key in cx.faulty_keys(step) {
        report(cx, &key, wording::unknown(step, key.place, &key.entry.key), known(step.surface, key.place));
    }
}

/// Reports a key that does not exist, with the one that is meant, if there is one. `known` is said where there is none.
pub(super) fn report<'c>(
    cx: &'c mut Context,
    key: &FaultyKey,
    message: Message,
    known: Option<Message>,
) -> Finding<'c> {
    let span = key.entry.key_span;
    let Meaning::Mistyped(info) = key.meaning else {
        let finding = cx.report(span, message);
        return match known {
            Some(known) => finding.help(known),
            None => finding,
        };
    };
    if let Some(given) = key.mapping.get(info.key) {
        let help = message!("`{name}` is given already: delete this one", name = info.key);
        return cx
            .report(span, message)
            .help(help)
            .related(given.key_span, message!("`{name}` stands here", name = info.key));
    }
    let edits = edits(cx, key, info);
    let help = message!("write `{name}`", name = info.key);
    cx.report(span, message).help(help).fix(Applicability::Safe, title(info.key), edits)
}

/// "Rename it".
pub(super) fn title(name: &str) -> Message {
    message!("Rename it to `{name}`", name = name)
}

/// The edits that give a key the name of another field, if that is free and the value is of its kind.
pub(super) fn edits(cx: &Context, key: &FaultyKey, info: &FieldInfo) -> Option<Vec<Edit>> {
    let claims = |other: &Entry| !std::ptr::eq(other, key.entry) && keys::is_mistyped(info, &other.key);
    let taken = key.mapping.has(info.key) || key.mapping.entries.iter().any(claims);
    let free = !taken && fits(&key.entry.value, info.kind);
    free.then(|| cx.rewrite().rename_key(key.entry, info.key)).flatten()
}

/// Whether a value has the shape that a field takes; what is not known may have.
fn fits(value: &Value, kind: Kind) -> bool {
    let scalar = matches!(value.data, Data::Bool(_) | Data::Int(_) | Data::Float(_) | Data::Date | Data::Text(_));
    let mapping = matches!(value.data, Data::Mapping(_) | Data::Object(_));
    if value.is_dynamic() || matches!(value.data, Data::Name(_)) {
        return true;
    }
    match kind {
        Kind::Text | Kind::Expression | Kind::Integer | Kind::Number | Kind::Boolean | Kind::Scalar => scalar,
        Kind::Path | Kind::Reference => scalar || mapping,
        Kind::List => value.items().is_some(),
        Kind::Mapping | Kind::Texts | Kind::Ports => mapping,
        Kind::Object => true,
    }
}

/// The keys that a place has, for one that is near to none of them.
pub(super) fn known(surface: Surface, place: Place) -> Option<Message> {
    let keys: Vec<String> = tables::keys(surface, place)
        .filter(|info| info.effect == Effect::Takes && info.field != Field::SystemData)
        .map(|info| format!("`{}`", info.key))
        .collect();
    (!keys.is_empty()).then(|| message!("the keys here are {keys}", keys = keys.join(", ")))
}

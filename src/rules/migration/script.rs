//! Findings at the entry script of a step of SDK v2 about what stands in the script. Knows no rule.

use crate::message::Message;
use crate::model::ParallelStep;
use crate::rules::Context;
use crate::rules::shared::component;
use crate::script::Script;
use crate::tables::Field;
use crate::text::Span;

/// Reports at the entry script of a step what the script does in these places.
pub(super) fn report<'a>(
    step: &'a ParallelStep,
    cx: &mut Context<'a>,
    places: impl Fn(&Script) -> &[Span],
    words: impl Fn() -> (Message, Message, Message),
) {
    // The script of a component is judged where the component names it.
    let Some(given) = step.get(Field::EntryScript).filter(|_| !component::has_task(step)) else { return };
    let Some(entry) = cx.entry_script(step) else { return };
    let places = entry.script().map(places).unwrap_or_default();
    if places.is_empty() {
        return;
    }
    let (message, help, place) = words();
    let finding = cx.report(given.value().used_at(), message).help(help);
    places.iter().fold(finding, |finding, span| finding.related_in(entry.other_file(), *span, place.clone()));
}

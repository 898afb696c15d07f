//! What the cursor is on inside a value: an item, a `${{…}}`, a word of the program arguments.

use super::walk::Walk;
use crate::ide::spot::{Argument, Binding, Found, Part, Setting, Spot};
use crate::model::{Data, Entry, Value, flags, scan};
use crate::tables::Field;
use crate::text::Span;

/// The innermost value at a place that is no mapping or list, with the bytes there: its own, the name that stands for
/// it, or its key in a mapping of free names. Nothing between the parts of a list or mapping.
pub(super) fn innermost(value: &Value, offset: usize) -> Option<(Span, &Value)> {
    let at_key = |entry: &'_ Entry| entry.key_span.touches(offset).then_some(entry.key_span);
    let span = [value.span, value.used_at()].into_iter().find(|span| span.touches(offset))?;
    match &value.data {
        Data::List(items) | Data::Tuple(items) => items.iter().find_map(|item| innermost(item, offset)),
        Data::Mapping(mapping) => mapping
            .entries
            .iter()
            .find_map(|entry| innermost(&entry.value, offset).or_else(|| Some((at_key(entry)?, &entry.value)))),
        _ => Some((span, value)),
    }
}

/// The expression of a text under the cursor.
pub(super) fn binding<'d>(walk: &Walk<'d>, setting: Option<Setting<'d>>, value: &'d Value) -> Option<Found<'d>> {
    let decoded = value.text_with_holes()?;
    let text = decoded.as_str();
    let touches = |range| decoded.span_of(range).is_some_and(|span| walk.touches(span));
    let expression = scan(text).expressions.into_iter().find(|expression| touches(expression.range.clone()))?;
    let words: Vec<_> = expression.words(text).map(|(range, _)| range).collect();
    let word = words.iter().position(|range| touches(range.clone())).unwrap_or(words.len().saturating_sub(1));
    let span = decoded.span_of(words.get(word)?.clone())?;
    let binding = Binding { owner: walk.owner, setting, value, expression, word };
    Some(Found { span, spot: Spot::Binding(binding) })
}

/// The word of the program arguments under the cursor.
pub(super) fn argument<'d>(walk: &Walk<'d>, setting: Setting<'d>) -> Option<Found<'d>> {
    let step = walk.owner.step()?;
    setting.info.filter(|info| info.field == Field::ProgramArguments)?;
    let words = step.arguments();
    let index = words.iter().position(|word| walk.touches(word.span()))?;
    let whole = words[index].span();
    let flag = flags(&words).find(|flag| flag.word.span() == whole).map(|flag| (flag.span(), flag.value()));
    let (span, part) = match flag {
        Some((span, _)) if walk.touches(span) => (span, Part::Flag),
        Some((_, Some((_, value)))) => (value, Part::Value),
        _ => (whole, Part::Value),
    };
    Some(Found { span, spot: Spot::Argument(Argument { step, setting, words, index, part }) })
}

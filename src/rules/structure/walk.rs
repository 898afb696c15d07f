//! Every value of a file or call, at any depth. The depth is bounded by the parsers. Knows no key.

use crate::model::{Entry, Mapping, ParallelStep, Value, scan};
use crate::text::Edit;
use crate::{rules::Context, text::Span};
use std::ops::Range;

/// Visits a value and all that it holds.
pub(crate) fn each_value<'a>(value: &'a Value, visit: &mut dyn FnMut(&'a Value)) {
    visit(value);
    value.items().into_iter().flatten().for_each(|item| each_value(item, visit));
    value.object().into_iter().flat_map(|object| &object.positional).for_each(|item| each_value(item, visit));
    value.mapping().into_iter().for_each(|mapping| each_value_in(mapping, visit));
}

/// Visits all that a mapping holds.
pub(super) fn each_value_in<'a>(mapping: &'a Mapping, visit: &mut dyn FnMut(&'a Value)) {
    mapping.entries.iter().for_each(|entry| each_value(&entry.value, visit));
}

/// Visits all that is written for a step.
pub(super) fn each_value_of<'a>(step: &'a ParallelStep, visit: &mut dyn FnMut(&'a Value)) {
    each_value_in(&step.body, visit);
    step.config.iter().for_each(|config| each_value_in(config, visit));
    step.assigned.iter().for_each(|(_, entry)| each_value(&entry.value, visit));
}

/// The edits that give a key another name, there and in the expressions of `values`: `part` says which bytes of an
/// expression's inside, if any, are the name. `None` if one of them cannot be changed.
pub(super) fn rename_everywhere(
    cx: &Context,
    entry: &Entry,
    name: &str,
    values: &[&Value],
    part: impl Fn(&str) -> Option<Range<usize>>,
) -> Option<Vec<Edit>> {
    let rewrite = cx.rewrite();
    let mut changes = vec![rewrite.rename_key(entry, name)];
    let mut seen: Vec<Span> = Vec::new();
    for value in values {
        let Some(text) = value.text_with_holes() else { continue };
        for expression in scan(text.as_str()).expressions {
            let Some(range) = part(expression.body(text.as_str())) else { continue };
            let range = expression.inner.start + range.start..expression.inner.start + range.end;
            let span = text.span_of(range.clone())?;
            if !seen.contains(&span) {
                seen.push(span);
                changes.push(rewrite.set_text_range(value, range, name));
            }
        }
    }
    rewrite.all(changes)
}

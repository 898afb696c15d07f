//! The calls of SDK v1 around a step: where to underline them, and the row of the mapping that tells what became of them.

use crate::model::Object;
use crate::tables::{self, MappingRow, Origin};
use crate::text::Span;

/// The callee; of a method of what another call made, its name only.
pub(crate) fn anchor(call: &Object, text: &str) -> Span {
    let callee = call.callee.slice(text);
    match callee.rfind('.').filter(|_| callee.contains(['(', '[', '\n'])) {
        Some(dot) => Span::new(call.callee.start + dot + 1, call.callee.end),
        None => call.callee,
    }
}

/// The row about a call around the step, by its last two words or its last one.
pub(crate) fn row(call: &Object) -> Option<&'static MappingRow> {
    let dots = call.class.rmatch_indices('.').map(|(at, _)| at + 1);
    let tails = dots.take(2).filter_map(|at| call.class.get(at..));
    let around = |tail: &str| tables::mapping_rows(tail).find(|row| row.origin == Origin::Around);
    tails.filter_map(around).last()
}

//! Which ports of a step its expressions use. Judges nothing.

use crate::model::{Data, Direction, ParallelStep, Port, Value, is_scope, scan};
use crate::rules::Context;
use crate::tables::{Field, Place};

/// The ports of one side that no expression of `input_data` or `task` names; none where that is not certain.
pub(super) fn unused<'a>(step: &'a ParallelStep, direction: Direction, cx: &Context<'a>) -> Vec<Port<'a>> {
    if !is_certain(step, direction) || !cx.faults(step).is_empty() {
        return Vec::new();
    }
    let mut used = Used { direction, words: Vec::new(), foreign: false };
    for field in [Field::InputData, Field::Task] {
        step.given(field).for_each(|given| used.collect(given.value(), 0));
    }
    step.ports(direction).filter(|port| !used.foreign && !used.has(port.name())).collect()
}

/// Whether all expressions can be seen, and stand where they should.
fn is_certain(step: &ParallelStep, direction: Direction) -> bool {
    let misplaced = |field| step.mentions(field) && step.get(field).is_none();
    let lost = [Field::InputData, Field::AppendRowTo, Field::ProgramArguments].into_iter().any(misplaced);
    let is_text = |field| step.given(field).all(|given| given.value().text().is_some());
    let lit = is_text(Field::InputData) && is_text(Field::AppendRowTo);
    let readable = step.given(Field::ProgramArguments).all(|given| is_readable(given.value()));
    let open = step.ports_open(direction) || step.is_open(Place::Task) || step.uses_component();
    step.mentions(Field::Task) && !lost && lit && readable && !open
}

/// Whether a value holds no part that is known at run time only.
fn is_readable(value: &Value) -> bool {
    match &value.data {
        Data::Dynamic | Data::Template(_) | Data::Malformed | Data::Name(_) => false,
        Data::List(items) | Data::Tuple(items) => items.iter().all(is_readable),
        _ => true,
    }
}

/// Values nest a few levels; what lies deeper holds no expression of ours.
const MAX_DEPTH: usize = 8;

/// What expressions name on one side.
struct Used {
    direction: Direction,
    /// What follows the scope.
    words: Vec<String>,
    /// Whether there are expressions of another tool, which may become anything.
    foreign: bool,
}

impl Used {
    fn collect(&mut self, value: &Value, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        if let Some(text) = value.text_with_holes().map(|text| text.as_str()) {
            scan(text).expressions.iter().for_each(|expression| self.expression(expression.body(text)));
        }
        value.items().unwrap_or_default().iter().for_each(|item| self.collect(item, depth + 1));
        let entries = value.mapping().map_or(&[][..], |mapping| &mapping.entries);
        entries.iter().for_each(|entry| self.collect(&entry.value, depth + 1));
    }

    fn expression(&mut self, body: &str) {
        let (root, words) = body.split_once('.').unwrap_or((body, ""));
        self.foreign |= !is_scope(root);
        if root == self.direction.word() {
            self.words.push(words.to_owned());
        }
    }

    fn has(&self, name: &str) -> bool {
        let names =
            |words: &String| words.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        self.words.iter().any(names)
    }
}

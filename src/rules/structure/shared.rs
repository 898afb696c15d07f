//! What several rules of this group ask: what a step needs.

use crate::model::{ParallelStep, Port};
use crate::rules::Context;
use crate::surface::rewrite::Literal;
use crate::tables::{self, Field, Place, Surface};
use crate::text::Edit;

/// Whether a word is the type of a data asset.
pub(super) fn is_data(word: &str) -> bool {
    tables::entry(Surface::Inline, Place::Input, Field::InputType).is_some_and(|info| info.values.contains(&word))
}

/// Whether an input is a table that is split by bytes.
pub(super) fn is_table(input: &Port) -> bool {
    input.type_word().is_some_and(|word| word == "mltable") && input.mode_word().is_some_and(|word| word == "direct")
}

/// Whether a step splits an input into mini-batches: not if it counts them by `--rank_mini_batch_count`. Arguments that
/// cannot be read may do so.
pub(super) fn needs_input(step: &ParallelStep) -> bool {
    let Some(words) = step.argument_words() else { return false };
    let Some(at) = words.iter().position(|word| word.text.split('=').next() == Some(RANK_MINI_BATCH_COUNT)) else {
        return true;
    };
    let value = words[at].text.split_once('=').map(|(_, value)| value);
    value.or(words.get(at + 1).map(|word| word.text.as_str())) == Some("0")
}

/// Gives a step a field that it lacks, in place of a `None` where one stands for it.
pub(super) fn fill(step: &ParallelStep, field: Field, literal: &Literal, cx: &Context) -> Option<Vec<Edit>> {
    match step.given_as_none(field) {
        Some(entry) => cx.rewrite().set_value(&entry.value, literal),
        None => cx.rewrite().insert(&step.body, field.name(), literal),
    }
}

/// The driver's argument that asks for mini-batches without input.
const RANK_MINI_BATCH_COUNT: &str = "--rank_mini_batch_count";

//! What the step hands to `run` as a mini-batch: files, or rows of a table. Silent where that is not certain.

use super::dataset;
use super::ports::{attribute, attributes, mode_of};
use super::split::{SplitInput, is_assigned};
use crate::model::{MiniBatchSize, ParallelStep, Port, Value};
use crate::project::View;
use crate::tables::{Field, Surface};
use crate::text::Span;

pub(crate) use super::dataset::Kind;

/// What the mini-batches of a step are, and the input that says so.
pub(crate) fn kind(step: &ParallelStep, view: &View) -> Option<(Kind, Span)> {
    told(step, view, |word, mode| match (word, mode) {
        ("uri_folder" | "uri_file", _) | ("mltable", Mode::Files | Mode::Default) => Some(Kind::Files),
        ("mltable", Mode::Direct) => Some(Kind::Table),
        _ => None,
    })
}

/// As [`kind`], but only where the step says all of it: the mode of a table, and none for files that hands them over as
/// something else than paths.
pub(in crate::rules) fn written_kind(step: &ParallelStep, view: &View) -> Option<(Kind, Span)> {
    told(step, view, |word, mode| match (word, mode) {
        ("uri_folder" | "uri_file", Mode::Files | Mode::Default | Mode::Unsaid) => Some(Kind::Files),
        ("mltable", Mode::Files) => Some(Kind::Files),
        ("mltable", Mode::Direct) => Some(Kind::Table),
        _ => None,
    })
}

fn told(step: &ParallelStep, view: &View, kind: impl Fn(&str, Mode) -> Option<Kind>) -> Option<(Kind, Span)> {
    if step.surface == Surface::SdkV1 {
        let first = step.value(Field::Inputs)?.items()?.first()?;
        return Some((dataset::kind(first)?, first.span));
    }
    let split = SplitInput::of(step, view)?;
    if [Field::InputMode, Field::InputType].iter().any(|field| is_assigned(&split.port, *field, view)) {
        return None;
    }
    let found = kind(split.agreed_type()?, mode(step, &split.port, view))?;
    Some((found, split.port.entry.key_span))
}

/// The number of a `mini_batch_size` without a unit. A number that is not text is a size in SDK v1 only.
pub(in crate::rules) fn plain_size(step: &ParallelStep, value: &Value) -> Option<u128> {
    match value.int() {
        Some(number) if step.surface == Surface::SdkV1 => u128::try_from(number).ok(),
        Some(_) => None,
        None => MiniBatchSize::parse(value.known_text()?).filter(|size| size.unit.is_none()).map(|size| size.number),
    }
}

/// How an input is read, as far as it is said.
#[derive(Clone, Copy)]
enum Mode {
    /// As rows, without files.
    Direct,
    /// Mounted or downloaded as files.
    Files,
    /// Not written; documented to be mounted then.
    Default,
    /// Not written; whoever uses the step may say it.
    Unsaid,
    /// Written, but not known.
    Unknown,
}

/// The mode of the split input. A node without one gets its files; a component and a Python step leave it to whoever
/// calls them.
fn mode(step: &ParallelStep, port: &Port, view: &View) -> Mode {
    if attribute(port, Field::InputMode).is_some() {
        return written(port);
    }
    match step.surface {
        Surface::Inline => {
            let elsewhere = attribute(port, Field::InputPath).is_some_and(|path| path.value.is_dynamic());
            if attributes(port).is_some() && !elsewhere { Mode::Default } else { Mode::Unsaid }
        }
        Surface::Node => {
            let component = step.component.as_ref().and_then(|source| view.component(source));
            let declared = component.as_ref().and_then(|component| component.port(port.direction, port.name()));
            declared.map_or(Mode::Unsaid, |declared| written(&declared))
        }
        _ => Mode::Unsaid,
    }
}

fn written(port: &Port) -> Mode {
    match mode_of(port) {
        Some((_, "direct")) => Mode::Direct,
        Some(_) => Mode::Files,
        None if attribute(port, Field::InputMode).is_some() => Mode::Unknown,
        None => Mode::Unsaid,
    }
}

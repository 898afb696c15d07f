//! What the step hands to `run` as a mini-batch: files, or rows of a table. Silent where that is not certain.

use super::dataset;
use super::ports::{attribute, attributes, mode_of};
use super::split::{SplitInput, is_assigned};
use crate::model::{ParallelStep, Port};
use crate::project::View;
use crate::tables::{Field, Surface};
use crate::text::Span;

pub(crate) use super::dataset::Kind;

/// What the mini-batches of a step are, and the input that says so.
pub(crate) fn kind(step: &ParallelStep, view: &View) -> Option<(Kind, Span)> {
    if step.surface == Surface::SdkV1 {
        let first = step.value(Field::Inputs)?.items()?.first()?;
        return Some((dataset::kind(first)?, first.span));
    }
    let split = SplitInput::of(step, view)?;
    if [Field::InputMode, Field::InputType].iter().any(|field| is_assigned(&split.port, *field, view)) {
        return None;
    }
    let kind = match (split.agreed_type()?, mode(step, &split.port, view)) {
        ("uri_folder" | "uri_file", _) | ("mltable", Mode::Files) => Kind::Files,
        ("mltable", Mode::Direct) => Kind::Table,
        _ => return None,
    };
    Some((kind, split.port.entry.key_span))
}

/// How an input is read, as far as it is said.
#[derive(Clone, Copy)]
enum Mode {
    /// As rows, without files.
    Direct,
    /// Mounted or downloaded as files.
    Files,
    /// Not written, or not known.
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
            if attributes(port).is_some() && !elsewhere { Mode::Files } else { Mode::Unknown }
        }
        Surface::Node => {
            let component = step.component.as_ref().and_then(|source| view.component(source));
            let declared = component.as_ref().and_then(|component| component.port(port.direction, port.name()));
            declared.map_or(Mode::Unknown, |declared| written(&declared))
        }
        _ => Mode::Unknown,
    }
}

fn written(port: &Port) -> Mode {
    match mode_of(port) {
        Some((_, "direct")) => Mode::Direct,
        Some(_) => Mode::Files,
        None => Mode::Unknown,
    }
}

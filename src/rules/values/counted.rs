//! What the number in `mini_batch_size` counts: files, or bytes of a table. Silent where that is not certain.

use super::ports::{attribute, attributes, mode_of};
use super::split::{SplitInput, is_assigned, may_have_partition_keys};
use crate::model::{ParallelStep, Port};
use crate::project::View;
use crate::rules::shared::dataset;
use crate::tables::{Field, Place, Surface};
use crate::text::Span;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Files.
    Files,
    /// Bytes of a table, approximately.
    Bytes,
}

/// What the size of a step's mini-batches counts, and the input that says so. Partition keys split by other means.
pub(super) fn counted(step: &ParallelStep, view: &View) -> Option<(Unit, Span)> {
    if step.surface == Surface::SdkV1 {
        return first_dataset(step);
    }
    let split = SplitInput::of(step, view)?;
    let assigned = [Field::InputMode, Field::InputType].iter().any(|field| is_assigned(&split.port, *field, view));
    if assigned || may_have_partition_keys(step, view) {
        return None;
    }
    let unit = unit(split.agreed_type()?, mode(step, &split.port, view))?;
    Some((unit, split.port.entry.key_span))
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

fn unit(kind: &str, mode: Mode) -> Option<Unit> {
    match (kind, mode) {
        ("uri_folder" | "uri_file", _) | ("mltable", Mode::Files) => Some(Unit::Files),
        ("mltable", Mode::Direct) => Some(Unit::Bytes),
        _ => None,
    }
}

/// The first input of a step of SDK v1.
fn first_dataset(step: &ParallelStep) -> Option<(Unit, Span)> {
    if step.is_open(Place::Config) || step.mentions(Field::PartitionKeys) {
        return None;
    }
    let first = step.value(Field::Inputs)?.items()?.first()?;
    let unit = match dataset::kind(first)? {
        dataset::Kind::Files => Unit::Files,
        dataset::Kind::Table => Unit::Bytes,
    };
    Some((unit, first.span))
}

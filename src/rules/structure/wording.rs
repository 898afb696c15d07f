//! What becomes of a key that does not stand where it belongs, and the sentences that say so. Measured; knows no rule.

use crate::message;
use crate::message::Message;
use crate::model::ParallelStep;
use crate::tables::{Field, Place, Surface};

/// What the SDK makes of a key that it does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Consequence {
    /// It is thrown away.
    Dropped,
    /// The node is refused with an error about something else.
    Misleading,
    /// It is sent as it is.
    Sent,
    /// The call does not run.
    Raises,
}

fn consequence(step: &ParallelStep, place: Place, key: &str) -> Consequence {
    match (step.surface, place) {
        (Surface::SdkV1, _) => Consequence::Raises,
        (Surface::SdkV2, Place::Step) if key == Field::Code.name() => Consequence::Raises,
        (Surface::Inline, Place::Step) | (Surface::Inline | Surface::Node, Place::Resources) => Consequence::Misleading,
        (Surface::Node | Surface::SdkV2, Place::Step) => Consequence::Sent,
        _ => Consequence::Dropped,
    }
}

/// What a place is called on the surface of a step.
pub(super) fn owner(step: &ParallelStep, place: Place) -> &'static str {
    match (step.surface, place) {
        (Surface::SdkV1, Place::Config) => "ParallelRunConfig",
        (Surface::SdkV1, _) => "ParallelRunStep",
        (Surface::SdkV2, Place::Step) => "parallel_run_function",
        (Surface::SdkV2, Place::Task) => "RunFunction",
        (_, Place::Step) => "type: parallel",
        _ => place.name(),
    }
}

/// A key does not exist.
pub(super) fn unknown(step: &ParallelStep, place: Place, key: &str) -> Message {
    let owner = owner(step, place);
    match consequence(step, place, key) {
        Consequence::Dropped => {
            message!("`{owner}` has no key `{key}`; the SDK drops it without a word", owner = owner, key = key)
        }
        Consequence::Misleading => message!(
            "`{owner}` has no key `{key}`; the SDK refuses the node and says only that `component` is missing",
            owner = owner,
            key = key,
        ),
        Consequence::Sent => message!(
            "`{owner}` has no key `{key}`; it is sent to the service, where nobody reads it",
            owner = owner,
            key = key,
        ),
        Consequence::Raises => {
            message!("`{owner}` has no parameter `{key}`; the call raises `TypeError`", owner = owner, key = key)
        }
    }
}

/// A key stands in the wrong mapping.
pub(super) fn misplaced(step: &ParallelStep, place: Place, key: &str) -> Message {
    match consequence(step, place, key) {
        Consequence::Dropped => {
            message!("`{key}` does not belong here; the SDK drops it without a word", key = key)
        }
        Consequence::Misleading => message!(
            "`{key}` does not belong here; the SDK refuses the node and says only that `component` is missing",
            key = key,
        ),
        Consequence::Sent => {
            message!("`{key}` does not belong here; it is sent to the service, where nobody reads it", key = key)
        }
        Consequence::Raises => message!("`{key}` does not belong here; the call raises `TypeError`", key = key),
    }
}

/// A program argument is given as a key.
pub(super) fn argument(step: &ParallelStep, place: Place, key: &str) -> Message {
    match consequence(step, place, key) {
        Consequence::Dropped => {
            message!("`{key}` is a program argument and no key; the SDK drops it without a word", key = key)
        }
        Consequence::Misleading => message!(
            "`{key}` is a program argument and no key; the SDK refuses the node and says only that `component` is missing",
            key = key,
        ),
        Consequence::Sent | Consequence::Raises => {
            message!(
                "`{key}` is a program argument and no key; it is sent to the service, where nobody reads it",
                key = key
            )
        }
    }
}

/// A key has the name that SDK v1 gives the setting.
pub(super) fn of_v1(step: &ParallelStep, place: Place, key: &str) -> Message {
    match consequence(step, place, key) {
        Consequence::Dropped => {
            message!("`{key}` is a name of SDK v1; v2 drops it without a word", key = key)
        }
        Consequence::Misleading => message!(
            "`{key}` is a name of SDK v1; v2 refuses the node and says only that `component` is missing",
            key = key,
        ),
        Consequence::Sent | Consequence::Raises => {
            message!("`{key}` is a name of SDK v1; v2 sends it to the service, where nobody reads it", key = key)
        }
    }
}

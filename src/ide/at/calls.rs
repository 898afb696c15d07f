//! What Python calls under the cursor: components and their ports, and SDK v1 around a step.

use super::walk::Walk;
use crate::ide::spot::{Callee, Found, NodePort, Owner, Spot};
use crate::model::{ComponentUse, Direction, FileModel, Port, PortAssignment, Value};
use crate::rules::v1_calls;
use crate::tables::Surface;

/// What stands at a place among the calls of a file.
pub(super) fn at<'d>(model: &'d FileModel, text: &str, offset: usize) -> Option<Found<'d>> {
    let of_use = || model.uses.iter().find_map(|made| self::of_use(model, made, offset));
    let assigned = || model.port_assignments.iter().find_map(|port| assigned(model, port, offset));
    let loaded = || model.loaded.iter().find(|path| path.span.touches(offset));
    of_use()
        .or_else(assigned)
        .or_else(|| loaded().map(|path| Found { span: path.span, spot: Spot::Loaded(path) }))
        .or_else(|| v1(model, text, offset))
}

/// `score(data=…)` and `node.outputs.scores`.
fn of_use<'d>(model: &'d FileModel, made: &'d ComponentUse, offset: usize) -> Option<Found<'d>> {
    let read = made.port_reads.iter().find(|(_, _, span)| span.touches(offset));
    if let Some((direction, name, span)) = read {
        let port = NodePort { made: Some(made), step: model.written(&made.component), direction: *direction, name };
        return Some(Found { span: *span, spot: Spot::PortOfNode(port) });
    }
    let touches = |value: &Value| value.span.touches(offset) || value.used_at().touches(offset);
    made.arguments.entries.iter().find_map(|entry| {
        if entry.key_span.touches(offset) {
            return Some(Found { span: entry.key_span, spot: Spot::GivenInput(made, entry) });
        }
        // What `Input(…)` says stands for no input of the step, but its keywords are the same.
        let owner = Owner::Step(model.written(&made.component)?);
        let port = Port { direction: Direction::Input, surface: Surface::SdkV2, entry };
        touches(&entry.value).then_some(())?;
        Walk { owner, offset }.mapping(Direction::Input.place(), port.attributes()?, Some(port))
    })
}

/// `node.inputs.data.mode = …`
fn assigned<'d>(model: &'d FileModel, port: &'d PortAssignment, offset: usize) -> Option<Found<'d>> {
    port.port_span.touches(offset).then(|| {
        let step = model.written(&port.component);
        let spot = NodePort { made: None, step, direction: port.direction, name: &port.port };
        Found { span: port.port_span, spot: Spot::PortOfNode(spot) }
    })
}

fn v1<'d>(model: &'d FileModel, text: &str, offset: usize) -> Option<Found<'d>> {
    let calls = model.v1_calls.iter().filter_map(Value::object);
    let mut anchored = calls.map(|object| (v1_calls::anchor(object, text), object));
    let (span, object) = anchored.find(|(span, _)| span.touches(offset))?;
    let callee = Callee { name: object.name(), surface: Surface::SdkV1, object: Some(object) };
    Some(Found { span, spot: Spot::Callee(callee) })
}

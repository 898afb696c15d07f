//! The settings of a step or pipeline under the cursor: from its outermost mapping down to one key or value.

use super::text;
use crate::ide::spot::{Callee, Found, Owner, Setting, Spot};
use crate::model::{Direction, Entry, Job, Mapping, ParallelStep, Pipeline, Port, Value};
use crate::tables::{self, Field, Kind, Place, Surface};
use crate::text::Span;

/// What an owner has under the cursor.
pub(super) fn owner(owner: Owner<'_>, offset: usize) -> Option<Found<'_>> {
    let walk = Walk { owner, offset };
    match owner {
        Owner::Step(step) => walk.step(step),
        Owner::Pipeline(pipeline) => walk.pipeline(pipeline),
        Owner::Job(_, job) => walk.foreign(job),
    }
}

#[derive(Clone, Copy)]
pub(super) struct Walk<'d> {
    pub(super) owner: Owner<'d>,
    pub(super) offset: usize,
}

impl<'d> Walk<'d> {
    fn step(&self, step: &'d ParallelStep) -> Option<Found<'d>> {
        self.callees(step)
            .or_else(|| self.mapping(Place::Step, &step.body, None))
            .or_else(|| self.mapping(Place::Config, step.config.as_deref()?, None))
            .or_else(|| step.assigned.iter().find_map(|(place, entry)| self.entry(*place, None, entry, None)))
    }

    /// The calls that make a step of Python.
    fn callees(&self, step: &'d ParallelStep) -> Option<Found<'d>> {
        if !step.is_python() {
            return None;
        }
        let lonely = step.body.entries.is_empty() && step.config_callee.is_none() && step.config.is_some();
        let name = match step.surface {
            Surface::SdkV2 => "parallel_run_function",
            _ if lonely => "ParallelRunConfig",
            _ => "ParallelRunStep",
        };
        let callees = [(step.anchor, name), (step.config_callee.unwrap_or_default(), "ParallelRunConfig")];
        let (span, name) = callees.into_iter().find(|(span, _)| !span.is_empty() && span.touches(self.offset))?;
        Some(Found { span, spot: Spot::Callee(Callee { name, surface: step.surface, object: None }) })
    }

    fn pipeline(&self, pipeline: &'d Pipeline) -> Option<Found<'d>> {
        let job = pipeline.jobs.iter().find(|job| job.entry.span.touches(self.offset));
        if let Some(job) = job.filter(|job| job.entry.key_span.touches(self.offset)) {
            return Some(Found { span: job.entry.key_span, spot: Spot::Job(pipeline, job) });
        }
        if let Some(job) = job.filter(|job| job.step.is_none()) {
            return owner(Owner::Job(pipeline, job), self.offset);
        }
        self.mapping(Place::Step, &pipeline.body, None)
    }

    /// A node that is none of ours: its ports and what it refers to.
    fn foreign(&self, job: &'d Job) -> Option<Found<'d>> {
        let of_port = |direction: Direction| {
            let ports = job.body()?.get(direction.word())?.value.mapping()?;
            ports.entries.iter().find_map(|entry| self.port(None, direction, entry))
        };
        of_port(Direction::Input)
            .or_else(|| of_port(Direction::Output))
            .or_else(|| text::binding(self, None, text::innermost(&job.entry.value, self.offset)?.1))
    }

    pub(super) fn mapping(&self, place: Place, mapping: &'d Mapping, port: Option<Port<'d>>) -> Option<Found<'d>> {
        mapping.entries.iter().find_map(|entry| self.entry(place, Some(mapping), entry, port))
    }

    fn entry(
        &self,
        place: Place,
        mapping: Option<&'d Mapping>,
        entry: &'d Entry,
        port: Option<Port<'d>>,
    ) -> Option<Found<'d>> {
        let surface = if port.is_some() { self.owner.port_surface() } else { self.owner.surface() };
        let info = tables::lookup(surface, place, &entry.key);
        let setting = Setting { owner: self.owner, place, mapping, port, entry, info };
        // An argument that is given by its position has no key of its own.
        if entry.key_span != entry.value.used_at() && self.touches(entry.key_span) {
            return Some(Found { span: entry.key_span, spot: Spot::Key(setting) });
        }
        self.value(setting, &entry.value)
    }

    fn value(&self, setting: Setting<'d>, value: &'d Value) -> Option<Found<'d>> {
        if !self.touches(value.span) && !self.touches(value.used_at()) {
            return None;
        }
        if let Some(found) = self.object(value) {
            return Some(found);
        }
        let inside = setting.info.and_then(|info| Some((info, info.inside?)));
        match (value.mapping(), inside) {
            (Some(ports), Some((info, _))) if info.kind == Kind::Ports => {
                let direction = if info.field == Field::Inputs { Direction::Input } else { Direction::Output };
                ports.entries.iter().find_map(|entry| self.port(Some(setting), direction, entry))
            }
            (Some(mapping), Some((_, place))) => self.mapping(place, mapping, None),
            _ => self.part(setting, value),
        }
    }

    /// The callee of a call of the SDK.
    fn object(&self, value: &'d Value) -> Option<Found<'d>> {
        let object = value.object().filter(|object| self.touches(object.callee))?;
        let callee = Callee { name: object.name(), surface: self.owner.surface(), object: Some(object) };
        Some(Found { span: object.callee, spot: Spot::Callee(callee) })
    }

    fn port(&self, holder: Option<Setting<'d>>, direction: Direction, entry: &'d Entry) -> Option<Found<'d>> {
        let port = Port { direction, surface: self.owner.port_surface(), entry };
        if self.touches(entry.key_span) {
            return Some(Found { span: entry.key_span, spot: Spot::Port(self.owner, port) });
        }
        if !self.touches(entry.value.span) && !self.touches(entry.value.used_at()) {
            return None;
        }
        match port.attributes() {
            Some(attributes) => {
                self.object(&entry.value).or_else(|| self.mapping(direction.place(), attributes, Some(port)))
            }
            None => {
                let setting = holder.map(|holder| Setting { port: Some(port), ..holder });
                self.part(setting?, &entry.value)
            }
        }
    }

    /// The part of a value that the cursor is on: an expression or argument in a text, an item of a list.
    fn part(&self, setting: Setting<'d>, value: &'d Value) -> Option<Found<'d>> {
        let (span, part) = text::innermost(value, self.offset)?;
        text::binding(self, Some(setting), part)
            .or_else(|| text::argument(self, setting))
            .or_else(|| self.object(part))
            .or(Some(Found { span, spot: Spot::Value(setting, part) }))
    }

    pub(super) fn touches(&self, span: Span) -> bool {
        span.touches(self.offset)
    }
}

//! Whether a step, or what a pipeline shows its nodes, is the same in two versions of a text but for the place where it
//! stands. Takes every field apart by name, so that one that is added cannot be forgotten.

use super::{Data, Entry, Frame, Mapping, Object, ParallelStep, Value};
use crate::text::Span;

/// What can be the same so many bytes further on.
trait Same {
    fn same(&self, other: &Self, by: isize) -> bool;
}

impl ParallelStep {
    /// Whether `other` is the same step, wherever it stands. What it refers to by a number has the same number; what is
    /// written elsewhere must have moved with it.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let Self {
            surface,
            name,
            anchor,
            span,
            body,
            config,
            assigned,
            open,
            pipeline,
            component,
            standalone,
            config_callee,
            contrib,
            // Found out from all the rest.
            strays: _,
        } = self;
        let by = distance(*span, other.span);
        let own = (surface, open, pipeline, standalone, contrib);
        own == (&other.surface, &other.open, &other.pipeline, &other.standalone, &other.contrib)
            && (name, component) == (&other.name, &other.component)
            && span.same(&other.span, by)
            && anchor.same(&other.anchor, by)
            && config_callee.same(&other.config_callee, by)
            && body.same(&other.body, by)
            && config.as_deref().same(&other.config.as_deref(), by)
            && all(assigned, &other.assigned, |own, other| own.0 == other.0 && own.1.same(&other.1, by))
    }
}

impl Frame<'_> {
    /// Whether `other` shows the same, wherever each of its entries stands.
    #[must_use]
    pub fn is_same(self, other: Self) -> bool {
        let same = |own: &&Entry, other: &&Entry| own.same(other, distance(own.span, other.span));
        let (own_entries, others): (Vec<_>, Vec<_>) = (self.entries().collect(), other.entries().collect());
        self.is_component() == other.is_component()
            && self.is_open() == other.is_open()
            && all(&own_entries, &others, same)
    }
}

/// How many bytes further on a span begins than another.
fn distance(from: Span, to: Span) -> isize {
    to.start.wrapping_sub(from.start).cast_signed()
}

fn all<T>(own: &[T], others: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
    own.len() == others.len() && own.iter().zip(others).all(|(own, other)| same(own, other))
}

impl Same for Span {
    fn same(&self, other: &Self, by: isize) -> bool {
        self.is_moved(*other, by)
    }
}

impl<T: Same + ?Sized> Same for &T {
    fn same(&self, other: &Self, by: isize) -> bool {
        (**self).same(other, by)
    }
}

impl<T: Same> Same for Option<T> {
    fn same(&self, other: &Self, by: isize) -> bool {
        match (self, other) {
            (Some(own), Some(other)) => own.same(other, by),
            (None, None) => true,
            _ => false,
        }
    }
}

impl<T: Same> Same for [T] {
    fn same(&self, other: &Self, by: isize) -> bool {
        all(self, other, |own, other| own.same(other, by))
    }
}

impl Same for Mapping {
    fn same(&self, other: &Self, by: isize) -> bool {
        let Self { span, entries, open, layout } = self;
        (open, layout) == (&other.open, &other.layout)
            && span.same(&other.span, by)
            && entries[..].same(&other.entries[..], by)
    }
}

impl Same for Entry {
    fn same(&self, other: &Self, by: isize) -> bool {
        let Self { key, key_span, span, value, origin, editable } = self;
        (key, origin, editable) == (&other.key, &other.origin, &other.editable)
            && key_span.same(&other.key_span, by)
            && span.same(&other.span, by)
            && value.same(&other.value, by)
    }
}

impl Same for Value {
    fn same(&self, other: &Self, by: isize) -> bool {
        let Self { span, through_name, data, editable } = self;
        *editable == other.editable
            && span.same(&other.span, by)
            && through_name.same(&other.through_name, by)
            && data.same(&other.data, by)
    }
}

impl Same for Data {
    fn same(&self, other: &Self, by: isize) -> bool {
        match (self, other) {
            (Self::Bool(own), Self::Bool(other)) => own == other,
            (Self::Int(own), Self::Int(other)) => own == other,
            (Self::Float(own), Self::Float(other)) => own.to_bits() == other.to_bits(),
            (Self::Text(own), Self::Text(other)) | (Self::Template(own), Self::Template(other)) => {
                own.is_moved(other, by)
            }
            (Self::List(own), Self::List(other)) | (Self::Tuple(own), Self::Tuple(other)) => own.same(other, by),
            (Self::Mapping(own), Self::Mapping(other)) => own.same(other, by),
            (Self::Object(own), Self::Object(other)) => own.same(other, by),
            (Self::Name(own), Self::Name(other)) => own == other,
            (Self::Null, Self::Null) | (Self::Date, Self::Date) => true,
            (Self::Dynamic, Self::Dynamic) | (Self::Malformed, Self::Malformed) => true,
            _ => false,
        }
    }
}

impl Same for Object {
    fn same(&self, other: &Self, by: isize) -> bool {
        let Self { class, callee, arguments, positional, receiver } = self;
        *class == other.class
            && callee.same(&other.callee, by)
            && arguments.same(&other.arguments, by)
            && positional[..].same(&other.positional[..], by)
            && receiver.as_deref().same(&other.receiver.as_deref(), by)
    }
}

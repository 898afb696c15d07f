//! What an expression refers to: something imported, something that a call made, a definition of the file.
//! Follows names that are bound once. Knows no values.

use super::call::CallId;
use super::definition::{ClassId, FunctionId};
use super::module::Module;
use super::names::{BindingKind, Meaning};
use super::tree::{Kind, NodeId, Role};
use super::value::Value;
use crate::text::Span;

/// What an expression refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Object {
    /// Something imported, by its full dotted name.
    Qualified(String),
    /// What a call made (empty path), or a part of it.
    Made {
        /// The call.
        call: CallId,
        /// The way from the object to the part.
        path: Vec<Segment>,
    },
    /// A function of the file.
    Function(FunctionId),
    /// A class of the file.
    Class(ClassId),
    /// A parameter of a function.
    Parameter {
        /// The function.
        function: FunctionId,
        /// Index in its parameters.
        index: usize,
    },
    /// A name that nothing in the file binds: a builtin, or from a star import.
    Unbound(String),
    /// Not certain.
    Unknown,
}

/// What a call calls.
#[derive(Clone, Debug, PartialEq)]
pub enum Callee {
    /// Something imported, by its full dotted name.
    Qualified(String),
    /// The object that another call made: `score(data=…)`.
    Made(CallId),
    /// A method of what another call made: `dataset.as_named_input(…)`.
    Method {
        /// The call that made the object.
        object: CallId,
        /// The way to the method; never empty.
        path: Vec<Segment>,
    },
    /// A method of a literal: `"…".format(…)`.
    LiteralMethod {
        /// The literal.
        literal: Box<Value>,
        /// The method.
        name: Segment,
    },
    /// A function of the file.
    Function(FunctionId),
    /// A class of the file.
    Class(ClassId),
    /// A name that nothing in the file binds: a builtin, or from a star import.
    Unbound(String),
    /// Not certain.
    Unknown,
}

/// One step from an object to a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The attribute's name or the key.
    pub text: String,
    /// The attribute's name, or the key with its quotes.
    pub span: Span,
    /// How it is written.
    pub form: SegmentForm,
}

/// How a [`Segment`] is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SegmentForm {
    /// `.name`
    Attribute,
    /// `["name"]`
    Index,
}

/// How many names are followed one after the other.
pub(super) const MAX_HOPS: usize = 8;

/// An expression taken apart: `x.inputs["data"].mode` is `x` and three segments.
pub(super) struct Chain {
    pub(super) root: NodeId,
    /// `None` if one is computed.
    pub(super) segments: Option<Vec<Segment>>,
    /// The first segment next to the root, if it is known.
    pub(super) first: Option<Segment>,
}

impl Module {
    /// What an expression refers to, as far as that is certain.
    #[must_use]
    pub fn object(&self, expression: NodeId) -> Object {
        self.object_within(expression, MAX_HOPS)
    }

    fn object_within(&self, expression: NodeId, hops: usize) -> Object {
        let chain = self.chain(expression);
        let Some(segments) = chain.segments else { return Object::Unknown };
        let base = match self.tree.kind(chain.root) {
            Kind::Identifier => self.named(chain.root, hops),
            Kind::Call => {
                self.call_at(chain.root).map_or(Object::Unknown, |call| Object::Made { call, path: Vec::new() })
            }
            _ => Object::Unknown,
        };
        base.part(segments)
    }

    fn named(&self, name: NodeId, hops: usize) -> Object {
        match self.meaning(name) {
            Meaning::Unbound => Object::Unbound(self.slice(name).to_owned()),
            Meaning::Uncertain => Object::Unknown,
            Meaning::Bound(kind, _) => match kind {
                BindingKind::Import(qualified) => Object::Qualified(qualified.clone()),
                BindingKind::Value(value) if hops > 0 => self.object_within(*value, hops - 1),
                BindingKind::Function(id) => Object::Function(*id),
                BindingKind::Class(id) => Object::Class(*id),
                BindingKind::Parameter(function, index) => Object::Parameter { function: *function, index: *index },
                BindingKind::Value(_) | BindingKind::Opaque => Object::Unknown,
            },
        }
    }

    pub(super) fn chain(&self, expression: NodeId) -> Chain {
        let tree = &self.tree;
        let mut segments = Vec::new();
        let mut known = true;
        let mut root = tree.unparenthesized(expression);
        let mut first = None;
        loop {
            let (inner, segment) = match tree.kind(root) {
                Kind::Attribute => (tree.child(root, Role::Object), self.attribute_segment(root)),
                Kind::Subscript => (tree.child(root, Role::Value), self.index_segment(root)),
                _ => break,
            };
            let Some(inner) = inner else { break };
            known &= segment.is_some();
            first.clone_from(&segment);
            segments.extend(segment);
            root = tree.unparenthesized(inner);
        }
        segments.reverse();
        Chain { root, segments: known.then_some(segments), first }
    }

    fn attribute_segment(&self, attribute: NodeId) -> Option<Segment> {
        let name = self.tree.child(attribute, Role::Attribute)?;
        let text = self.slice(name).to_owned();
        Some(Segment { text, span: self.tree.span(name), form: SegmentForm::Attribute })
    }

    fn index_segment(&self, subscript: NodeId) -> Option<Segment> {
        let mut indices = self.tree.children(subscript).filter(|id| self.tree.role(*id) == Role::Subscript);
        let (index, None) = (indices.next()?, indices.next()) else { return None };
        let text = self.literal_text(index)?;
        Some(Segment { text, span: self.tree.span(index), form: SegmentForm::Index })
    }

    /// What the call at `node` calls.
    pub(super) fn callee(&self, call: NodeId) -> Callee {
        let Some(function) = self.tree.child(call, Role::Function) else { return Callee::Unknown };
        match self.object(function) {
            Object::Qualified(name) => Callee::Qualified(name),
            Object::Made { call, path } if path.is_empty() => Callee::Made(call),
            Object::Made { call, path } => Callee::Method { object: call, path },
            Object::Function(id) => Callee::Function(id),
            Object::Class(id) => Callee::Class(id),
            Object::Unbound(name) => Callee::Unbound(name),
            Object::Parameter { .. } => Callee::Unknown,
            Object::Unknown => self.literal_method(function).unwrap_or(Callee::Unknown),
        }
    }

    fn literal_method(&self, function: NodeId) -> Option<Callee> {
        let function = self.tree.unparenthesized(function);
        let object = self.tree.unparenthesized(self.tree.child(function, Role::Object)?);
        let literal = matches!(self.tree.kind(object), Kind::String | Kind::ConcatenatedString);
        let name = self.attribute_segment(function).filter(|_| literal)?;
        Some(Callee::LiteralMethod { literal: Box::new(self.value(object)), name })
    }
}

impl Object {
    fn part(self, segments: Vec<Segment>) -> Self {
        if segments.is_empty() {
            return self;
        }
        match self {
            Self::Qualified(mut name) if segments.iter().all(|segment| segment.form == SegmentForm::Attribute) => {
                for segment in segments {
                    name.push('.');
                    name.push_str(&segment.text);
                }
                Self::Qualified(name)
            }
            Self::Made { call, mut path } => {
                path.extend(segments);
                Self::Made { call, path }
            }
            _ => Self::Unknown,
        }
    }
}

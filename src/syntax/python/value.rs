//! What an expression is known to be. Plain data; how it is found out is not known here.

use super::call::CallId;
use super::definition::FunctionId;
use super::object::{Callee, Segment};
use crate::text::{Decoded, Span};

/// The value of an expression, as far as the text tells.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// Where the value is written: the literal or call itself, not a name that stands for it.
    pub span: Span,
    /// The name by which it was reached, where one was followed.
    pub through_name: Option<Span>,
    /// What it is.
    pub data: Data,
}

impl Value {
    /// A value that only run time tells.
    pub(super) fn dynamic(span: Span) -> Self {
        Self::new(span, Data::Dynamic)
    }

    pub(super) fn new(span: Span, data: Data) -> Self {
        Self { span, through_name: None, data }
    }

    /// Where the value is used: the name that stands for it, or the value itself.
    #[must_use]
    pub fn used_at(&self) -> Span {
        self.through_name.unwrap_or(self.span)
    }

    /// The text of a string without parts that only run time knows.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.data {
            Data::Str(text) if !text.has_holes() => Some(text.as_str()),
            _ => None,
        }
    }
}

/// The kinds of value.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// `None`
    None,
    /// `True`, `False`
    Bool(bool),
    /// An integer literal, with its sign.
    Int(i128),
    /// A float literal, with its sign; as it is written at the value's span.
    Float(f64),
    /// A text; parts that only run time knows are holes.
    Str(Decoded),
    /// A list display.
    List(Sequence),
    /// A tuple.
    Tuple(Sequence),
    /// A dictionary display or a call of `dict`.
    Dict(Mapping),
    /// A call; what it returns is up to the callee.
    Call(Box<Call>),
    /// Something imported, by its full dotted name: `azure.ai.ml.constants.AssetTypes.URI_FOLDER`.
    Qualified(String),
    /// A part of what a call made: `node.outputs.scores`.
    Part {
        /// The call that made the object.
        object: CallId,
        /// The way from the object to the part.
        path: Vec<Segment>,
    },
    /// A parameter of a function, never bound otherwise.
    Parameter {
        /// The function.
        function: FunctionId,
        /// Index in the function's parameters.
        index: usize,
    },
    /// Anything else.
    Dynamic,
}

/// How a bracketed, comma-separated list is laid out: what a rewriter needs to add, remove and rename items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bracketed {
    /// The list with its brackets.
    pub span: Span,
    /// Each item, splats included, without its comma.
    pub items: Vec<Span>,
    /// The comma after the last item.
    pub trailing_comma: Option<Span>,
    /// Whether it spans several lines.
    pub multi_line: bool,
}

/// The items of a list or tuple.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sequence {
    /// The items that are written out; a splat is a dynamic item.
    pub items: Vec<Value>,
    /// Whether there may be other items: splats, comprehensions, later changes, parts that did not parse.
    pub open: bool,
    /// Its layout; a tuple without parentheses has its own span there.
    pub layout: Bracketed,
}

/// A dictionary.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapping {
    /// How it is written.
    pub form: MappingForm,
    /// Entries with a known text as key, in the order of the text, repeated keys kept.
    pub entries: Vec<Entry>,
    /// Whether there may be other entries: `**x`, computed keys, comprehensions, later changes, broken parts.
    pub open: bool,
    /// Its layout: the braces, or the parentheses of `dict(…)`.
    pub layout: Bracketed,
}

/// How a dictionary is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MappingForm {
    /// `{"a": 1}`
    Display,
    /// `dict(a=1)`
    Call,
}

/// One entry of a dictionary or one keyword argument of a call.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its key.
    pub key: Key,
    /// Its value.
    pub value: Value,
    /// Key and value, without the comma.
    pub span: Span,
}

/// The key of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The text of the key.
    pub text: String,
    /// The keyword, or the key's expression with its quotes.
    pub span: Span,
    /// How it is written.
    pub form: KeyForm,
}

/// How a key is written, that is, how it may be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyForm {
    /// A keyword: replace the identifier.
    Keyword,
    /// One string literal whose text stands verbatim within `text`: replace that.
    Literal {
        /// The key between its quotes.
        text: Span,
    },
    /// Anything else (a constant's name, escapes, concatenation): not to be edited.
    Other,
}

/// A call with its arguments.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// Which call it is.
    pub id: CallId,
    /// The whole call.
    pub span: Span,
    /// What is called.
    pub callee: Callee,
    /// The expression that is called.
    pub callee_span: Span,
    /// Arguments without a keyword. Not given where the argument list did not parse.
    pub positional: Vec<Value>,
    /// Keyword arguments in the order of the text, repeated ones kept.
    pub keywords: Vec<Entry>,
    /// Whether there may be other arguments: `*x`, `**x`, parts that did not parse.
    pub open: bool,
    /// What `**` spreads over the keywords, if that is all that leaves the call open: see [`super::Module::spread`].
    pub spread: Vec<Value>,
    /// Layout of the argument list.
    pub layout: Bracketed,
    /// Whether an attribute of the object is assigned somewhere in the file: see
    /// [`super::Module::attribute_assignments`].
    pub modified: bool,
}

impl Call {
    /// The keyword argument `name`, the last one if it is repeated.
    #[must_use]
    pub fn keyword(&self, name: &str) -> Option<&Entry> {
        self.keywords.iter().rfind(|entry| entry.key.text == name)
    }
}

impl Mapping {
    /// The entry that counts for `key`: the last one.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().rfind(|entry| entry.key.text == key)
    }
}

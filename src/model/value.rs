//! Values as every surface writes them, each with its span: scalars, lists, mappings, calls. Free of any language.

use crate::message;
use crate::message::Message;
use crate::text::{Decoded, Span};
use std::collections::HashMap;
use std::sync::Arc;

/// What stands around a name that something else is to be put in for.
const STAND_INS: [(&str, &str); 6] = [("<", ">"), ("{{", "}}"), ("#{", "}#"), ("$(", ")"), ("${", "}"), ("__", "__")];

/// A value and where it is written.
#[derive(Clone, Debug)]
pub struct Value {
    /// The bytes that write it, quotes and parentheses included. For a name that stands for a literal, the literal's.
    pub span: Span,
    /// The name in Python by which it was reached, where one was followed.
    pub through_name: Option<Span>,
    /// What it is.
    pub data: Data,
    /// Whether these bytes write this one value only. False for an anchored value that is used more than once and for a
    /// literal that is reached through a name: fixes must leave both alone.
    pub editable: bool,
}

/// What a value is. Shared parts are counted references: an alias bomb costs nothing.
#[derive(Clone, Debug)]
pub enum Data {
    /// `null`, `None`, or nothing at all.
    Null,
    /// A Boolean.
    Bool(bool),
    /// A whole number.
    Int(i128),
    /// A number with a fraction or exponent.
    Float(f64),
    /// A YAML date or time.
    Date,
    /// Text that is known in full.
    Text(Arc<Decoded>),
    /// Text of which some parts are known at run time only; those are holes.
    Template(Arc<Decoded>),
    /// A list.
    List(Arc<[Value]>),
    /// A Python tuple.
    Tuple(Arc<[Value]>),
    /// A mapping.
    Mapping(Arc<Mapping>),
    /// An object made by a call of a class or function of the SDK.
    Object(Arc<Object>),
    /// A name of the SDK that stands for no value, such as `AssetTypes.NOPE`.
    Name(Arc<str>),
    /// Known at run time only.
    Dynamic,
    /// It did not parse; a syntax error is reported for it.
    Malformed,
}

/// A mapping, a call's keyword arguments, or the attributes assigned to an object.
#[derive(Clone, Debug)]
pub struct Mapping {
    /// The bytes that write it: for YAML block mappings from the first key to the end of the last value, for flow
    /// mappings, dictionaries and calls with their brackets.
    pub span: Span,
    /// Its entries in the order written; duplicates are kept.
    pub entries: Vec<Entry>,
    /// Whether it may hold more than is written here (`**kwargs`, changed later, partly unreadable). Nothing is
    /// "missing" from an open mapping.
    pub open: bool,
    /// How it is written, for edits.
    pub layout: Layout,
}

/// One key with its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key as text, decoded.
    pub key: String,
    /// The key's bytes, with its quotes.
    pub key_span: Span,
    /// From the key to the end of the value.
    pub span: Span,
    /// Its value.
    pub value: Value,
    /// How it came here.
    pub origin: Origin,
    /// Whether these bytes write this one entry only, so that a fix may rename, move or delete it.
    pub editable: bool,
}

/// How an entry came into its mapping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Written in the mapping itself.
    Written,
    /// Merged in by a YAML `<<`.
    Merged,
    /// Assigned afterwards: `step.key = value`.
    Assigned,
}

/// How a mapping is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// YAML block style; its keys start after `indent` columns (bytes).
    YamlBlock {
        /// Columns before its keys.
        indent: usize,
    },
    /// YAML flow style, `{a: 1}`.
    YamlFlow,
    /// Keyword arguments of a Python call; the span holds the parentheses.
    Call,
    /// A Python dictionary display, `{"a": 1}`.
    Dict,
    /// A Python `dict(a=1)`; the span holds the parentheses.
    DictCall,
    /// Attributes assigned one by one.
    Attributes,
}

/// An object of the SDK, made by a call.
#[derive(Clone, Debug)]
pub struct Object {
    /// The qualified name of what is called, as imported: `azure.ai.ml.Input`.
    pub class: String,
    /// The bytes of the callee as written.
    pub callee: Span,
    /// Its keyword arguments.
    pub arguments: Mapping,
    /// Its positional arguments.
    pub positional: Vec<Value>,
    /// The object whose method it is, where that was made by a call: `x()` of `x().y()`. Not followed in arguments.
    pub receiver: Option<Arc<Value>>,
}

impl Object {
    /// An argument by its keyword, or by its place.
    #[must_use]
    pub fn argument(&self, keyword: &str, place: usize) -> Option<&Value> {
        self.arguments.get(keyword).map(|entry| &entry.value).or(self.positional.get(place))
    }

    /// The calls of a chain, the last one first: `x().y()`, `x()`.
    pub fn chain(&self) -> impl Iterator<Item = &Object> {
        std::iter::successors(Some(self), |object| object.receiver.as_deref()?.object())
    }

    /// The last word of the class: `Input`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.class.rsplit('.').next().unwrap_or_default()
    }
}

impl Data {
    /// What kind of value it is, with its article, for messages.
    #[must_use]
    pub fn kind(&self) -> Message {
        match self {
            Self::Null => message!("null"),
            Self::Bool(_) => message!("a Boolean"),
            Self::Int(_) | Self::Float(_) => message!("a number"),
            Self::Date => message!("a date"),
            Self::Text(_) | Self::Template(_) => message!("a text"),
            Self::List(_) => message!("a list"),
            Self::Tuple(_) => message!("a tuple"),
            Self::Mapping(_) => message!("a mapping"),
            Self::Object(_) => message!("an object"),
            Self::Name(_) | Self::Dynamic | Self::Malformed => message!("a value"),
        }
    }
}

impl Mapping {
    /// The entry that counts for a key: the last one written, as PyYAML and Python have it. One that is merged in never
    /// wins over a written one.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.all(key).max_by_key(|entry| entry.origin != Origin::Merged)
    }

    /// Every entry of a key, in the order written.
    pub fn all<'a, 'k>(&'a self, key: &'k str) -> impl DoubleEndedIterator<Item = &'a Entry> + use<'a, 'k> {
        self.entries.iter().filter(move |entry| entry.key == key)
    }

    /// Whether the key is there.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key == key)
    }

    /// The entries that count, one for each key, in the order written. Linear, however many there are.
    pub fn effective(&self) -> impl Iterator<Item = &Entry> {
        // So few are compared sooner than hashed.
        const FEW: usize = 32;
        let counting = (self.entries.len() > FEW).then(|| self.counting());
        let counts = move |entry: &&Entry| {
            let known = match &counting {
                Some(counting) => counting.get(entry.key.as_str()).copied(),
                None => self.get(&entry.key),
            };
            known.is_some_and(|known| std::ptr::eq(known, *entry))
        };
        self.entries.iter().filter(counts)
    }

    /// The entry that counts for each key.
    fn counting(&self) -> HashMap<&str, &Entry> {
        let mut counting: HashMap<&str, &Entry> = HashMap::with_capacity(self.entries.len());
        for entry in &self.entries {
            let known = counting.entry(&entry.key).or_insert(entry);
            if entry.origin != Origin::Merged || known.origin == Origin::Merged {
                *known = entry;
            }
        }
        counting
    }
}

impl Value {
    /// Where it is used: the name that stands for it, or the value itself.
    #[must_use]
    pub fn used_at(&self) -> Span {
        self.through_name.unwrap_or(self.span)
    }

    /// The text, if all of it is known and it holds no `${{…}}`.
    #[must_use]
    pub fn known_text(&self) -> Option<&str> {
        self.text().map(Decoded::as_str).filter(|text| !super::holds_expression(text))
    }

    /// The text, if all of it is known, expressions included.
    #[must_use]
    pub fn text(&self) -> Option<&Decoded> {
        match &self.data {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether it is the text without characters, which the Python SDKs mostly take for none.
    #[must_use]
    pub fn is_empty_text(&self) -> bool {
        self.text().is_some_and(|text| text.as_str().is_empty())
    }

    /// Whether it is a text in the place of another that a tool or a reader is to put in: `<name>`, `{{ name }}`,
    /// `#{name}#`, `$(name)`, `${NAME}`, `__NAME__`. What it is in the end does not show. What may be meant as an
    /// expression is none.
    #[must_use]
    pub fn is_stand_in(&self) -> bool {
        let Some(text) = self.known_text() else { return false };
        let within = |opening: &str, closing: &str| {
            text.len() > opening.len() + closing.len() && text.starts_with(opening) && text.ends_with(closing)
        };
        let meant_as_expression = ["inputs", "outputs", "parent"].iter().any(|word| text.contains(word));
        STAND_INS.iter().any(|(opening, closing)| within(opening, closing)) && !meant_as_expression
    }

    /// The text, even if parts of it are [holes](crate::text::HOLE).
    #[must_use]
    pub fn text_with_holes(&self) -> Option<&Decoded> {
        match &self.data {
            Data::Text(text) | Data::Template(text) => Some(text),
            _ => None,
        }
    }

    /// The whole number, if it is written as one.
    #[must_use]
    pub fn int(&self) -> Option<i128> {
        match self.data {
            Data::Int(number) => Some(number),
            _ => None,
        }
    }

    /// The whole number it stands for: written as one, or as text that holds one.
    #[must_use]
    pub fn number(&self) -> Option<i128> {
        self.int().or_else(|| self.known_text()?.trim().parse().ok())
    }

    /// The mapping, or the keyword arguments of an object.
    #[must_use]
    pub fn mapping(&self) -> Option<&Mapping> {
        match &self.data {
            Data::Mapping(mapping) => Some(mapping),
            Data::Object(object) => Some(&object.arguments),
            _ => None,
        }
    }

    /// The object, if it is one.
    #[must_use]
    pub fn object(&self) -> Option<&Object> {
        match &self.data {
            Data::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The items of a list or tuple.
    #[must_use]
    pub fn items(&self) -> Option<&[Value]> {
        match &self.data {
            Data::List(items) | Data::Tuple(items) => Some(items),
            _ => None,
        }
    }

    /// Whether it is `null` or `None`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self.data, Data::Null)
    }

    /// Whether what it is shows at run time only, wholly or in part, or it did not parse. An expression counts.
    #[must_use]
    pub fn is_dynamic(&self) -> bool {
        match &self.data {
            Data::Dynamic | Data::Malformed | Data::Template(_) => true,
            Data::Text(text) => super::holds_expression(text.as_str()),
            _ => false,
        }
    }
}

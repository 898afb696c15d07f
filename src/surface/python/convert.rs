//! Python values as values of the model.

use super::names;
use crate::model::{Data, Entry, Layout, Mapping, Object, Origin, Value};
use crate::syntax::python::{self, Call, CallId, Callee, KeyForm, MappingForm, Module};
use crate::tables::{self, Field, Place, Surface};
use crate::text::{Decoded, Span};
use std::sync::Arc;

/// A value; editable unless it was reached through a name.
pub(super) fn value(module: &Module, value: &python::Value) -> Value {
    convert(module, value, value.through_name.is_none(), Receivers::Followed)
}

/// Whether the objects are converted whose methods are called. Those of arguments are not: each would start anew, and
/// what hands the same name on several times would be converted again and again.
#[derive(Clone, Copy)]
enum Receivers {
    Followed,
    Left,
}

/// A text that is written at `span`.
pub(super) fn text(span: Span, text: Decoded) -> Value {
    let data = if text.has_holes() { Data::Template(Arc::new(text)) } else { Data::Text(Arc::new(text)) };
    Value { span, through_name: None, data, editable: true }
}

/// The keyword arguments of a call as a mapping. Positional arguments take the names in `order`; what has none leaves
/// the mapping open.
pub(super) fn arguments<'a>(module: &Module, call: &Call, mut order: impl Iterator<Item = &'a str>) -> Mapping {
    let mut open = call.open;
    let mut all = Vec::new();
    for positional in &call.positional {
        match order.next() {
            Some(name) => all.push(Entry {
                key: name.to_owned(),
                key_span: positional.used_at(),
                span: positional.used_at(),
                value: value(module, positional),
                origin: Origin::Written,
                editable: false,
            }),
            None => open = true,
        }
    }
    all.extend(entries(module, &call.keywords, true, Receivers::Followed));
    Mapping { span: call.layout.span, entries: all, open, layout: Layout::Call }
}

/// What literal dictionaries spread over a call's arguments, if nothing else is spread over them. Fixes leave it alone: a
/// dictionary may serve several calls.
pub(super) fn spread(module: &Module, call: &Call) -> Vec<Entry> {
    let spread = module.spread(call).unwrap_or_default();
    let merged = |entry| Entry { origin: Origin::Merged, ..entry };
    entries(module, &spread, false, Receivers::Followed).into_iter().map(merged).collect()
}

/// The object that a call of one of the SDKs makes, if it is one.
pub(super) fn object(module: &Module, call: &Call) -> Option<Object> {
    object_of(module, call, true, Receivers::Followed)
}

fn object_of(module: &Module, call: &Call, editable: bool, receivers: Receivers) -> Option<Object> {
    let class = class(module, &call.callee, MAX_CHAIN)?;
    let receiver = match (&call.callee, receivers) {
        (Callee::Method { object, .. }, Receivers::Followed) => receiver(module, *object),
        _ => None,
    };
    // Nothing of v2 that matters here takes positional arguments.
    let unnamed = names::is_v2(&class) && !call.positional.is_empty();
    Some(Object {
        class,
        callee: call.callee_span,
        arguments: Mapping {
            span: call.layout.span,
            entries: entries(module, &call.keywords, editable, Receivers::Left),
            open: call.open || call.modified || unnamed,
            layout: Layout::Call,
        },
        positional: call
            .positional
            .iter()
            .map(|argument| convert(module, argument, editable, Receivers::Left))
            .collect(),
        receiver: receiver.map(Arc::new),
    })
}

/// The object whose method is called. Its own class ends the chain.
fn receiver(module: &Module, id: CallId) -> Option<Value> {
    let call = module.call(id)?;
    let object = object_of(module, &call, true, Receivers::Followed)?;
    Some(Value { span: call.span, through_name: None, data: Data::Object(Arc::new(object)), editable: true })
}

/// How many calls in a row are followed: `Dataset.get_by_name(…).as_named_input(…).as_mount()`.
const MAX_CHAIN: usize = 6;

fn class(module: &Module, callee: &Callee, hops: usize) -> Option<String> {
    match callee {
        Callee::Qualified(name) => names::is_sdk(name).then(|| name.clone()),
        Callee::Method { object, path } => {
            let made = class(module, &module.call_site(*object)?.callee, hops.checked_sub(1)?)?;
            Some(path.iter().fold(made, |class, segment| format!("{class}.{}", segment.text)))
        }
        _ => None,
    }
}

fn convert(module: &Module, value: &python::Value, editable: bool, receivers: Receivers) -> Value {
    let editable = editable && value.through_name.is_none();
    let data = data(module, value, editable, receivers);
    Value { span: value.span, through_name: value.through_name, data, editable }
}

fn data(module: &Module, value: &python::Value, editable: bool, receivers: Receivers) -> Data {
    match &value.data {
        python::Data::None => Data::Null,
        python::Data::Bool(truth) => Data::Bool(*truth),
        python::Data::Int(number) => Data::Int(*number),
        python::Data::Float(number) => Data::Float(*number),
        python::Data::Str(text) if text.has_holes() => Data::Template(Arc::new(text.clone())),
        python::Data::Str(text) => Data::Text(Arc::new(text.clone())),
        python::Data::List(sequence) | python::Data::Tuple(sequence) if sequence.open => Data::Dynamic,
        python::Data::List(list) => {
            Data::List(list.items.iter().map(|item| convert(module, item, editable, receivers)).collect())
        }
        python::Data::Tuple(tuple) => {
            Data::Tuple(tuple.items.iter().map(|item| convert(module, item, editable, receivers)).collect())
        }
        python::Data::Dict(dict) => Data::Mapping(Arc::new(mapping(module, dict, editable, receivers))),
        python::Data::Call(call) => object_of(module, call, editable, receivers)
            .map(|object| Data::Object(Arc::new(object)))
            .or_else(|| formatted(call))
            .unwrap_or(Data::Dynamic),
        python::Data::Qualified(name) => qualified(name, value.span),
        python::Data::Part { .. } | python::Data::Parameter { .. } | python::Data::Dynamic => Data::Dynamic,
    }
}

fn mapping(module: &Module, dict: &python::Mapping, editable: bool, receivers: Receivers) -> Mapping {
    let layout = match dict.form {
        MappingForm::Display => Layout::Dict,
        MappingForm::Call => Layout::DictCall,
    };
    Mapping {
        span: dict.layout.span,
        entries: entries(module, &dict.entries, editable, receivers),
        open: dict.open,
        layout,
    }
}

fn entries(module: &Module, entries: &[python::Entry], editable: bool, receivers: Receivers) -> Vec<Entry> {
    let convert = |entry: &python::Entry| Entry {
        key: entry.key.text.clone(),
        key_span: entry.key.span,
        span: entry.span,
        value: convert(module, &entry.value, editable, receivers),
        origin: Origin::Written,
        editable: editable && entry.key.form != KeyForm::Other,
    };
    entries.iter().map(convert).collect()
}

/// The text that `"…".format(…)` makes; its placeholders are known at run time only.
fn formatted(call: &Call) -> Option<Data> {
    let Callee::LiteralMethod { literal, name } = &call.callee else { return None };
    let python::Data::Str(source) = &literal.data else { return None };
    if name.text != "format" || source.has_holes() {
        return None;
    }
    let (text, mut made, mut at) = (source.as_str(), Decoded::default(), 0);
    while at < text.len() {
        let rest = &text[at..];
        let (length, replaced) = match rest.as_bytes()[0] {
            b'{' if rest.starts_with("{{") => (2, Some("{")),
            b'}' => (if rest.starts_with("}}") { 2 } else { return None }, Some("}")),
            b'{' => (rest.find('}')? + 1, None),
            _ => (rest.find(['{', '}']).unwrap_or(rest.len()), Some("")),
        };
        let span = source.span_of(at..at + length)?;
        match replaced {
            None => made.push_hole(span),
            Some("") if source.is_verbatim(at..at + length) => made.push_verbatim(&rest[..length], span.start),
            Some("") => made.push_replaced(&rest[..length], span),
            Some(brace) => made.push_replaced(brace, span),
        }
        at += length;
    }
    Some(if made.has_holes() { Data::Template(Arc::new(made)) } else { Data::Text(Arc::new(made)) })
}

/// A name of the SDK: a constant that stands for a word, or nothing known.
fn qualified(name: &str, span: Span) -> Data {
    if !names::is_v2(name) {
        return Data::Dynamic;
    }
    let mut words = name.rsplit('.');
    let (Some(constant), Some(class)) = (words.next(), words.next()) else { return Data::Dynamic };
    let fields: &[(Place, Field)] = match class {
        "AssetTypes" => &[(Place::Input, Field::InputType)],
        "InputOutputModes" => &[(Place::Input, Field::InputMode), (Place::Output, Field::OutputMode)],
        _ => return Data::Dynamic,
    };
    let word = constant.to_ascii_lowercase();
    let exists = |(place, field): &(Place, Field)| {
        tables::entry(Surface::Inline, *place, *field).is_some_and(|info| info.values.contains(&word.as_str()))
    };
    if constant != constant.to_ascii_uppercase() || !fields.iter().any(exists) {
        return Data::Name(name.into());
    }
    let mut text = Decoded::default();
    text.push_replaced(&word, span);
    Data::Text(Arc::new(text))
}

/// The call that a value is, through a name or not.
pub(super) fn made_by(value: &python::Value) -> Option<CallId> {
    match &value.data {
        python::Data::Call(call) => Some(call.id),
        _ => None,
    }
}

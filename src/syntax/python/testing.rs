//! What the tests of this folder share: values and calls as short text.

use super::{Callee, Data, Entry, Module, Segment, SegmentForm, Sequence, Value, parse};

/// The value assigned to the name `x` in `source`, as short text.
pub(super) fn value_of_x(source: &str) -> String {
    let module = parse(source);
    let reference = format!("{source}\nuse(x)\n");
    assert!(module.errors().is_empty(), "{source:?}: {:?}", module.errors());
    let module = parse(&reference);
    let call = module.calls().last().and_then(|site| module.call(site.id)).unwrap();
    show(&module, &call.positional[0])
}

pub(super) fn show(module: &Module, value: &Value) -> String {
    match &value.data {
        Data::None => "None".to_owned(),
        Data::Bool(value) => value.to_string(),
        Data::Int(value) => value.to_string(),
        Data::Float(value) => format!("{value:?}"),
        Data::Str(text) => format!("{:?}", text.as_str().replace(crate::text::HOLE, "<?>")),
        Data::List(list) => format!("[{}]", sequence(module, list)),
        Data::Tuple(list) => format!("({})", sequence(module, list)),
        Data::Dict(mapping) => format!("{{{}}}", joined(entries(module, &mapping.entries), mapping.open)),
        Data::Call(call) => {
            let mut all: Vec<_> = call.positional.iter().map(|value| show(module, value)).collect();
            all.extend(entries(module, &call.keywords));
            format!("{}({})", callee(module, &call.callee), joined(all, call.open))
        }
        Data::Qualified(name) => name.clone(),
        Data::Part { object, path } => format!("#{}{}", object.0, segments(path)),
        Data::Parameter { function, index } => format!("${}", module.functions()[function.0].parameters[*index].name),
        Data::Dynamic => "?".to_owned(),
    }
}

fn sequence(module: &Module, list: &Sequence) -> String {
    joined(list.items.iter().map(|item| show(module, item)).collect(), list.open)
}

pub(super) fn entries(module: &Module, entries: &[Entry]) -> Vec<String> {
    entries.iter().map(|entry| format!("{}: {}", entry.key.text, show(module, &entry.value))).collect()
}

fn joined(mut items: Vec<String>, open: bool) -> String {
    items.extend(open.then(|| "…".to_owned()));
    items.join(", ")
}

pub(super) fn segments(path: &[Segment]) -> String {
    let one = |segment: &Segment| match segment.form {
        SegmentForm::Attribute => format!(".{}", segment.text),
        SegmentForm::Index => format!("[{}]", segment.text),
    };
    path.iter().map(one).collect()
}

/// A callee as short text; calls by their number in the file.
pub(super) fn callee(module: &Module, callee: &Callee) -> String {
    match callee {
        Callee::Qualified(name) => name.clone(),
        Callee::Made(call) => format!("#{}", call.0),
        Callee::Method { object, path } => format!("#{}{}", object.0, segments(path)),
        Callee::LiteralMethod { literal, name } => format!("{}.{}", show(module, literal), name.text),
        Callee::Function(id) => format!("def {}", module.functions()[id.0].name),
        Callee::Class(id) => format!("class {}", module.classes()[id.0].name),
        Callee::Unbound(name) => format!("~{name}"),
        Callee::Unknown => "?".to_owned(),
    }
}

/// What the last call's callee resolves to.
pub(super) fn last_callee(source: &str) -> String {
    let module = parse(source);
    let site = module.calls().last().unwrap();
    callee(&module, &site.callee)
}

/// All calls with their arguments, as short text.
pub(super) fn show_calls(module: &Module) -> Vec<String> {
    let calls = module.calls().filter_map(|site| module.call(site.id));
    calls.map(|call| show(module, &Value::new(call.span, Data::Call(Box::new(call))))).collect()
}

//! Works out the value of an expression from the text alone. Bounded in depth and work; what exceeds it is dynamic.

use super::module::Module;
use super::names::{BindingKind, Change, Meaning};
use super::object::{Callee, MAX_HOPS, Object};
use super::spread;
use super::string::{float, integer};
use super::tree::{Kind, NodeId, Role};
use super::value::{Bracketed, Call, Data, Entry, Key, KeyForm, Mapping, MappingForm, Sequence, Value};
use crate::text::Decoded;
use std::cell::{Cell, RefCell};
use std::collections::HashSet;

/// How deep expressions may be nested.
const MAX_DEPTH: usize = 48;
/// How many expressions one question may look at: names that are followed can multiply.
const MAX_STEPS: usize = 50_000;

impl Module {
    /// The value of an expression.
    #[must_use]
    pub fn value(&self, expression: NodeId) -> Value {
        Evaluator { module: self, steps: Cell::new(MAX_STEPS), following: RefCell::default() }
            .value(expression, MAX_DEPTH, MAX_HOPS)
    }

    /// A call with the values of its arguments. `None` for an id of another file.
    #[must_use]
    pub fn call(&self, id: super::CallId) -> Option<Call> {
        let evaluator = Evaluator { module: self, steps: Cell::new(MAX_STEPS), following: RefCell::default() };
        Some(evaluator.call(id, self.call_node(id)?, MAX_DEPTH, MAX_HOPS))
    }
}

struct Evaluator<'m> {
    module: &'m Module,
    steps: Cell<usize>,
    /// The values of names that are being worked out, to end in cycles.
    following: RefCell<Vec<NodeId>>,
}

impl Evaluator<'_> {
    fn value(&self, expression: NodeId, depth: usize, hops: usize) -> Value {
        let tree = &self.module.tree;
        let id = tree.unparenthesized(expression);
        let span = tree.span(id);
        let left = self.steps.get();
        if depth == 0 || left == 0 {
            return Value::dynamic(span);
        }
        self.steps.set(left - 1);
        let data = match tree.kind(id) {
            Kind::None => Data::None,
            Kind::True => Data::Bool(true),
            Kind::False => Data::Bool(false),
            Kind::Integer => integer(self.module.slice(id)).map_or(Data::Dynamic, Data::Int),
            Kind::Float => float(self.module.slice(id)).map_or(Data::Dynamic, Data::Float),
            Kind::String | Kind::ConcatenatedString => self.module.string(id).map_or(Data::Dynamic, Data::Str),
            Kind::UnaryOperator => self.signed(id, depth, hops),
            Kind::BinaryOperator => self.concatenation(id, depth, hops),
            Kind::List => Data::List(self.sequence(id, depth, hops)),
            Kind::Tuple | Kind::ExpressionList => Data::Tuple(self.sequence(id, depth, hops)),
            Kind::ListComprehension => Data::List(Sequence {
                open: true,
                layout: Bracketed { span, ..Bracketed::default() },
                ..Sequence::default()
            }),
            Kind::Dictionary | Kind::DictionaryComprehension => Data::Dict(self.dictionary(id, depth, hops)),
            Kind::Call => return self.call_value(id, depth, hops),
            Kind::Identifier => return self.name(id, depth, hops),
            Kind::Attribute | Kind::Subscript => self.part(id),
            _ => Data::Dynamic,
        };
        Value::new(span, data)
    }

    fn signed(&self, id: NodeId, depth: usize, hops: usize) -> Data {
        let tree = &self.module.tree;
        let Some(argument) = tree.child(id, Role::Argument).filter(|_| !tree.is_broken(id)) else {
            return Data::Dynamic;
        };
        let operator = tree.child(id, Role::Operator).map_or("", |operator| self.module.slice(operator));
        match (operator, self.value(argument, depth - 1, hops).data) {
            ("-", Data::Int(value)) => value.checked_neg().map_or(Data::Dynamic, Data::Int),
            ("-", Data::Float(value)) => Data::Float(-value),
            ("+", data @ (Data::Int(_) | Data::Float(_))) => data,
            _ => Data::Dynamic,
        }
    }

    /// Texts joined by `+`; an operand that is not known is a hole. Long chains lean left and are walked in a loop.
    fn concatenation(&self, id: NodeId, depth: usize, hops: usize) -> Data {
        let tree = &self.module.tree;
        let mut operands = Vec::new();
        let mut left = id;
        while tree.kind(left) == Kind::BinaryOperator {
            let operator = tree.child(left, Role::Operator).map(|operator| self.module.slice(operator));
            let sides = tree.child(left, Role::Left).zip(tree.child(left, Role::Right));
            let (Some("+"), Some((next, right)), false) = (operator, sides, operands.len() > MAX_STEPS) else {
                return Data::Dynamic;
            };
            operands.push(right);
            left = tree.unparenthesized(next);
        }
        operands.push(left);
        let values: Vec<_> = operands.iter().rev().map(|operand| self.value(*operand, depth - 1, hops)).collect();
        if tree.is_broken(id) || !values.iter().any(|value| matches!(value.data, Data::Str(_))) {
            return Data::Dynamic;
        }
        let mut text = Decoded::default();
        for value in &values {
            match &value.data {
                Data::Str(part) => text.append(part),
                _ => text.push_hole(value.used_at()),
            }
        }
        Data::Str(text)
    }

    fn sequence(&self, id: NodeId, depth: usize, hops: usize) -> Sequence {
        let tree = &self.module.tree;
        let splat = |part: &NodeId| matches!(tree.kind(*part), Kind::ListSplat | Kind::Error);
        Sequence {
            items: tree.parts(id).map(|part| self.value(part, depth - 1, hops)).collect(),
            open: tree.parts(id).any(|part| splat(&part)) || tree.is_broken(id),
            layout: self.layout(id),
        }
    }

    fn dictionary(&self, id: NodeId, depth: usize, hops: usize) -> Mapping {
        let tree = &self.module.tree;
        let layout = self.layout(id);
        let mut mapping = Mapping { form: MappingForm::Display, entries: Vec::new(), open: tree.is_broken(id), layout };
        let beside_errors = self.beside_errors(id);
        for part in tree.parts(id) {
            let pair = tree
                .child(part, Role::Key)
                .zip(tree.child(part, Role::Value))
                .filter(|_| tree.kind(part) == Kind::Pair);
            let key = pair.and_then(|(key, _)| self.key(key, depth, hops));
            let known = tree.kind(id) == Kind::Dictionary;
            let (Some((_, value)), Some(key), true) = (pair, key, known) else {
                mapping.open = true;
                continue;
            };
            mapping.entries.push(Entry {
                key,
                value: self.item(value, beside_errors.contains(&part), depth, hops),
                span: tree.span(part),
            });
        }
        mapping
    }

    fn key(&self, key: NodeId, depth: usize, hops: usize) -> Option<Key> {
        let text = self.value(key, depth - 1, hops).as_str()?.to_owned();
        let span = self.module.tree.span(key);
        let form = self.module.verbatim_text(key).map_or(KeyForm::Other, |text| KeyForm::Literal { text });
        Some(Key { text, span, form })
    }

    /// The items of a list next to text that did not parse, which may belong to them.
    fn beside_errors(&self, list: NodeId) -> HashSet<NodeId> {
        let tree = &self.module.tree;
        if !tree.is_broken(list) {
            return HashSet::new();
        }
        let siblings: Vec<_> = tree.children(list).collect();
        let faulty = |id: NodeId| tree.kind(id) == Kind::Error || tree.is_missing(id);
        let pairs = siblings.windows(2).filter(|pair| faulty(pair[0]) || faulty(pair[1]));
        pairs.flatten().copied().collect()
    }

    fn item(&self, value: NodeId, beside_error: bool, depth: usize, hops: usize) -> Value {
        if beside_error {
            return Value::dynamic(self.module.tree.span(value));
        }
        self.value(value, depth.saturating_sub(1), hops)
    }

    fn layout(&self, list: NodeId) -> Bracketed {
        let tree = &self.module.tree;
        let span = tree.span(list);
        let items: Vec<_> = tree.parts(list).map(|part| tree.span(part)).collect();
        let after_last = items.last().map_or(span.end, |last| last.end);
        let comma = tree.children(list).map(|id| (id, tree.span(id))).filter(|(id, _)| tree.kind(*id) == Kind::Token);
        let comma = comma
            .map(|(_, span)| span)
            .filter(|token| token.start >= after_last)
            .find(|token| token.slice(&self.module.text) == ",");
        Bracketed {
            span,
            items,
            trailing_comma: comma,
            multi_line: span.slice(&self.module.text).contains(['\n', '\r']),
        }
    }

    fn part(&self, id: NodeId) -> Data {
        match self.module.object(id) {
            Object::Qualified(name) => Data::Qualified(name),
            Object::Made { call, path } => Data::Part { object: call, path },
            Object::Function(_)
            | Object::Class(_)
            | Object::Parameter { .. }
            | Object::Unbound(_)
            | Object::Unknown => Data::Dynamic,
        }
    }

    /// The value that a name was bound to, if that is certain.
    fn name(&self, id: NodeId, depth: usize, hops: usize) -> Value {
        let span = self.module.tree.span(id);
        let Meaning::Bound(kind, changes) = self.module.meaning(id) else { return Value::dynamic(span) };
        let data = match kind {
            BindingKind::Import(qualified) => Data::Qualified(qualified.clone()),
            BindingKind::Parameter(function, index) => Data::Parameter { function: *function, index: *index },
            BindingKind::Value(value) if hops > 0 && !self.following.borrow().contains(value) => {
                self.following.borrow_mut().push(*value);
                let mut value = self.value(*value, depth - 1, hops - 1);
                self.following.borrow_mut().pop();
                apply(&mut value.data, changes);
                return Value { through_name: Some(span), ..value };
            }
            BindingKind::Value(_) | BindingKind::Function(_) | BindingKind::Class(_) | BindingKind::Opaque => {
                Data::Dynamic
            }
        };
        Value::new(span, data)
    }
}

/// Calls.
impl Evaluator<'_> {
    fn call_value(&self, id: NodeId, depth: usize, hops: usize) -> Value {
        let span = self.module.tree.span(id);
        let Some(call) = self.module.call_at(id) else { return Value::dynamic(span) };
        let call = self.call(call, id, depth, hops);
        let data = match &call.callee {
            Callee::Unbound(name) if name == "dict" && call.positional.is_empty() => Data::Dict(Mapping {
                form: MappingForm::Call,
                entries: call.keywords,
                open: call.open,
                layout: call.layout,
            }),
            Callee::Unbound(name) if name == "str" => Data::Str(text_of(&call)),
            _ => Data::Call(Box::new(call)),
        };
        Value::new(span, data)
    }

    fn call(&self, id: super::CallId, node: NodeId, depth: usize, hops: usize) -> Call {
        let tree = &self.module.tree;
        let mut call = Call {
            id,
            span: tree.span(node),
            callee: self.module.callee(node),
            callee_span: tree.child(node, Role::Function).map_or(tree.span(node), |function| tree.span(function)),
            positional: Vec::new(),
            keywords: Vec::new(),
            open: tree.is_broken(node),
            spread: Vec::new(),
            layout: Bracketed::default(),
            modified: self.module.is_modified(id),
        };
        let Some(list) = tree.child(node, Role::Arguments) else { return call };
        call.layout = self.layout(list);
        if tree.kind(list) == Kind::GeneratorExpression {
            call.layout.items = vec![tree.span(list)];
            call.positional.push(Value::dynamic(tree.span(list)));
            return call;
        }
        let beside_errors = self.beside_errors(list);
        let mut spread = Vec::new();
        for argument in tree.parts(list) {
            let value = |value| self.item(value, beside_errors.contains(&argument), depth, hops);
            match tree.parts(argument).next().filter(|_| tree.kind(argument) == Kind::DictionarySplat) {
                Some(mapping) => spread.push(value(mapping)),
                None => self.argument(&mut call, argument, value),
            }
        }
        spread::settle(&mut call, spread);
        if tree.children(list).any(|child| tree.kind(child) == Kind::Error || tree.is_missing(child)) {
            call.positional.clear();
        }
        call
    }

    fn argument(&self, call: &mut Call, argument: NodeId, evaluate: impl Fn(NodeId) -> Value) {
        let tree = &self.module.tree;
        match tree.kind(argument) {
            Kind::KeywordArgument => {
                let parts = tree.child(argument, Role::Name).zip(tree.child(argument, Role::Value));
                let Some((name, value)) = parts else {
                    call.open = true;
                    return;
                };
                let key =
                    Key { text: self.module.slice(name).to_owned(), span: tree.span(name), form: KeyForm::Keyword };
                call.keywords.push(Entry { key, value: evaluate(value), span: tree.span(argument) });
            }
            Kind::ListSplat | Kind::DictionarySplat | Kind::Error => call.open = true,
            _ => call.positional.push(evaluate(argument)),
        }
    }
}

/// What `str(x)` gives: known for texts, whole numbers, truth values and `None`.
fn text_of(call: &Call) -> Decoded {
    let hole = || {
        let mut text = Decoded::default();
        text.push_hole(call.span);
        text
    };
    let ([argument], true) = (call.positional.as_slice(), call.keywords.is_empty() && !call.open) else {
        return hole();
    };
    let replaced = |text: &str| {
        let mut decoded = Decoded::default();
        decoded.push_replaced(text, argument.span);
        decoded
    };
    match &argument.data {
        Data::Str(text) => text.clone(),
        Data::Int(number) => replaced(&number.to_string()),
        Data::Bool(true) => replaced("True"),
        Data::Bool(false) => replaced("False"),
        Data::None => replaced("None"),
        _ => hole(),
    }
}

/// What is left of a list's or dictionary's value after it was changed somewhere.
fn apply(data: &mut Data, changes: &[Change]) {
    let forget = |value: &mut Value| value.data = Data::Dynamic;
    for change in changes {
        match (&mut *data, change) {
            (Data::Dict(mapping), Change::Key(key)) => {
                mapping
                    .entries
                    .iter_mut()
                    .filter(|entry| entry.key.text == *key)
                    .for_each(|entry| forget(&mut entry.value));
            }
            (Data::Dict(mapping), Change::Any) => mapping.entries.iter_mut().for_each(|entry| forget(&mut entry.value)),
            (Data::List(sequence), Change::Key(_) | Change::Any) => sequence.items.iter_mut().for_each(forget),
            _ => {}
        }
        match data {
            Data::Dict(mapping) => mapping.open = true,
            Data::List(sequence) => sequence.open = true,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::value_of_x;

    /// The value of `x`, bound in the source.
    fn check(source: &str, expected: &str) {
        assert_eq!(value_of_x(source), expected, "{source}");
    }

    #[test]
    fn scalars() {
        check("x = None", "None");
        check("x = True", "true");
        check("x = ((False))", "false");
        check("x = 1_000", "1000");
        check("x = 0xFF", "255");
        check("x = 0o17", "15");
        check("x = 0B11", "3");
        check("x = 00", "0");
        check("x = -5", "-5");
        check("x = - -5", "5");
        check("x = +5", "5");
        check("x = 1.50", "1.5");
        check("x = -1e3", "-1000.0");
        check("x = 1j", "?");
        check("x = 1 + 1", "?");
        check("x = not True", "?");
        check("x = ~1", "?");
        check("x = 99999999999999999999999999999999999999999", "?");
        check("x = 1 if y else 2", "?");
        check("x = ...", "?");
        check("x = lambda: 1", "?");
    }

    #[test]
    fn texts() {
        check("x = 'a' \"b\"", "\"ab\"");
        check("x = ('a'\n  'b' # c\n  f'c')", "\"abc\"");
        check("x = 'a' + 'b' + 'c'", "\"abc\"");
        check("x = 'a' + y + 'c'", "\"a<?>c\"");
        check("x = ('--a ' + str(5)) + str(y) + (' --b')", "\"--a 5<?> --b\"");
        check("x = y + z", "?");
        check("x = y + 1 + 'a'", "\"<?><?>a\"");
        check("x = 'a' * 3", "?");
        check("x = 'a' % y", "?");
        check("x = f'a{b}c{d!r:>{w}}'", "\"a<?>c<?>\"");
        check("x = f'{{a}}${{{{inputs.b}}}}'", "\"{a}${{inputs.b}}\"");
        check("x = rb'a'", "?");
        check("x = b'a' b'b'", "?");
        check("x = t'a'", "?");
        check("x = u'é'", "\"é\"");
        check("x = str('a')", "\"a\"");
        check("x = str(True)", "\"True\"");
        check("x = str(None)", "\"None\"");
        check("x = str(1.0)", "\"<?>\"");
        check("x = str()", "\"<?>\"");
        check("str = f\nx = str(1)", "~f(1)");
        check("from a import str\nx = str(1)", "a.str(1)");
    }

    #[test]
    fn containers() {
        check("x = []", "[]");
        check("x = [1, 'a', [None,],]", "[1, \"a\", [None]]");
        check("x = (1,)", "(1)");
        check("x = 1, 2", "(1, 2)");
        check("x = [1, *y]", "[1, ?, …]");
        check("x = [y for y in z]", "[…]");
        check("x = {1, 2}", "?");
        check("x = {}", "{}");
        check("x = {'a': 1, \"b\": {'c': 2}, 'a': 3}", "{a: 1, b: {c: 2}, a: 3}");
        check("x = {'a': 1, **y}", "{a: 1, …}");
        check("x = {y: 1, 'b': 2}", "{b: 2, …}");
        check("K = 'a'\nx = {K: 1}", "{a: 1}");
        check("x = {1: 2}", "{…}");
        check("x = {a: b for a, b in c}", "{…}");
        check("x = {'a': b for b in c}", "{…}");
        check("x = dict(a=1, b='c')", "{a: 1, b: \"c\"}");
        check("x = dict(a=1, **y)", "{a: 1, …}");
        check("x = dict(y, a=1)", "~dict(?, a: 1)");
        check("def dict(): pass\nx = dict(a=1)", "def dict(a: 1)");
    }

    #[test]
    fn names() {
        check("y = 1\nx = y", "1");
        check("y = [1]\nx = {'a': y}", "{a: [1]}");
        check("y = 1\ny = 2\nx = y", "?");
        check("y = 1\ndef f():\n  y = 2\nx = y", "1");
        check("y = 1\ny += 1\nx = y", "?");
        check("if a:\n  y = 1\nelse:\n  y = 2\nx = y", "?");
        check("y, z = 1, 'a'\nx = [y, z]", "[1, \"a\"]");
        check("(y, z) = (1, 'a')\nx = [y, z]", "[1, \"a\"]");
        check("y, *z = 1, 2\nx = [y, z]", "[?, ?]");
        check("y, (z, w) = 1, (2, 3)\nx = [y, z]", "[1, ?]");
        check("x = x", "?");
        check("x = y\ny = x", "?");
        check("x = [x, x]", "[?, ?]");
        check(
            "from azure.ai.ml.constants import AssetTypes as T\nx = T.URI_FOLDER",
            "azure.ai.ml.constants.AssetTypes.URI_FOLDER",
        );
        check("import os\nx = os.environ['A']", "?");
        check("n = f()\nx = n.outputs.a", "#0.outputs.a");
        check("n = f()\nx = n.outputs['a']", "#0.outputs[a]");
        check("n = f()\nx = n.outputs[a]", "?");
        check("x = f(1, a=2, *b, **c)", "~f(1, a: 2, …)");
        check("x = f(a for a in b)", "~f(?)");
        check("def f(a):\n  x = a\n  return x\nx = f", "?");
    }

    #[test]
    fn changes() {
        check("x = {'a': 1, 'b': 2}\nx['a'] = 3", "{a: ?, b: 2, …}");
        check("x = {'a': {'b': 2}}\nx['a']['b'] = 3", "{a: ?, …}");
        check("x = {'a': 1}\nx.update(b=2)", "{a: ?, …}");
        check("x = {'a': 1}\nx.setdefault('b', 2)", "{a: 1, …}");
        check("x = {'a': 1}\ndel x['a']", "{a: ?, …}");
        check("x = {'a': 1}\nx[k] = 1", "{a: ?, …}");
        check("x = {'a': 1}\nx['a'] += 1", "{a: ?, …}");
        check("x = {'a': 1}\ndef f():\n  x['b'] = 2", "{a: 1, …}");
        check("x = {'a': 1}\ndef f(x):\n  x['b'] = 2", "{a: 1}");
        check("x = {'a': 1}\ny = x\ny['b'] = 2", "{a: 1, …}");
        check("x = {'a': 1}\nfor x['b'] in y: pass", "{a: 1, …}");
        check("x = ['a']\nx.append('b')", "[\"a\", …]");
        check("x = ['a']\nx[0] = 'b'", "[?, …]");
        check("x = ['a']\nx.sort()", "[?, …]");
        check("x = {'a': []}\nx['a'].append(1)", "{a: ?, …}");
        check("x = {'a': 1}\nprint(x)\nf(**x)", "{a: 1}");
    }
}

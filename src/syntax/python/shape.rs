//! What kind of object an expression makes, told from its outermost part. Follows a name that is bound once.

use super::call::CallId;
use super::module::Module;
use super::names::{BindingKind, Meaning};
use super::object::MAX_HOPS;
use super::tree::{Kind, NodeId};

/// The kind of object that an expression makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `None`
    None,
    /// `True`, `False`, `not x`
    Bool,
    /// A number.
    Number,
    /// A string or f-string.
    Text,
    /// A dictionary display or comprehension.
    Dict,
    /// A set display or comprehension.
    Set,
    /// A generator expression.
    Generator,
    /// A list display or comprehension.
    List,
    /// A tuple.
    Tuple,
    /// What a call returns.
    Call(CallId),
    /// Not certain.
    Unknown,
}

impl Module {
    /// The kinds of object that an expression may make, each with the expression that makes it: one, or both sides of
    /// `a if c else b`.
    #[must_use]
    pub fn shapes(&self, expression: NodeId) -> Vec<(NodeId, Shape)> {
        let mut found = Vec::new();
        let mut open = vec![expression];
        while let Some(next) = open.pop() {
            let id = self.tree.unparenthesized(next);
            if self.tree.kind(id) == Kind::ConditionalExpression {
                let sides = self.tree.parts(id).enumerate().filter(|(index, _)| *index != 1);
                open.extend(sides.map(|(_, side)| side));
                continue;
            }
            found.push((id, self.shape(id, MAX_HOPS)));
        }
        found.sort_by_key(|(id, _)| *id);
        found
    }

    /// The expression that a name was bound to, if that is certain and it is a name; else itself.
    #[must_use]
    pub fn bound_value(&self, expression: NodeId) -> NodeId {
        let mut id = self.tree.unparenthesized(expression);
        for _ in 0..MAX_HOPS {
            match (self.tree.kind(id), self.meaning(id)) {
                (Kind::Identifier, Meaning::Bound(BindingKind::Value(value), _)) => {
                    id = self.tree.unparenthesized(*value)
                }
                _ => break,
            }
        }
        id
    }

    fn shape(&self, id: NodeId, hops: usize) -> Shape {
        let id = self.tree.unparenthesized(id);
        match self.tree.kind(id) {
            Kind::None => Shape::None,
            Kind::True | Kind::False | Kind::NotOperator => Shape::Bool,
            Kind::Integer | Kind::Float => Shape::Number,
            Kind::String | Kind::ConcatenatedString => Shape::Text,
            Kind::Dictionary | Kind::DictionaryComprehension => Shape::Dict,
            Kind::Set | Kind::SetComprehension => Shape::Set,
            Kind::GeneratorExpression => Shape::Generator,
            Kind::List | Kind::ListComprehension => Shape::List,
            Kind::Tuple | Kind::ExpressionList => Shape::Tuple,
            Kind::Call => self.call_at(id).map_or(Shape::Unknown, Shape::Call),
            Kind::Identifier if hops > 0 => match self.meaning(id) {
                Meaning::Bound(BindingKind::Value(value), _) => self.shape(*value, hops - 1),
                _ => Shape::Unknown,
            },
            _ => Shape::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Shape, parse};
    use Shape::{Bool, Dict, Generator, List, None, Number, Set, Text, Tuple, Unknown};

    /// The shapes of what `f` returns.
    fn check(source: &str, expected: &[Shape]) {
        let source = format!("def f(x):\n  {source}\n");
        let module = parse(&source);
        let exits = module.exits(module.function_named("f").unwrap()).unwrap();
        let shapes = exits.returns.iter().filter_map(|it| it.value).flat_map(|value| module.shapes(value));
        assert_eq!(shapes.map(|(_, shape)| shape).collect::<Vec<_>>(), expected, "{source}");
    }

    #[test]
    fn tells_by_the_outermost_part() {
        check("return {}", &[Dict]);
        check("return {a: 1 for a in x}", &[Dict]);
        check("return {1}", &[Set]);
        check("return (a for a in x)", &[Generator]);
        check("return [a for a in x]", &[List]);
        check("return 1, 2", &[Tuple]);
        check("return f'{x}'", &[Text]);
        check("return 1.5", &[Number]);
        check("return not x", &[Bool]);
        check("return None if x else (1 if y else a)", &[None, Number, Unknown]);
        check("a = {}\n  a[1] = 2\n  return a", &[Dict]);
        check("a = 0\n  a += 1\n  return a", &[Unknown]);
        check("return x", &[Unknown]);
        check("return x.y", &[Unknown]);
    }
}

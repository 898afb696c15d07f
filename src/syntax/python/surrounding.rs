//! What the code right around an expression does with it. Looks one step outwards; follows no names.

use super::call::CallId;
use super::module::Module;
use super::tree::{Kind, NodeId, Role};

/// What the code right around an expression does with it; parentheses do nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surrounding<'m> {
    /// `expression.name`
    Attribute {
        /// The attribute's name.
        name: &'m str,
        /// The whole.
        whole: NodeId,
    },
    /// `expression[index]`
    Indexed {
        /// What stands in the brackets; the first of several.
        index: NodeId,
        /// The whole.
        whole: NodeId,
    },
    /// `f(…, expression, …)`
    Argument {
        /// The call.
        call: CallId,
        /// How many arguments stand before it.
        index: usize,
    },
    /// `f(name=expression)`
    Keyword {
        /// The call.
        call: CallId,
        /// The keyword.
        name: &'m str,
    },
    /// `expression(…)`
    Called(CallId),
    /// `for target in expression`, as a statement or in a comprehension.
    Iterated {
        /// What is bound to each item.
        target: NodeId,
        /// The statement, or the comprehension.
        whole: NodeId,
    },
    /// `target = expression`
    Assigned {
        /// What it is assigned to.
        target: NodeId,
    },
    /// `return expression`
    Returned,
    /// It is a statement by itself.
    Dropped,
    /// It is a part of another expression: an operand, an item, a placeholder of an f-string.
    Part(NodeId),
    /// Something else.
    Other,
}

impl Module {
    /// What the code right around an expression does with it.
    #[must_use]
    pub fn surrounding(&self, expression: NodeId) -> Surrounding<'_> {
        self.known_surrounding(expression).unwrap_or(Surrounding::Other)
    }

    fn known_surrounding(&self, expression: NodeId) -> Option<Surrounding<'_>> {
        let tree = &self.tree;
        let parenthesized = |id: &NodeId| tree.kind(*id) == Kind::ParenthesizedExpression;
        let whole = std::iter::successors(Some(expression), |id| tree.parent(*id).filter(parenthesized)).last()?;
        let outer = tree.parent(whole)?;
        let role = tree.role(whole);
        Some(match tree.kind(outer) {
            Kind::Attribute if role == Role::Object => {
                Surrounding::Attribute { name: self.slice(tree.child(outer, Role::Attribute)?), whole: outer }
            }
            Kind::Subscript if role == Role::Value => {
                Surrounding::Indexed { index: tree.child(outer, Role::Subscript)?, whole: outer }
            }
            Kind::Call if role == Role::Function => Surrounding::Called(self.call_at(outer)?),
            Kind::ArgumentList => {
                let index = tree.parts(outer).position(|part| part == whole)?;
                Surrounding::Argument { call: self.call_at(tree.parent(outer)?)?, index }
            }
            Kind::KeywordArgument if role == Role::Value => {
                let call = self.call_at(tree.parent(tree.parent(outer)?)?)?;
                Surrounding::Keyword { call, name: self.slice(tree.child(outer, Role::Name)?) }
            }
            Kind::ForStatement if role == Role::Right => {
                Surrounding::Iterated { target: tree.child(outer, Role::Left)?, whole: outer }
            }
            Kind::ForInClause if role == Role::Right => {
                Surrounding::Iterated { target: tree.child(outer, Role::Left)?, whole: tree.parent(outer)? }
            }
            Kind::Assignment if role == Role::Right => Surrounding::Assigned { target: tree.child(outer, Role::Left)? },
            Kind::ReturnStatement => Surrounding::Returned,
            Kind::ExpressionStatement => Surrounding::Dropped,
            Kind::BinaryOperator
            | Kind::BooleanOperator
            | Kind::NotOperator
            | Kind::ConditionalExpression
            | Kind::Interpolation
            | Kind::String
            | Kind::ConcatenatedString
            | Kind::List
            | Kind::Tuple
            | Kind::ExpressionList
            | Kind::ListSplat => Surrounding::Part(outer),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Surrounding, parse};

    /// What is done with the last `x`.
    fn check(source: &str, expected: &str) {
        let module = parse(source);
        let whole = crate::text::Span::new(0, source.len());
        let last = module.names_in(whole).filter(|found| found.name == "x").last().unwrap();
        let slice = |id| module.span(id).slice(source);
        let callee = |id| module.call_site(id).unwrap().callee_span.slice(source);
        let found = match module.surrounding(last.node) {
            Surrounding::Attribute { name, whole } => format!(".{name} of {}", slice(whole)),
            Surrounding::Indexed { index, whole } => format!("[{}] of {}", slice(index), slice(whole)),
            Surrounding::Argument { call, index } => format!("{}({index})", callee(call)),
            Surrounding::Keyword { call, name } => format!("{}({name}=)", callee(call)),
            Surrounding::Called(call) => format!("{}()", callee(call)),
            Surrounding::Iterated { target, whole } => format!("for {} in {}", slice(target), slice(whole)),
            Surrounding::Assigned { target } => format!("{} =", slice(target)),
            Surrounding::Part(whole) => format!("part of {}", slice(whole)),
            other => format!("{other:?}"),
        };
        assert_eq!(found, expected, "{source}");
    }

    #[test]
    fn looks_one_step_outwards() {
        check("x.a.b()", ".a of x.a");
        check("(x)[0].a", "[0] of (x)[0]");
        check("f(1, (x))", "f(1)");
        check("f(1, a=x)", "f(a=)");
        check("f(*x)", "part of *x");
        check("x(1)", "x()");
        check("for a, b in x: pass", "for a, b in for a, b in x: pass");
        check("[a for a in x if a]", "for a in [a for a in x if a]");
        check("a = x", "a =");
        check("x = 1", "Other");
        check("def f(a): return x", "Returned");
        check("x", "Dropped");
        check("a + x", "part of a + x");
        check("f'{x}'", "part of {x}");
        check("with x as a: pass", "Other");
        check("a[x]", "Other");
    }
}

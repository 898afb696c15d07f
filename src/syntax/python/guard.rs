//! What stands around an expression and decides whether it runs, or what becomes of its exception. Judges no condition.

use super::module::Module;
use super::tree::{Kind, NodeId, Role};
use crate::text::Span;

/// Something around an expression, within its function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Guard {
    /// It runs, or does not run, because of this condition.
    Condition(Span),
    /// It stands in a `try` that handles these exceptions: last parts of their names; `BaseException` for a bare one.
    Try(Vec<String>),
    /// It stands in a `with` of these contexts.
    With(Span),
}

impl Module {
    /// What guards an expression within its function, from the inside out.
    #[must_use]
    pub fn guards(&self, expression: NodeId) -> Vec<Guard> {
        let mut found = Vec::new();
        let mut inner = expression;
        for outer in self.tree.ancestors(expression).skip(1) {
            if matches!(self.tree.kind(outer), Kind::FunctionDefinition | Kind::ClassDefinition) {
                break;
            }
            found.extend(self.guard(inner, outer));
            inner = outer;
        }
        found
    }

    fn guard(&self, inner: NodeId, outer: NodeId) -> Option<Guard> {
        let tree = &self.tree;
        let role = tree.role(inner);
        match tree.kind(outer) {
            Kind::IfStatement | Kind::ElifClause | Kind::While if role != Role::Condition => {
                tree.child(outer, Role::Condition).map(|id| Guard::Condition(tree.span(id)))
            }
            Kind::ConditionalExpression => {
                let condition = tree.parts(outer).nth(1).filter(|condition| *condition != inner)?;
                Some(Guard::Condition(tree.span(condition)))
            }
            Kind::BooleanOperator if role == Role::Right => {
                tree.child(outer, Role::Left).map(|id| Guard::Condition(tree.span(id)))
            }
            Kind::Try if role == Role::Body => Some(Guard::Try(self.handled(outer))),
            Kind::With if role == Role::Body => {
                let contexts = tree.parts(outer).find(|part| tree.kind(*part) == Kind::WithClause)?;
                Some(Guard::With(tree.span(contexts)))
            }
            _ => None,
        }
    }

    /// The exceptions that a `try` handles.
    fn handled(&self, attempt: NodeId) -> Vec<String> {
        let tree = &self.tree;
        let clauses = tree.parts(attempt).filter(|part| tree.kind(*part) == Kind::ExceptClause);
        clauses.flat_map(|clause| self.exceptions(clause)).collect()
    }

    fn exceptions(&self, clause: NodeId) -> Vec<String> {
        let tree = &self.tree;
        let Some(named) = tree.parts(clause).find(|part| tree.kind(*part) != Kind::Block) else {
            return vec!["BaseException".to_owned()];
        };
        let words = self.slice(named).split(|c: char| !c.is_alphanumeric() && c != '_');
        words.filter(|word| !matches!(*word, "" | "as")).map(str::to_owned).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Guard, parse};

    /// What guards the last call.
    fn check(source: &str, expected: &str) {
        let module = parse(source);
        let call = module.calls().filter(|site| site.callee_span.slice(source) == "f").last().unwrap();
        let show = |guard: &Guard| match guard {
            Guard::Condition(span) => format!("if {}", span.slice(source)),
            Guard::Try(names) => format!("try {}", names.join(" ")),
            Guard::With(span) => format!("with {}", span.slice(source)),
        };
        let guards = module.guards(module.call_node(call.id).unwrap());
        assert_eq!(guards.iter().map(show).collect::<Vec<_>>().join("; "), expected, "{source}");
    }

    #[test]
    fn knows_what_stands_around() {
        check("f()", "");
        check("if a: f()", "if a");
        check("if f(): pass", "");
        check("if a: pass\nelif b: f()", "if b; if a");
        check("if a: pass\nelse: f()", "if a");
        check("while a:\n  f()", "if a");
        check("x = f() if a else b", "if a");
        check("a or f()", "if a");
        check("f() or a", "");
        check("try: f()\nexcept (A, b.C) as e: pass\nexcept: pass", "try A b C e BaseException");
        check("try: pass\nexcept A: f()", "");
        check("with a as b: f()", "with a as b");
        check("if a:\n  def g(): f()", "");
    }
}

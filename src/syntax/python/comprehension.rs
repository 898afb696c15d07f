//! The parts of a list comprehension. Evaluates nothing.

use super::module::Module;
use super::tree::{Kind, NodeId, Role};

/// `[element for target in iterable if condition]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comprehension {
    /// What each `for` goes through.
    pub iterables: Vec<NodeId>,
    /// What each `if` asks.
    pub conditions: Vec<NodeId>,
}

impl Module {
    /// The parts of a list comprehension, if the expression is one.
    #[must_use]
    pub fn comprehension(&self, expression: NodeId) -> Option<Comprehension> {
        let tree = &self.tree;
        let id = tree.unparenthesized(expression);
        if tree.kind(id) != Kind::ListComprehension || tree.is_broken(id) {
            return None;
        }
        let clauses = |kind: Kind| tree.parts(id).filter(move |part| tree.kind(*part) == kind);
        Some(Comprehension {
            iterables: clauses(Kind::ForInClause).filter_map(|clause| tree.child(clause, Role::Right)).collect(),
            conditions: clauses(Kind::IfClause).filter_map(|clause| tree.parts(clause).next()).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    fn check(comprehension: &str, expected: &str) {
        let source = format!("def f(x):\n  return {comprehension}\n");
        let module = parse(&source);
        let exits = module.exits(module.function_named("f").unwrap()).unwrap();
        let found = module.comprehension(exits.returns[0].value.unwrap());
        let texts =
            |ids: &[super::NodeId]| ids.iter().map(|id| module.span(*id).slice(&source)).collect::<Vec<_>>().join(",");
        let shown = found.map(|it| format!("{} | {}", texts(&it.iterables), texts(&it.conditions)));
        assert_eq!(shown.as_deref().unwrap_or("-"), expected, "{source}");
    }

    #[test]
    fn takes_it_apart() {
        check("[a for a in x]", "x | ");
        check("([a for a in x if a > 1 if b])", "x | a > 1,b");
        check("[a if a else b for a in x for b in f(a)]", "x,f(a) | ");
        check("{a for a in x}", "-");
        check("[x]", "-");
    }
}

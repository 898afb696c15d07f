//! The calls of a file and where they stand. Does not evaluate their arguments.

use super::definition::FunctionId;
use super::module::Module;
use super::names::ScopeKind;
use super::object::Callee;
use super::tree::{Kind, NodeId, Role};
use crate::text::Span;

/// A call of the file; later ones are greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CallId(pub(super) usize);

/// A call found when the file was walked.
#[derive(Clone, Copy, Debug)]
pub(super) struct CallRecord {
    pub(super) node: NodeId,
    pub(super) type_checking: bool,
}

/// A call and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct CallSite {
    /// Which call it is.
    pub id: CallId,
    /// The whole call.
    pub span: Span,
    /// What is called.
    pub callee: Callee,
    /// The expression that is called.
    pub callee_span: Span,
    /// The innermost function around it.
    pub function: Option<FunctionId>,
    /// What the call's result is directly assigned to.
    pub target: Option<Target>,
    /// The statement it stands in.
    pub statement: Span,
    /// Whether it stands under `if TYPE_CHECKING:` and never runs.
    pub type_checking: bool,
    /// Whether a part of it did not parse.
    pub broken: bool,
}

/// What a result is assigned to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The text of the name or attribute: `score`, `self.score`.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// Which of the two it is.
    pub form: TargetForm,
}

/// The form of a [`Target`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetForm {
    /// A name.
    Name,
    /// An attribute, such as `self.score`.
    Attribute,
}

impl Module {
    /// The calls of the file in the order in which they begin, an outer call before those within it.
    pub fn calls(&self) -> impl Iterator<Item = CallSite> {
        (0..self.calls.len()).filter_map(|index| self.call_site(CallId(index)))
    }

    /// One call of the file. `None` for an id of another file.
    #[must_use]
    pub fn call_site(&self, id: CallId) -> Option<CallSite> {
        let record = self.calls.get(id.0)?;
        let function = self.tree.child(record.node, Role::Function)?;
        Some(CallSite {
            id,
            span: self.tree.span(record.node),
            callee: self.callee(record.node),
            callee_span: self.tree.span(function),
            function: self.function_around(record.node),
            target: self.target(record.node),
            statement: self.statement(record.node),
            type_checking: record.type_checking,
            broken: self.tree.is_broken(record.node),
        })
    }

    /// The expression that is the call `id`.
    #[must_use]
    pub fn call_node(&self, id: CallId) -> Option<NodeId> {
        self.calls.get(id.0).map(|record| record.node)
    }

    pub(super) fn call_at(&self, node: NodeId) -> Option<CallId> {
        self.calls.binary_search_by_key(&node, |record| record.node).ok().map(CallId)
    }

    pub(super) fn function_around(&self, node: NodeId) -> Option<FunctionId> {
        self.scopes.outward(self.scope_of(node)).find_map(|scope| match self.scopes.get(scope).kind {
            ScopeKind::Function(id) => Some(id),
            ScopeKind::Module | ScopeKind::Class(_) | ScopeKind::Expression => None,
        })
    }

    /// The whole statement around an expression.
    #[must_use]
    pub fn statement_around(&self, expression: NodeId) -> Span {
        self.statement(expression)
    }

    /// The whole statement around a node.
    pub(super) fn statement(&self, node: NodeId) -> Span {
        let in_block = |id: &NodeId| {
            self.tree.parent(*id).is_some_and(|parent| matches!(self.tree.kind(parent), Kind::Block | Kind::Module))
        };
        self.tree.span(self.tree.ancestors(node).find(in_block).unwrap_or(node))
    }

    fn target(&self, call: NodeId) -> Option<Target> {
        let parenthesized = |id: &NodeId| self.tree.kind(*id) == Kind::ParenthesizedExpression;
        let whole = std::iter::successors(Some(call), |id| self.tree.parent(*id).filter(parenthesized)).last()?;
        let assignment = self.tree.parent(whole).filter(|parent| self.tree.kind(*parent) == Kind::Assignment)?;
        let target = self.tree.child(assignment, Role::Left).filter(|_| self.tree.role(whole) == Role::Right)?;
        let form = match self.tree.kind(target) {
            Kind::Identifier => TargetForm::Name,
            Kind::Attribute => TargetForm::Attribute,
            _ => return None,
        };
        Some(Target { text: self.slice(target).to_owned(), span: self.tree.span(target), form })
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    /// For each call: target, callee, lines of the statement, function and marks.
    fn check(source: &str, expected: &[&str]) {
        let module = parse(source);
        let show = |site: super::CallSite| {
            let function = site.function.and_then(|id| module.function(id)).map(|function| &*function.name);
            let target = site.target.map(|target| format!("{} = ", target.text)).unwrap_or_default();
            let mark = if site.type_checking { " never" } else { "" };
            let statement = site.statement.slice(source).lines().count();
            format!("{target}{}/{statement} in {}{mark}", site.callee_span.slice(source), function.unwrap_or("-"))
        };
        assert_eq!(module.calls().map(show).collect::<Vec<_>>(), expected, "{source}");
    }

    #[test]
    fn knows_where_calls_stand() {
        check("score = f(g())", &["score = f/1 in -", "g/1 in -"]);
        check("self.x = (\n f()\n)", &["self.x = f/3 in -"]);
        check("x: int = f()", &["x = f/1 in -"]);
        check("a = b = f()", &["b = f/1 in -"]);
        check("a['b'] = f()\nf() + 1\na, b = f()", &["f/1 in -", "f/1 in -", "f/1 in -"]);
        check("def p():\n  def q():\n    return lambda: f()\n  x = g()", &["f/1 in q", "x = g/1 in p"]);
        check("class A:\n  def p(self, a=f()): pass", &["f/1 in -"]);
        check("@f()\ndef p(): pass", &["f/2 in -"]);
        check("if TYPE_CHECKING:\n  f()\nelse:\n  g()", &["f/1 in - never", "g/1 in -"]);
        check("if typing.TYPE_CHECKING:\n  f()", &["f/1 in - never"]);
        check("a.b(1).c(2)", &["a.b(1).c/1 in -", "a.b/1 in -"]);
    }
}

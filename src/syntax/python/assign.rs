//! Attributes of objects: where they are assigned and where they are read. Does not know what they mean.

use super::call::CallId;
use super::definition::FunctionId;
use super::module::Module;
use super::object::{Object, Segment};
use super::tree::{Kind, NodeId, Role};
use crate::text::Span;

/// `x.attr = value`, `x.inputs["data"].mode = value`, and subscripts such as `x["key"] = value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeAssignment {
    /// The call that made the object, if that is certain.
    pub object: Option<CallId>,
    /// The expression before the first attribute, as it is written: `x`.
    pub root: Span,
    /// From the object to what is assigned, across names that are followed. As written if `object` is not known.
    pub path: Vec<Segment>,
    /// The target as it is written.
    pub span: Span,
    /// What is assigned; `None` for `+=`, `del` and unpacking.
    pub value: Option<NodeId>,
    /// The statement.
    pub statement: Span,
    /// The innermost function around it.
    pub function: Option<FunctionId>,
}

/// `x.outputs.scores` where it is not assigned to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeRead {
    /// The call that made the object.
    pub object: CallId,
    /// The expression before the first attribute, as it is written: `x`.
    pub root: Span,
    /// From the object to what is read, across names that are followed.
    pub path: Vec<Segment>,
    /// The expression.
    pub span: Span,
    /// Whether it is called: `x.outputs.scores.as_input()`.
    pub called: bool,
    /// The innermost function around it.
    pub function: Option<FunctionId>,
}

/// An assignment to an attribute or subscript, found when the file was walked.
#[derive(Clone, Copy, Debug)]
pub(super) struct PartRecord {
    pub(super) target: NodeId,
    pub(super) value: Option<NodeId>,
}

impl Module {
    /// The assignments to attributes and subscripts, in source order. Those with a computed subscript are left out.
    pub fn attribute_assignments(&self) -> impl Iterator<Item = AttributeAssignment> {
        self.part_assignments.iter().filter_map(|record| self.attribute_assignment(*record))
    }

    fn attribute_assignment(&self, record: PartRecord) -> Option<AttributeAssignment> {
        let chain = self.chain(record.target);
        let written = chain.segments?;
        let (object, path) = match self.object(record.target) {
            Object::Made { call, path } => (Some(call), path),
            _ => (None, written),
        };
        Some(AttributeAssignment {
            object,
            root: self.tree.span(chain.root),
            path,
            span: self.tree.span(record.target),
            value: record.value,
            statement: self.statement(record.target),
            function: self.function_around(record.target),
        })
    }

    /// The attributes and subscripts of objects that calls of this file made, in source order, each as long as it is
    /// written: `x.outputs.scores` is one, not two.
    pub fn attribute_reads(&self) -> impl Iterator<Item = AttributeRead> {
        self.part_reads.iter().filter_map(|node| self.attribute_read(*node))
    }

    fn attribute_read(&self, node: NodeId) -> Option<AttributeRead> {
        let Object::Made { call, path } = self.object(node) else { return None };
        let called = self.tree.role(node) == Role::Function
            && self.tree.parent(node).is_some_and(|parent| self.tree.kind(parent) == Kind::Call);
        Some(AttributeRead {
            object: call,
            root: self.tree.span(self.chain(node).root),
            path,
            span: self.tree.span(node),
            called,
            function: self.function_around(node),
        })
    }

    /// Whether an attribute of what `call` made is assigned anywhere in the file.
    pub(super) fn is_modified(&self, call: CallId) -> bool {
        let modified = || self.attribute_assignments().filter_map(|assignment| assignment.object).collect();
        self.modified.get_or_init(modified).contains(&call)
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::super::testing::{segments, show};

    fn check(source: &str, expected: &[&str]) {
        let module = parse(source);
        let show = |found: super::AttributeAssignment| {
            let object = found.object.map_or("?".to_owned(), |call| format!("#{}", call.0));
            let value = found.value.map_or("-".to_owned(), |value| show(&module, &module.value(value)));
            let function = found.function.and_then(|id| module.function(id)).map_or("-", |function| &function.name);
            let root = found.root.slice(source);
            format!("{root} {object}{} = {value} in {function}", segments(&found.path))
        };
        assert_eq!(module.attribute_assignments().map(show).collect::<Vec<_>>(), expected, "{source}");
    }

    fn check_reads(source: &str, expected: &[&str]) {
        let module = parse(source);
        let show = |found: super::AttributeRead| {
            let call = if found.called { "()" } else { "" };
            format!("#{}{}{call} {}", found.object.0, segments(&found.path), found.span.slice(source))
        };
        assert_eq!(module.attribute_reads().map(show).collect::<Vec<_>>(), expected, "{source}");
    }

    #[test]
    fn finds_assignments_to_attributes() {
        check("x = f()\nx.a = 1", &["x #0.a = 1 in -"]);
        check("x = f()\ndef p(n):\n  x.a.b.c = n", &["x #0.a.b.c = $n in p"]);
        check("b = f()\ndef p():\n  n = b()\n  n.inputs['d'].mode = 'm'", &["n #1.inputs[d].mode = \"m\" in p"]);
        check("x = f()\no = x.outputs.o\no.type = T", &["o #0.outputs.o.type = ? in -"]);
        check("x = f()\nx = g()\nx.a = 1", &["x ?.a = 1 in -"]);
        check("def p(self):\n  self.a = 1", &["self ?.a = 1 in p"]);
        check("x = f()\nx.a, x.b = 1, 2", &["x #0.a = - in -", "x #0.b = - in -"]);
        check("x = f()\nx.a += 1\ndel x.b", &["x #0.a = - in -", "x #0.b = - in -"]);
        check("x = f()\nfor x.c in y: pass", &["x #0.c = - in -"]);
        check("x = f()\nx.a = x.b = 1", &["x #0.a = 1 in -", "x #0.b = 1 in -"]);
        check("x = f()\nx.a[k].b = 1\nx.a: int = 2\nx.c: int", &["x #0.a = 2 in -"]);
        check("x['a'] = 1", &["x ?[a] = 1 in -"]);
    }

    #[test]
    fn finds_reads_of_attributes() {
        check_reads("x = f()\ng(x.outputs.a)", &["#0.outputs.a x.outputs.a"]);
        check_reads("x = f()\ng(x.inputs['a'].b.c())", &["#0.inputs[a].b.c() x.inputs['a'].b.c"]);
        check_reads("x = f()\nx.a = x.b", &["#0.b x.b"]);
        check_reads("f().a", &["#0.a f().a"]);
        check_reads("x.a\nx.b", &[]);
    }

    #[test]
    fn an_assignment_marks_the_call() {
        let module = parse("x = f()\nx.a = 1\ny = g()\nh(x, y)");
        let calls = module.calls().filter_map(|site| module.call(site.id));
        assert_eq!(calls.map(|call| call.modified).collect::<Vec<_>>(), [true, false, false]);
    }
}

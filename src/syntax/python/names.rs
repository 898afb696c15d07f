//! Scopes and what binds names in them, after Python's rules. Knows no values.

use super::definition::{ClassId, FunctionId};
use super::tree::NodeId;
use std::collections::{HashMap, HashSet};

/// A scope of the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct ScopeId(pub(super) u32);

/// The scope of the file itself.
pub(super) const MODULE_SCOPE: ScopeId = ScopeId(0);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScopeKind {
    Module,
    Function(FunctionId),
    Class(ClassId),
    /// A lambda or comprehension.
    Expression,
}

#[derive(Debug)]
pub(super) struct Scope {
    pub(super) kind: ScopeKind,
    pub(super) parent: ScopeId,
    names: HashMap<Box<str>, Name>,
    /// Names under `global`.
    globals: Vec<Box<str>>,
}

/// All that is known of one name in one scope.
#[derive(Debug, Default)]
struct Name {
    bindings: Vec<Binding>,
    changes: Vec<Change>,
    /// Index of the one binding that counts, if there is one; set when all are known.
    certain: Option<usize>,
}

/// One place that binds a name.
#[derive(Debug)]
pub(super) struct Binding {
    pub(super) kind: BindingKind,
    pub(super) attempt: Attempt,
}

/// The `try` statements around a place, which tell an import from its fallback.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Attempt {
    /// The innermost `try` in whose body it stands.
    pub(super) body_of: Option<NodeId>,
    /// The innermost `try` in one of whose `except` clauses it stands.
    pub(super) except_of: Option<NodeId>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum BindingKind {
    /// An import, with the full dotted name of what it binds.
    Import(String),
    /// The value of an expression.
    Value(NodeId),
    Function(FunctionId),
    Class(ClassId),
    Parameter(FunctionId, usize),
    /// Loop variables, `with`, `except`, `global`, `del`, captures, …: known at run time only.
    Opaque,
}

/// How the object of a name is changed after it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// `list.append(…)`: what is there stays.
    Added,
    /// `d["key"] = …`
    Key(String),
    /// A method that changes, or a computed key.
    Any,
}

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning<'m> {
    /// Nothing in the file binds it: a builtin, or from a star import.
    Unbound,
    /// Bound in one certain way, with the changes made to its object.
    Bound(&'m BindingKind, &'m [Change]),
    /// Bound several times or in a way that only run time tells.
    Uncertain,
}

/// The scopes of a file.
#[derive(Debug)]
pub(super) struct Scopes(Vec<Scope>);

impl Default for Scopes {
    fn default() -> Self {
        Self(vec![Scope { kind: ScopeKind::Module, parent: MODULE_SCOPE, names: HashMap::new(), globals: Vec::new() }])
    }
}

impl Scopes {
    pub(super) fn add(&mut self, kind: ScopeKind, parent: ScopeId) -> ScopeId {
        let id = ScopeId(u32::try_from(self.0.len()).unwrap_or(u32::MAX));
        self.0.push(Scope { kind, parent, names: HashMap::new(), globals: Vec::new() });
        id
    }

    pub(super) fn get(&self, id: ScopeId) -> &Scope {
        self.0.get(id.0 as usize).unwrap_or(&self.0[0])
    }

    fn name_mut(&mut self, scope: ScopeId, name: &str) -> Option<&mut Name> {
        let names = &mut self.0.get_mut(scope.0 as usize)?.names;
        if !names.contains_key(name) {
            names.insert(name.into(), Name::default());
        }
        names.get_mut(name)
    }

    pub(super) fn bind(&mut self, scope: ScopeId, name: &str, binding: Binding) {
        if let Some(entry) = self.name_mut(scope, name) {
            entry.bindings.push(binding);
        }
    }

    /// The scope and its ancestors, from the inside out.
    pub(super) fn outward(&self, scope: ScopeId) -> impl Iterator<Item = ScopeId> {
        std::iter::successors(Some(scope), |id| Some(self.get(*id).parent).filter(|_| *id != MODULE_SCOPE))
    }

    /// The scope in which `name` is bound, seen from `scope`. Class scopes are seen from their own body only.
    fn binding_scope(&self, scope: ScopeId, name: &str) -> Option<ScopeId> {
        self.outward(scope).find(|id| {
            let candidate = self.get(*id);
            let hidden = *id != scope && matches!(candidate.kind, ScopeKind::Class(_));
            !hidden && candidate.names.get(name).is_some_and(|name| !name.bindings.is_empty())
        })
    }

    /// Notes that `scope` declares `name` as `global`.
    pub(super) fn declare_global(&mut self, scope: ScopeId, name: &str) {
        if let Some(scope) = self.0.get_mut(scope.0 as usize) {
            scope.globals.push(name.into());
        }
    }

    /// The scope that a name seen from `scope` belongs to; the file's own for one under `global`.
    pub(super) fn home(&self, scope: ScopeId, name: &str) -> Option<ScopeId> {
        let home = self.binding_scope(scope, name)?;
        let is_global = self.get(home).globals.iter().any(|global| **global == *name);
        Some(if is_global { MODULE_SCOPE } else { home })
    }

    /// Decides which bindings are certain. To be called once, after all names are bound.
    pub(super) fn settle(&mut self) {
        for name in self.0.iter_mut().flat_map(|scope| scope.names.values_mut()) {
            name.certain = certain(&name.bindings);
        }
    }

    /// Notes that the object of `name` is changed. To be called after all names are bound.
    pub(super) fn change(&mut self, scope: ScopeId, name: &str, change: Change) {
        let Some(scope) = self.binding_scope(scope, name) else { return };
        if let Some(entry) = self.name_mut(scope, name) {
            entry.changes.push(change);
        }
    }

    /// What `name` stands for in `scope`.
    pub(super) fn meaning(&self, scope: ScopeId, name: &str) -> Meaning<'_> {
        let found = self.binding_scope(scope, name).and_then(|scope| self.get(scope).names.get(name));
        let Some(name) = found else { return Meaning::Unbound };
        match name.certain.and_then(|index| name.bindings.get(index)) {
            Some(binding) => Meaning::Bound(&binding.kind, &name.changes),
            None => Meaning::Uncertain,
        }
    }
}

/// Which binding counts, if one does: equal imports count once, and an import outdoes its fallback.
fn certain(bindings: &[Binding]) -> Option<usize> {
    let is_import = |binding: &Binding| matches!(binding.kind, BindingKind::Import(_));
    let imports = bindings.iter().filter(|binding| is_import(binding));
    let tried: HashSet<NodeId> = imports.filter_map(|binding| binding.attempt.body_of).collect();
    let is_fallback = |binding: &Binding| binding.attempt.except_of.is_some_and(|id| tried.contains(&id));
    let mut counted = bindings.iter().enumerate().filter(|(_, binding)| !is_fallback(binding));
    let (index, first) = counted.next()?;
    let repeats = |binding: &Binding| is_import(binding) && binding.kind == first.kind;
    (first.kind != BindingKind::Opaque && counted.all(|(_, other)| repeats(other))).then_some(index)
}

#[cfg(test)]
mod tests {
    use super::super::testing::last_callee;

    /// The callee of the last call.
    fn check(source: &str, expected: &str) {
        assert_eq!(last_callee(source), expected, "{source}");
    }

    const RUN: &str = "azure.ai.ml.parallel.RunFunction";
    const STEP: &str = "azureml.pipeline.steps.ParallelRunStep";

    #[test]
    fn resolves_imports_to_full_names() {
        check("from azure.ai.ml.parallel import RunFunction\nRunFunction()", RUN);
        check("from azure.ai.ml.parallel import RunFunction as r\nr()", RUN);
        check("from azure.ai.ml.parallel import (\n  x,\n  RunFunction as r,\n)\nr()", RUN);
        check("import azure.ai.ml.parallel as p\np.RunFunction()", RUN);
        check("import azure.ai.ml\nazure.ai.ml.parallel.RunFunction()", RUN);
        check("import azure.ai.ml, azure.identity\nazure.ai.ml.parallel.RunFunction()", RUN);
        check("import azure.ai.ml\nimport azure.core\nazure.ai.ml.parallel.RunFunction()", RUN);
        check("from azure.ai.ml import parallel, dsl\nparallel.RunFunction()", RUN);
        check("from azure.ai.ml import parallel\nr = parallel.RunFunction\nr()", RUN);
        check("from azure . ai.ml \\\n import parallel\n(parallel).RunFunction()", RUN);
        check("from .ml import f\nf()", ".ml.f");
        check("from . import f\nf()", ".f");
    }

    #[test]
    fn a_fallback_import_does_not_count() {
        let first = "try:\n    from azureml.pipeline.steps import ParallelRunStep\n";
        check(&format!("{first}except ImportError:\n    ParallelRunStep = None\nParallelRunStep()"), STEP);
        check(&format!("{first}except ImportError:\n    from contrib import ParallelRunStep\nParallelRunStep()"), STEP);
        check("from a import f\ntry:\n    g()\nexcept E:\n    f = None\nf()", "?");
        check("try:\n    import a\nexcept E:\n    from b import f\nf()", "b.f");
    }

    #[test]
    fn a_name_bound_otherwise_is_unknown() {
        let import = "from azure.ai.ml.parallel import RunFunction as r\n";
        check(&format!("{import}from other import r\nr()"), "?");
        check(&format!("{import}{import}r()"), RUN);
        check(&format!("{import}r = 1\nr()"), "?");
        check(&format!("{import}def r(): pass\nr()"), "?");
        check(&format!("{import}for r in x: pass\nr()"), "?");
        check(&format!("{import}for a, (r, b) in x: pass\nr()"), "?");
        check(&format!("{import}with x as r: pass\nr()"), "?");
        check(&format!("{import}with x as (r, b): pass\nr()"), "?");
        check(&format!("{import}try: pass\nexcept E as r: pass\nr()"), "?");
        check(&format!("{import}del r\nr()"), "?");
        check(&format!("{import}r += 1\nr()"), "?");
        check(&format!("{import}(r := 1)\nr()"), "?");
        check(&format!("{import}[(r := 1) for x in y]\nr()"), "?");
        check(&format!("{import}def f():\n  global r\n  r = 1\nr()"), "?");
        check(&format!("{import}match x:\n  case [r]: pass\nr()"), "?");
        check(&format!("{import}match x:\n  case r: pass\nr()"), "?");
        check(&format!("{import}match x:\n  case A(a=r): pass\nr()"), "?");
        check(&format!("{import}match x:\n  case {{'a': r, **s}}: pass\nr()"), "?");
        check(&format!("{import}match x:\n  case 1 as r: pass\nr()"), "?");
        check(&format!("{import}match x:\n  case [*r]: pass\nr()"), "?");
        check(&format!("{import}r, s = x\nr()"), "?");
        check(&format!("{import}[r, s] = x\nr()"), "?");
        check(&format!("{import}type r = int\nr()"), "?");
        check(&format!("{import}import r\nr()"), "?");
        check("from promptflow import ParallelRunConfig\nParallelRunConfig()", "promptflow.ParallelRunConfig");
    }

    #[test]
    fn a_use_that_binds_nothing_leaves_the_name() {
        let import = "from azure.ai.ml.parallel import RunFunction as r\n";
        check(&format!("{import}match x:\n  case r(): pass\nr()"), RUN);
        check(&format!("{import}match x:\n  case r.A: pass\nr()"), RUN);
        check(&format!("{import}r: int\nr()"), RUN);
        check(&format!("{import}f(r=1)\nr.x = 1\nr[0] = 1\nr()"), RUN);
        check(&format!("{import}x = [r for r in y]\nr()"), RUN);
        check(&format!("{import}x = lambda r: r\nr()"), RUN);
        check(&format!("{import}def f(r): pass\nr()"), RUN);
        check(&format!("{import}class A:\n  r = 1\nr()"), RUN);
    }

    #[test]
    fn scopes_nest_as_in_python() {
        let import = "from azure.ai.ml.parallel import RunFunction as r\n";
        check(&format!("{import}def f():\n  def g():\n    r()"), RUN);
        check(&format!("{import}def f(r):\n  r()"), "?");
        check(&format!("{import}def f():\n  r = 1\n  def g():\n    r()"), "?");
        check(&format!("{import}class A:\n  r = 1\n  def g(self):\n    r()"), RUN);
        check(&format!("{import}class A:\n  r = other\n  r()"), "~other");
        check("def f():\n  from azure.ai.ml.parallel import RunFunction as r\n  r()", RUN);
        check("def f():\n  from azure.ai.ml.parallel import RunFunction as r\nr()", "~r");
        check(&format!("{import}def f(a=r()): r = 1"), RUN);
        check(&format!("{import}[r() for r in x]"), "?");
        check(&format!("{import}lambda r: r()"), "?");
        check(&format!("{import}def f():\n  r = 1\n  def g():\n    nonlocal r\n    r()"), "?");
    }

    #[test]
    fn calls_lead_to_the_calls_that_made_their_objects() {
        check("a = f()\na()", "#0");
        check("a = f()\ndef p():\n  n = a(data=1)\n  n.x.y()", "#1.x.y");
        check("a = f()\na = g()\na()", "?");
        check("a = f()\nb = a\nb()", "#0");
        check("a, b = f(), g()\nb()", "#1");
        check("a = b = f()\nb()", "#0");
        check("a: int = f()\na()", "#0");
        check("a = f().b\na.c['d'].e()", "#0.b.c[d].e");
        check("f()()", "~f");
        check("x = f()()\nx()", "#0");
        check("x = x.y()\nx()", "#0");
        check("a = b\nb = a\na()", "?");
        check("def f(): pass\nf()", "def f");
        check("class A: pass\nA()", "class A");
        check("'a {}'.format(1)", "\"a {}\".format");
        check("def f(a):\n  a()", "?");
    }
}

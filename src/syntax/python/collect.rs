//! The one walk over the tree: what binds names, what calls, what assigns to attributes. Evaluates nothing.

use super::assign::PartRecord;
use super::call::CallRecord;
use super::definition::{Class, ClassId, Decorator, Function, FunctionId, parameters};
use super::import;
use super::module::Module;
use super::names::{Attempt, Binding, BindingKind, Change, MODULE_SCOPE, Meaning, ScopeId, ScopeKind};
use super::object::{Callee, MAX_HOPS, Object, SegmentForm};
use super::pattern::{assigned_parts, bound_names, final_value, unpack};
use super::tree::{Kind, NodeId, Role};
use crate::text::Span;
use std::collections::HashMap;

/// Methods that only add to a list or dictionary.
const ADDING_METHODS: [&str; 3] = ["append", "extend", "setdefault"];
/// Methods that may change what is already in a list or dictionary.
const CHANGING_METHODS: [&str; 9] =
    ["update", "pop", "popitem", "clear", "insert", "remove", "sort", "reverse", "__setitem__"];

/// What holds for a node because of where it stands.
#[derive(Clone, Copy, Default)]
struct Place {
    scope: ScopeId,
    in_error: bool,
    attempt: Attempt,
    type_checking: bool,
}

impl Default for ScopeId {
    fn default() -> Self {
        MODULE_SCOPE
    }
}

struct Collector<'a> {
    module: Module,
    source: &'a str,
    masked: &'a [Span],
    /// Scopes that functions, classes, lambdas and comprehensions open, by their node.
    inner: HashMap<NodeId, ScopeId>,
    place: Place,
}

/// Walks the tree of `module` and fills in the rest. `source` is the text with the lines `masked` as they were.
pub(super) fn collect(module: Module, source: &str, masked: &[Span]) -> Module {
    let mut collector = Collector { module, source, masked, inner: HashMap::new(), place: Place::default() };
    let mut places: Vec<Place> = Vec::with_capacity(collector.module.tree.len());
    for id in collector.module.tree.ids() {
        let parent = collector.module.tree.parent(id);
        let around = parent.and_then(|parent| places.get(parent.index()).copied()).unwrap_or_default();
        collector.place = collector.place_in(id, parent, around);
        places.push(collector.place);
        collector.visit(id);
    }
    let mut module = collector.module;
    module.node_scopes = places.into_iter().map(|place| place.scope).collect();
    module.scopes.settle();
    note_changes(&mut module);
    name_decorators(&mut module);
    module
}

impl Collector<'_> {
    fn place_in(&self, id: NodeId, parent: Option<NodeId>, mut place: Place) -> Place {
        let Some(parent) = parent else { return place };
        let tree = &self.module.tree;
        let role = tree.role(id);
        match tree.kind(parent) {
            Kind::FunctionDefinition | Kind::ClassDefinition | Kind::Lambda if role == Role::Body => {
                place.scope = self.inner.get(&parent).copied().unwrap_or(place.scope);
            }
            Kind::ListComprehension
            | Kind::SetComprehension
            | Kind::DictionaryComprehension
            | Kind::GeneratorExpression => {
                place.scope = self.inner.get(&parent).copied().unwrap_or(place.scope);
            }
            Kind::Try if role == Role::Body => place.attempt.body_of = Some(parent),
            Kind::ExceptClause => place.attempt.except_of = tree.parent(parent),
            Kind::Error => place.in_error = true,
            Kind::IfStatement if role == Role::Consequence => {
                let condition = tree.child(parent, Role::Condition).map(|id| self.module.slice(id)).unwrap_or_default();
                place.type_checking |= condition.rsplit('.').next() == Some("TYPE_CHECKING");
            }
            _ => {}
        }
        place
    }

    fn visit(&mut self, id: NodeId) {
        match self.module.tree.kind(id) {
            Kind::Call if !self.place.in_error => {
                self.module.calls.push(CallRecord { node: id, type_checking: self.place.type_checking });
            }
            Kind::Attribute | Kind::Subscript => self.part_read(id),
            Kind::ImportStatement | Kind::ImportFrom => self.import(id),
            Kind::Assignment => self.assignment(id),
            Kind::AugmentedAssignment | Kind::DeleteStatement => self.rebound(id),
            Kind::ForStatement | Kind::ForInClause | Kind::TypeAlias => self.bind_opaque(id, Role::Left),
            Kind::NamedExpression => self.walrus(id),
            Kind::AsPattern => self.bind_alias(id),
            Kind::ExceptClause => self.bind_opaque(id, Role::Alias),
            Kind::FunctionDefinition => self.function(id),
            Kind::ClassDefinition => self.class(id),
            Kind::Lambda => self.lambda(id),
            Kind::ListComprehension
            | Kind::SetComprehension
            | Kind::DictionaryComprehension
            | Kind::GeneratorExpression => {
                let scope = self.module.scopes.add(ScopeKind::Expression, self.place.scope);
                self.inner.insert(id, scope);
            }
            Kind::GlobalStatement | Kind::NonlocalStatement => self.global(id),
            Kind::DottedName => self.capture(id),
            Kind::SplatPattern => self.bind_all(&bound_names(&self.module.tree, id)),
            Kind::Error => self.error(id),
            Kind::ExpressionStatement | Kind::IfStatement if !self.masked.is_empty() => self.masked_line(id),
            _ => {}
        }
    }

    fn bind(&mut self, scope: ScopeId, name: NodeId, kind: BindingKind) {
        let kind = if self.place.in_error { BindingKind::Opaque } else { kind };
        let binding = Binding { kind, attempt: self.place.attempt };
        let name = self.module.tree.span(name).slice(&self.module.text);
        self.module.scopes.bind(scope, name, binding);
    }

    fn bind_all(&mut self, names: &[NodeId]) {
        names.iter().for_each(|name| self.bind(self.place.scope, *name, BindingKind::Opaque));
    }

    fn bind_opaque(&mut self, id: NodeId, role: Role) {
        let Some(target) = self.module.tree.child(id, role) else { return };
        self.bind_all(&bound_names(&self.module.tree, target));
        self.assigned(target, None);
    }

    /// `as name` of `with`, `except` and `case`.
    fn bind_alias(&mut self, id: NodeId) {
        let tree = &self.module.tree;
        let alias = tree.child(id, Role::Alias).or_else(|| tree.parts(id).last());
        let Some(alias) = alias else { return };
        self.bind_all(&bound_names(&self.module.tree, alias));
        self.assigned(alias, None);
    }

    fn part_read(&mut self, id: NodeId) {
        let tree = &self.module.tree;
        let Some(parent) = tree.parent(id) else { return };
        let inner = match tree.kind(parent) {
            Kind::Attribute => true,
            Kind::Subscript => tree.role(id) == Role::Value,
            _ => false,
        };
        // What is assigned to was noted by its statement, which comes first.
        let assigned = self.module.part_assignments.iter().rev().take(16).any(|record| record.target == id);
        if !inner && !assigned && !self.place.in_error {
            self.module.part_reads.push(id);
        }
    }

    fn import(&mut self, id: NodeId) {
        let top_level = self.place.scope == MODULE_SCOPE;
        let imported = import::read(&self.module.tree, &self.module.text, id, top_level);
        for item in &imported.names {
            let kind = if self.place.in_error { BindingKind::Opaque } else { item.binding() };
            let binding = Binding { kind, attempt: self.place.attempt };
            self.module.scopes.bind(self.place.scope, &item.local, binding);
        }
        if !self.place.in_error {
            self.module.imports.extend(imported.names);
            self.module.star_imports.extend(imported.star);
        }
    }

    fn assignment(&mut self, id: NodeId) {
        let tree = &self.module.tree;
        let Some(target) = tree.child(id, Role::Left) else { return };
        let Some(value) = final_value(tree, id) else { return };
        let certain = tree.kind(value) != Kind::AugmentedAssignment;
        for (name, value) in unpack(tree, target, value) {
            let kind = value.filter(|_| certain).map_or(BindingKind::Opaque, BindingKind::Value);
            self.bind(self.place.scope, name, kind);
        }
        self.assigned(target, Some(value).filter(|_| certain));
    }

    /// Notes the attributes and subscripts in a target.
    fn assigned(&mut self, target: NodeId, value: Option<NodeId>) {
        if self.place.in_error {
            return;
        }
        let parts = assigned_parts(&self.module.tree, target);
        let records =
            parts.into_iter().map(|part| PartRecord { target: part, value: value.filter(|_| part == target) });
        self.module.part_assignments.extend(records);
    }

    /// `x += …` and `del x`: the name or part is no longer what it was made as.
    fn rebound(&mut self, id: NodeId) {
        let tree = &self.module.tree;
        let target = tree.child(id, Role::Left).or_else(|| tree.parts(id).next());
        let Some(target) = target else { return };
        self.bind_all(&bound_names(&self.module.tree, target));
        self.assigned(target, None);
    }

    fn walrus(&mut self, id: NodeId) {
        let Some(name) = self.module.tree.child(id, Role::Name) else { return };
        let scopes = &self.module.scopes;
        let own = scopes.outward(self.place.scope).find(|scope| scopes.get(*scope).kind != ScopeKind::Expression);
        self.bind(own.unwrap_or(MODULE_SCOPE), name, BindingKind::Opaque);
    }

    fn global(&mut self, id: NodeId) {
        let names = bound_names(&self.module.tree, id);
        self.bind_all(&names);
        let global = self.module.tree.kind(id) == Kind::GlobalStatement;
        if global {
            names.iter().for_each(|name| self.module.declare_global(self.place.scope, *name));
        }
        let around: Vec<_> = self.module.scopes.outward(self.place.scope).skip(1).collect();
        for scope in around {
            let owner = match self.module.scopes.get(scope).kind {
                ScopeKind::Module => global,
                ScopeKind::Function(_) => !global,
                ScopeKind::Class(_) | ScopeKind::Expression => false,
            };
            if owner {
                names.iter().for_each(|name| self.bind(scope, *name, BindingKind::Opaque));
            }
        }
    }

    /// A bare name in a `case` pattern.
    fn capture(&mut self, id: NodeId) {
        let tree = &self.module.tree;
        let parent = tree.parent(id).map_or(Kind::Other, |parent| tree.kind(parent));
        let in_pattern = matches!(
            parent,
            Kind::CasePattern | Kind::KeywordPattern | Kind::UnionPattern | Kind::DictPattern | Kind::AsPattern
        );
        if in_pattern && tree.parts(id).count() == 1 {
            self.bind(self.place.scope, id, BindingKind::Opaque);
        }
    }

    /// `name =` within text that did not parse binds the name to something unknown.
    fn error(&mut self, id: NodeId) {
        let tree = &self.module.tree;
        let children: Vec<_> = tree.children(id).collect();
        let assigned = children.windows(2).filter(|pair| {
            tree.kind(pair[0]) == Kind::Identifier && tree.span(pair[1]).slice(&self.module.text) == "="
        });
        let names: Vec<_> = assigned.map(|pair| pair[0]).collect();
        self.bind_all(&names);
    }

    /// The same for a line that was blanked out.
    fn masked_line(&mut self, id: NodeId) {
        let start = self.module.tree.span(id).start;
        let Ok(index) = self.masked.binary_search_by_key(&start, |span| span.start) else { return };
        let line = self.masked[index].slice(self.source);
        let binding = || Binding { kind: BindingKind::Opaque, attempt: Attempt::default() };
        let word = |c: char| c.is_alphanumeric() || c == '_';
        for name in line.split(|c| !word(c)).filter(|name| !name.is_empty()) {
            let after = &line[line.find(name).map_or(0, |at| at + name.len())..];
            let assigned = after.trim_start().strip_prefix('=').is_some_and(|rest| !rest.starts_with('='));
            if assigned || line.starts_with("def ") || line.starts_with("class ") {
                self.module.scopes.bind(self.place.scope, name, binding());
            }
        }
    }
}

/// Functions, classes and lambdas.
impl Collector<'_> {
    fn function(&mut self, id: NodeId) {
        let tree = &self.module.tree;
        let (Some(name), Some(body)) = (tree.child(id, Role::Name), tree.child(id, Role::Body)) else { return };
        let function = FunctionId(self.module.functions.len());
        let list = tree.child(id, Role::Parameters);
        let parameters = list.map(|list| parameters(tree, &self.module.text, list)).unwrap_or_default();
        let kind = self.module.scopes.get(self.place.scope).kind;
        let record = Function {
            name: self.module.slice(name).to_owned(),
            name_span: tree.span(name),
            span: tree.span(id),
            parameters_span: list.map_or(Span::at(tree.span(name).end), |list| tree.span(list)),
            parameters,
            is_async: tree.children(id).next().is_some_and(|first| self.module.slice(first) == "async"),
            decorators: self.decorators(id),
            body: tree.span(body),
            function: self.enclosing_function(),
            class: if let ScopeKind::Class(class) = kind { Some(class) } else { None },
            top_level: kind == ScopeKind::Module,
            node: id,
        };
        self.bind(self.place.scope, name, BindingKind::Function(function));
        let scope = self.module.scopes.add(ScopeKind::Function(function), self.place.scope);
        self.inner.insert(id, scope);
        for (index, parameter) in record.parameters.iter().enumerate() {
            let binding = Binding { kind: BindingKind::Parameter(function, index), attempt: Attempt::default() };
            self.module.scopes.bind(scope, &parameter.name, binding);
        }
        self.module.functions.push(record);
    }

    fn enclosing_function(&self) -> Option<FunctionId> {
        let scopes = &self.module.scopes;
        scopes.outward(self.place.scope).find_map(|scope| match scopes.get(scope).kind {
            ScopeKind::Function(id) => Some(id),
            ScopeKind::Module | ScopeKind::Class(_) | ScopeKind::Expression => None,
        })
    }

    fn decorators(&self, definition: NodeId) -> Vec<Decorator> {
        let tree = &self.module.tree;
        let decorated = tree.parent(definition).filter(|parent| tree.kind(*parent) == Kind::DecoratedDefinition);
        let decorators = decorated.into_iter().flat_map(|parent| tree.parts(parent));
        decorators
            .filter(|part| tree.kind(*part) == Kind::Decorator)
            .filter_map(|decorator| tree.parts(decorator).next())
            .map(|expression| Decorator { span: tree.span(expression), qualified: None, call: None, expression })
            .collect()
    }

    fn class(&mut self, id: NodeId) {
        let tree = &self.module.tree;
        let (Some(name), Some(body)) = (tree.child(id, Role::Name), tree.child(id, Role::Body)) else { return };
        let class = ClassId(self.module.classes.len());
        let bases = tree.child(id, Role::Superclasses).into_iter().flat_map(|list| tree.parts(list));
        let record = Class {
            name: self.module.slice(name).to_owned(),
            name_span: tree.span(name),
            span: tree.span(id),
            body: tree.span(body),
            bases: bases.filter(|base| tree.kind(*base) != Kind::KeywordArgument).collect(),
            top_level: self.place.scope == MODULE_SCOPE,
        };
        self.bind(self.place.scope, name, BindingKind::Class(class));
        let scope = self.module.scopes.add(ScopeKind::Class(class), self.place.scope);
        self.inner.insert(id, scope);
        self.module.classes.push(record);
    }

    fn lambda(&mut self, id: NodeId) {
        let tree = &self.module.tree;
        let list = tree.child(id, Role::Parameters);
        let parameters = list.map(|list| parameters(tree, &self.module.text, list)).unwrap_or_default();
        let scope = self.module.scopes.add(ScopeKind::Expression, self.place.scope);
        for parameter in parameters {
            let binding = Binding { kind: BindingKind::Opaque, attempt: Attempt::default() };
            self.module.scopes.bind(scope, &parameter.name, binding);
        }
        self.inner.insert(id, scope);
    }
}

/// Notes which lists and dictionaries are changed after they were made.
fn note_changes(module: &mut Module) {
    let mut changes: Vec<(NodeId, Change)> = Vec::new();
    for record in &module.part_assignments {
        let chain = module.chain(record.target);
        let change = match chain.first {
            Some(first) if first.form == SegmentForm::Index => Change::Key(first.text),
            Some(_) => continue,
            None => Change::Any,
        };
        changes.push((chain.root, change));
    }
    for record in &module.calls {
        let Some(function) = module.tree.child(record.node, Role::Function) else { continue };
        let Some(name) = module.tree.child(function, Role::Attribute).map(|name| module.slice(name)) else { continue };
        let adds = ADDING_METHODS.contains(&name);
        if !adds && !CHANGING_METHODS.contains(&name) {
            continue;
        }
        let chain = module.chain(function);
        let change = match (chain.segments.as_deref(), chain.first) {
            (Some([_]), _) => {
                if adds {
                    Change::Added
                } else {
                    Change::Any
                }
            }
            (_, Some(first)) if first.form == SegmentForm::Index => Change::Key(first.text),
            _ => Change::Any,
        };
        changes.push((chain.root, change));
    }
    changes.retain(|(root, _)| module.tree.kind(*root) == Kind::Identifier);
    for (root, change) in changes {
        note_change(module, root, &change);
    }
}

/// Notes a change for a name and for the names it stands for.
fn note_change(module: &mut Module, mut name: NodeId, change: &Change) {
    for _ in 0..MAX_HOPS {
        let (scope, text) = (module.scope_of(name), module.slice(name).to_owned());
        module.scopes.change(scope, &text, change.clone());
        let Meaning::Bound(BindingKind::Value(value), _) = module.scopes.meaning(scope, &text) else { return };
        name = module.tree.unparenthesized(*value);
        if module.tree.kind(name) != Kind::Identifier {
            return;
        }
    }
}

fn name_decorators(module: &mut Module) {
    for index in 0..module.functions.len() {
        for place in 0..module.functions[index].decorators.len() {
            let expression = module.functions[index].decorators[place].expression;
            let call = module.call_at(expression);
            let qualified = match call {
                Some(_) => match module.callee(expression) {
                    Callee::Qualified(name) => Some(name),
                    _ => None,
                },
                None => match module.object(expression) {
                    Object::Qualified(name) => Some(name),
                    _ => None,
                },
            };
            let decorator = &mut module.functions[index].decorators[place];
            (decorator.call, decorator.qualified) = (call, qualified);
        }
    }
}

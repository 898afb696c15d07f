//! Every place where a name is written, what is done with it there, and to which scope it belongs. Evaluates nothing.

use super::definition::FunctionId;
use super::module::Module;
use super::names::ScopeKind;
use super::pattern::final_value;
use super::tree::{Kind, NodeId, Role};
use crate::text::Span;

/// A name written somewhere, as an expression or as the target of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameUse<'m> {
    /// The name.
    pub name: &'m str,
    /// Where it stands.
    pub span: Span,
    /// The expression that it is.
    pub node: NodeId,
    /// What is done with it.
    pub form: UseForm<'m>,
    /// To which scope it belongs.
    pub home: Home,
    /// The innermost function around it.
    pub function: Option<FunctionId>,
}

/// The scope that a name belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// Nothing in the file binds it: a builtin, from a star import, or an error.
    Nowhere,
    /// The file.
    Module,
    /// A function.
    Function(FunctionId),
    /// A class, a lambda or a comprehension.
    Inner,
}

/// What is done with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UseForm<'m> {
    /// It is assigned a value; `None` for a part of one.
    Assigned(Option<NodeId>),
    /// It is bound otherwise: by `for`, `with`, `except`, `def`, `class`, `:=`.
    Bound,
    /// `name += …`
    Extended,
    /// `del name`
    Deleted,
    /// `global name`, `nonlocal name`
    Declared,
    /// `name.method(…)`
    Method(&'m str),
    /// `name[…] = …`, `del name[…]`
    Item,
    /// `raise name`, `raise name(…)`
    Raised,
    /// It is read in another way.
    Read,
}

impl Module {
    /// The names written within `span`, in source order; without the names of parameters, keywords and imports.
    pub fn names_in(&self, span: Span) -> impl Iterator<Item = NameUse<'_>> {
        let within = self.tree.from(span.start).take_while(move |id| self.tree.span(*id).start < span.end);
        within.filter_map(|id| self.name_use(id))
    }

    /// A function at the top of the file by its name; the last one if there are several.
    #[must_use]
    pub fn function_named(&self, name: &str) -> Option<FunctionId> {
        self.functions.iter().rposition(|function| function.top_level && function.name == name).map(FunctionId)
    }

    fn name_use(&self, id: NodeId) -> Option<NameUse<'_>> {
        let form = (self.tree.kind(id) == Kind::Identifier).then(|| self.form(id)).flatten()?;
        let name = self.slice(id);
        let home = match self.scopes.home(self.scope_of(id), name).map(|scope| self.scopes.get(scope).kind) {
            None => Home::Nowhere,
            Some(ScopeKind::Module) => Home::Module,
            Some(ScopeKind::Function(function)) => Home::Function(function),
            Some(ScopeKind::Class(_) | ScopeKind::Expression) => Home::Inner,
        };
        Some(NameUse { name, span: self.tree.span(id), node: id, form, home, function: self.function_around(id) })
    }

    /// What is done with the name `id`; `None` if it is no use of a variable.
    fn form(&self, id: NodeId) -> Option<UseForm<'_>> {
        let tree = &self.tree;
        let parent = tree.parent(id)?;
        let role = tree.role(id);
        Some(match tree.kind(parent) {
            Kind::Attribute if role == Role::Attribute => return None,
            Kind::Attribute => self.called_method(parent).map_or(UseForm::Read, UseForm::Method),
            Kind::KeywordArgument | Kind::KeywordPattern if role == Role::Name => return None,
            Kind::DefaultParameter | Kind::TypedDefaultParameter if role == Role::Name => return None,
            Kind::Parameters
            | Kind::LambdaParameters
            | Kind::TypedParameter
            | Kind::DictionarySplatPattern
            | Kind::DottedName
            | Kind::AliasedImport => return None,
            Kind::ListSplatPattern if self.is_parameter(parent) => return None,
            Kind::FunctionDefinition | Kind::ClassDefinition => UseForm::Bound,
            Kind::GlobalStatement | Kind::NonlocalStatement => UseForm::Declared,
            Kind::Subscript if role == Role::Value && self.is_changed(parent) => UseForm::Item,
            Kind::RaiseStatement => UseForm::Raised,
            Kind::Call if role == Role::Function && self.is_raised(parent) => UseForm::Raised,
            Kind::NamedExpression if role == Role::Name => UseForm::Bound,
            Kind::AsPatternTarget => UseForm::Bound,
            _ => self.target_form(id).unwrap_or(UseForm::Read),
        })
    }

    fn is_parameter(&self, id: NodeId) -> bool {
        let parent = self.tree.parent(id).map(|parent| self.tree.kind(parent));
        matches!(parent, Some(Kind::Parameters | Kind::LambdaParameters | Kind::TypedParameter))
    }

    fn called_method(&self, attribute: NodeId) -> Option<&str> {
        let call = self.tree.parent(attribute).filter(|parent| self.tree.kind(*parent) == Kind::Call)?;
        let name = self.tree.child(attribute, Role::Attribute)?;
        (self.tree.child(call, Role::Function) == Some(attribute)).then(|| self.slice(name))
    }

    fn is_raised(&self, call: NodeId) -> bool {
        self.tree.parent(call).is_some_and(|parent| self.tree.kind(parent) == Kind::RaiseStatement)
    }

    fn is_changed(&self, part: NodeId) -> bool {
        let Some(parent) = self.tree.parent(part) else { return false };
        match self.tree.kind(parent) {
            Kind::DeleteStatement => true,
            Kind::Assignment | Kind::AugmentedAssignment => self.tree.role(part) == Role::Left,
            _ => false,
        }
    }

    /// What a statement does with a name that is its target, or a part of it.
    fn target_form(&self, id: NodeId) -> Option<UseForm<'_>> {
        let tree = &self.tree;
        let is_pattern = |id: &NodeId| {
            matches!(
                tree.kind(*id),
                Kind::PatternList
                    | Kind::TuplePattern
                    | Kind::ListPattern
                    | Kind::ListSplatPattern
                    | Kind::Tuple
                    | Kind::List
                    | Kind::ExpressionList
                    | Kind::ParenthesizedExpression
            )
        };
        let target = std::iter::successors(Some(id), |id| tree.parent(*id).filter(is_pattern)).last()?;
        let statement = tree.parent(target)?;
        match (tree.kind(statement), tree.role(target)) {
            (Kind::Assignment, Role::Left) => {
                let value = final_value(tree, statement);
                // `name: type` alone neither reads nor binds.
                value.map(|value| UseForm::Assigned(Some(value).filter(|_| target == id)))
            }
            (Kind::AugmentedAssignment, Role::Left) => Some(UseForm::Extended),
            (Kind::ForStatement | Kind::ForInClause | Kind::TypeAlias, Role::Left) => Some(UseForm::Bound),
            (Kind::ExceptClause, Role::Alias) => Some(UseForm::Bound),
            (Kind::DeleteStatement, _) => Some(UseForm::Deleted),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Home, UseForm, parse};

    /// What is done with `x`, and where it belongs.
    fn check(source: &str, expected: &str) {
        let module = parse(source);
        let show = |found: super::NameUse| {
            let form = match found.form {
                UseForm::Assigned(value) => format!("={}", value.map_or("", |value| module.span(value).slice(source))),
                UseForm::Method(name) => format!(".{name}"),
                form => format!("{form:?}"),
            };
            let home = match found.home {
                Home::Nowhere => "-",
                Home::Module => "m",
                Home::Function(_) => "f",
                Home::Inner => "i",
            };
            format!("{form}/{home}")
        };
        let whole = crate::text::Span::new(0, source.len());
        let found: Vec<_> = module.names_in(whole).filter(|found| found.name == "x").map(show).collect();
        assert_eq!(found.join(" "), expected, "{source}");
    }

    #[test]
    fn tells_what_is_done() {
        check("x = 1", "=1/m");
        check("x, y = 1, 2", "=/m");
        check("a = x = 1", "=1/m");
        check("x: int = 1", "=1/m");
        check("x += 1", "Extended/m");
        check("for x in y: pass", "Bound/m");
        check("for a, (x, b) in y: pass", "Bound/m");
        check("with y as x: pass", "Bound/m");
        check("try: pass\nexcept E as x: pass", "Bound/m");
        check("del x", "Deleted/m");
        check("del x[0]", "Item/-");
        check("x[0] = 1", "Item/-");
        check("x.a.b()", "Read/-");
        check("x.a()", ".a/-");
        check("raise x('a')", "Raised/-");
        check("y.x(x=1)", "");
        check("f(y[x], x)", "Read/- Read/-");
        check("def x(x, *, y=x): pass", "Bound/m Read/m");
        check("import x\nx", "Read/m");
    }

    #[test]
    fn tells_where_it_belongs() {
        check("def f():\n  x = 1\n  x", "=1/f Read/f");
        check("def f():\n  global x\n  x = 1\n  x", "Declared/m =1/m Read/m");
        check("x = 1\ndef f():\n  return x", "=1/m Read/m");
        check("def f():\n  x = 1\ndef g():\n  x", "=1/f Read/-");
        check("def f(x):\n  return lambda: x", "Read/f");
        check("[x for x in y]", "Read/i Bound/i");
    }
}

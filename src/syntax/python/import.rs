//! Import statements: which local name stands for which dotted name. Knows no packages.

use super::names::BindingKind;
use super::tree::{Kind, NodeId, Role, Tree};
use crate::text::Span;

/// One imported name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The full dotted name of what is bound: `azure.ai.ml.parallel.RunFunction`; `azure` for `import azure.ai.ml`.
    pub qualified: String,
    /// The full dotted name as it is written, which differs for `import azure.ai.ml` only.
    pub path: String,
    /// The name that is bound in the file.
    pub local: String,
    /// The item in the statement: `parallel as p`.
    pub span: Span,
    /// The module's name in a `from` import, else the imported module's.
    pub module_span: Span,
    /// The statement.
    pub statement: Span,
    /// Whether it stands at the top of the file's scope, not in a function or class.
    pub top_level: bool,
    /// Whether it is `from … import …`.
    pub from: bool,
}

/// `from module import *`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StarImport {
    /// The module's dotted name.
    pub module: String,
    /// The statement.
    pub statement: Span,
}

/// What one statement imports.
#[derive(Default)]
pub(super) struct Imported {
    pub(super) names: Vec<Import>,
    pub(super) star: Option<StarImport>,
}

impl Import {
    pub(super) fn binding(&self) -> BindingKind {
        BindingKind::Import(self.qualified.clone())
    }
}

/// Reads an import statement of either form.
pub(super) fn read(tree: &Tree, text: &str, statement: NodeId, top_level: bool) -> Imported {
    let from = tree.child(statement, Role::ModuleName);
    let module = from.map(|id| dotted(tree, text, id)).unwrap_or_default();
    let span = tree.span(statement);
    let mut imported = Imported::default();
    for item in tree.parts(statement).filter(|id| Some(*id) != from) {
        if tree.kind(item) == Kind::WildcardImport {
            imported.star = Some(StarImport { module: module.clone(), statement: span });
            continue;
        }
        let (name, alias) = match tree.kind(item) {
            Kind::DottedName => (item, None),
            Kind::AliasedImport => (tree.child(item, Role::Name).unwrap_or(item), tree.child(item, Role::Alias)),
            _ => continue,
        };
        let written = dotted(tree, text, name);
        let first = written.split('.').next().unwrap_or_default().to_owned();
        let path = match from {
            Some(_) if module.ends_with('.') => format!("{module}{written}"),
            Some(_) => format!("{module}.{written}"),
            None => written,
        };
        let qualified = if from.is_none() && alias.is_none() { first.clone() } else { path.clone() };
        let local = alias.map_or(first, |id| tree.span(id).slice(text).to_owned());
        let module_span = tree.span(from.unwrap_or(name));
        let from = from.is_some();
        imported.names.push(Import {
            qualified,
            path,
            local,
            span: tree.span(item),
            module_span,
            statement: span,
            top_level,
            from,
        });
    }
    imported
}

/// A dotted name without white space; a relative one keeps its dots.
fn dotted(tree: &Tree, text: &str, id: NodeId) -> String {
    tree.span(id).slice(text).split(|c: char| c.is_whitespace() || c == '\\').collect()
}

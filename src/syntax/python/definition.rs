//! Functions and classes of a file. Knows their headers and where their bodies are, not what these do.

use super::call::CallId;
use super::tree::{Kind, NodeId, Role, Tree};
use crate::text::Span;

/// Index of a function in [`super::Module::functions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FunctionId(pub(super) usize);

/// Index of a class in [`super::Module::classes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassId(pub(super) usize);

/// A `def`.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// Where the name stands.
    pub name_span: Span,
    /// The definition without its decorators.
    pub span: Span,
    /// The parameter list with its parentheses.
    pub parameters_span: Span,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// Whether it is an `async def`.
    pub is_async: bool,
    /// Its decorators, outermost first.
    pub decorators: Vec<Decorator>,
    /// The statements, without the white space before the first.
    pub body: Span,
    /// The function around it.
    pub function: Option<FunctionId>,
    /// The class whose body it stands in.
    pub class: Option<ClassId>,
    /// Whether it stands in no function and no class.
    pub top_level: bool,
    pub(super) node: NodeId,
}

/// A `class`.
#[derive(Clone, Debug, PartialEq)]
pub struct Class {
    /// Its name.
    pub name: String,
    /// Where the name stands.
    pub name_span: Span,
    /// The definition without its decorators.
    pub span: Span,
    /// The statements.
    pub body: Span,
    /// Its base classes, without keyword arguments.
    pub bases: Vec<NodeId>,
    /// Whether it stands in no function and no class.
    pub top_level: bool,
}

/// `@expression` before a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decorator {
    /// The expression after `@`.
    pub span: Span,
    /// The dotted name of the decorator, or of what is called to make it, if it is imported.
    pub qualified: Option<String>,
    /// The call, where it has arguments.
    pub call: Option<CallId>,
    pub(super) expression: NodeId,
}

/// A parameter of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name, without asterisks.
    pub name: String,
    /// Where the name stands.
    pub name_span: Span,
    /// The whole parameter with annotation and default.
    pub span: Span,
    /// How arguments reach it.
    pub kind: ParameterKind,
    /// Its default value.
    pub default: Option<NodeId>,
    /// Its annotation.
    pub annotation: Option<Span>,
}

/// How arguments reach a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterKind {
    /// By position only, before `/`.
    PositionalOnly,
    /// By position or name.
    Normal,
    /// By name only, after `*`.
    KeywordOnly,
    /// `*args`
    VarPositional,
    /// `**kwargs`
    VarKeyword,
}

/// The parameters below a `parameters` or `lambda_parameters` node.
pub(super) fn parameters(tree: &Tree, text: &str, list: NodeId) -> Vec<Parameter> {
    let mut found: Vec<Parameter> = Vec::new();
    let mut usual = ParameterKind::Normal;
    for part in tree.parts(list) {
        match tree.kind(part) {
            Kind::PositionalSeparator => found.iter_mut().for_each(|known| known.kind = ParameterKind::PositionalOnly),
            Kind::KeywordSeparator => usual = ParameterKind::KeywordOnly,
            _ => {
                found.extend(parameter(tree, text, part, usual));
                if found.last().is_some_and(|last| last.kind == ParameterKind::VarPositional) {
                    usual = ParameterKind::KeywordOnly;
                }
            }
        }
    }
    found
}

fn parameter(tree: &Tree, text: &str, part: NodeId, usual: ParameterKind) -> Option<Parameter> {
    let declared = match tree.kind(part) {
        Kind::DefaultParameter | Kind::TypedDefaultParameter => tree.child(part, Role::Name)?,
        Kind::TypedParameter => tree.parts(part).next()?,
        _ => part,
    };
    let (name, kind) = match tree.kind(declared) {
        Kind::Identifier => (declared, usual),
        Kind::ListSplatPattern => (tree.parts(declared).next()?, ParameterKind::VarPositional),
        Kind::DictionarySplatPattern => (tree.parts(declared).next()?, ParameterKind::VarKeyword),
        _ => return None,
    };
    Some(Parameter {
        name: tree.span(name).slice(text).to_owned(),
        name_span: tree.span(name),
        span: tree.span(part),
        kind,
        default: tree.child(part, Role::Value),
        annotation: tree.child(part, Role::Type).map(|id| tree.span(id)),
    })
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    fn check(source: &str, expected: &[&str]) {
        let module = parse(source);
        let parameter = |parameter: &Parameter| {
            let mark = match parameter.kind {
                ParameterKind::PositionalOnly => "/",
                ParameterKind::Normal => "",
                ParameterKind::KeywordOnly => "=",
                ParameterKind::VarPositional => "*",
                ParameterKind::VarKeyword => "**",
            };
            let default = parameter.default.map_or("", |default| module.span(default).slice(source));
            let annotation = parameter.annotation.map_or("", |annotation| annotation.slice(source));
            format!("{mark}{}:{annotation}:{default}", parameter.name)
        };
        let show = |it: &Function| {
            let decorators: Vec<_> = it.decorators.iter().map(|it| it.qualified.as_deref().unwrap_or("?")).collect();
            let parameters: Vec<_> = it.parameters.iter().map(parameter).collect();
            let marks = [it.is_async, it.top_level, it.class.is_some(), it.function.is_some()];
            let marks: String = "atmn".chars().zip(marks).filter_map(|(mark, holds)| holds.then_some(mark)).collect();
            format!("{decorators:?} {}({}) {marks} {}", it.name, parameters.join(", "), it.body.slice(source))
        };
        assert_eq!(module.functions().iter().map(show).collect::<Vec<_>>(), expected, "{source}");
    }

    #[test]
    fn reads_headers() {
        check("def f(): pass", &["[] f() t pass"]);
        check("async def f(a, b: int, c=1, d: int = 2): pass", &["[] f(a::, b:int:, c::1, d:int:2) at pass"]);
        check("def f(a, /, b, *, c=1, **k: x): pass", &["[] f(/a::, b::, =c::1, **k:x:) t pass"]);
        check("def f(*a: int, b): pass", &["[] f(*a:int:, =b::) t pass"]);
        check("class A:\n  def f(self):\n    def g(): pass", &["[] f(self::) m def g(): pass", "[] g() n pass"]);
        let import = "from azure.ai.ml import dsl\n";
        let plain = format!("{import}@dsl.pipeline\n@other\ndef f(): pass");
        check(&plain, &["[\"azure.ai.ml.dsl.pipeline\", \"?\"] f() t pass"]);
        let called = format!("{import}@dsl.pipeline(a=1)\ndef f(): pass");
        check(&called, &["[\"azure.ai.ml.dsl.pipeline\"] f() t pass"]);
    }
}

//! A parsed Python file. Holds what the walk over the tree found; the other files of this folder answer questions.

use super::assign::PartRecord;
use super::call::{CallId, CallRecord};
use super::collect;
use super::definition::{Class, Function};
use super::error::SyntaxError;
use super::import::{Import, StarImport};
use super::names::{Meaning, ScopeId, Scopes};
use super::recover;
use super::tree::{NodeId, Tree};
use crate::text::Span;
use std::collections::HashSet;
use std::sync::OnceLock;

/// A Python file, as far as it parsed.
#[derive(Debug, Default)]
pub struct Module {
    pub(super) tree: Tree,
    /// The source, with lines that did not parse blanked out.
    pub(super) text: String,
    pub(super) scopes: Scopes,
    /// For each node the scope in which its names are looked up.
    pub(super) node_scopes: Vec<ScopeId>,
    pub(super) calls: Vec<CallRecord>,
    pub(super) part_assignments: Vec<PartRecord>,
    pub(super) part_reads: Vec<NodeId>,
    pub(super) functions: Vec<Function>,
    pub(super) classes: Vec<Class>,
    pub(super) imports: Vec<Import>,
    pub(super) star_imports: Vec<StarImport>,
    pub(super) modified: OnceLock<HashSet<CallId>>,
    errors: Vec<SyntaxError>,
    comments: Vec<Comment>,
}

/// A comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment {
    /// From `#` to the end of the line.
    pub span: Span,
    /// Whether nothing but white space stands before it.
    pub own_line: bool,
}

/// Parses a Python file. Never fails: what is no Python is in [`Module::errors`], the rest is there.
#[must_use]
pub fn parse(text: &str) -> Module {
    parse_parts(text, &[Span::new(0, text.len())])
}

/// Parses a text whose `parts` are written one by one, as the cells of a notebook are: nothing that is left open in one
/// reaches into the next.
#[must_use]
pub fn parse_parts(text: &str, parts: &[Span]) -> Module {
    let parsed = recover::parse(text, parts);
    let comments = parsed.tree.comments.iter().map(|span| comment(text, *span)).collect();
    let module = Module { tree: parsed.tree, text: parsed.text, errors: parsed.errors, comments, ..Module::default() };
    collect::collect(module, text, &parsed.masked)
}

fn comment(text: &str, span: Span) -> Comment {
    let before = text.get(..span.start).unwrap_or_default();
    let blank = before.trim_end_matches([' ', '\t', '\x0c', '\u{FEFF}']);
    // The grammar counts the `\r` of a line break to the comment.
    let span = Span::new(span.start, span.start + span.slice(text).trim_end_matches('\r').len());
    Comment { span, own_line: blank.is_empty() || blank.ends_with(['\n', '\r']) }
}

impl Module {
    /// What is no Python, in source order.
    #[must_use]
    pub fn errors(&self) -> &[SyntaxError] {
        &self.errors
    }

    /// The comments, in source order.
    #[must_use]
    pub fn comments(&self) -> &[Comment] {
        &self.comments
    }

    /// The functions, in source order.
    #[must_use]
    pub fn functions(&self) -> &[Function] {
        &self.functions
    }

    /// The classes, in source order.
    #[must_use]
    pub fn classes(&self) -> &[Class] {
        &self.classes
    }

    /// What is imported, in source order.
    #[must_use]
    pub fn imports(&self) -> &[Import] {
        &self.imports
    }

    /// `from … import *`, in source order.
    #[must_use]
    pub fn star_imports(&self) -> &[StarImport] {
        &self.star_imports
    }

    /// A function by its id.
    #[must_use]
    pub fn function(&self, id: super::FunctionId) -> Option<&Function> {
        self.functions.get(id.0)
    }

    /// A class by its id.
    #[must_use]
    pub fn class(&self, id: super::ClassId) -> Option<&Class> {
        self.classes.get(id.0)
    }

    /// Where an expression stands.
    #[must_use]
    pub fn span(&self, expression: NodeId) -> Span {
        self.tree.span(expression)
    }

    /// The source, with lines that did not parse blanked out.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn declare_global(&mut self, scope: ScopeId, name: NodeId) {
        let name = self.tree.span(name).slice(&self.text);
        self.scopes.declare_global(scope, name);
    }

    pub(super) fn slice(&self, node: NodeId) -> &str {
        self.tree.span(node).slice(&self.text)
    }

    pub(super) fn scope_of(&self, node: NodeId) -> ScopeId {
        self.node_scopes.get(node.index()).copied().unwrap_or(super::names::MODULE_SCOPE)
    }

    /// What an identifier stands for, where it stands.
    pub(super) fn meaning(&self, name: NodeId) -> Meaning<'_> {
        self.scopes.meaning(self.scope_of(name), self.slice(name))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Data, Entry, KeyForm, Value};
    use super::*;
    use proptest::prelude::*;

    fn value_spans(value: &Value, found: &mut Vec<Span>) {
        found.extend([value.span, value.used_at()]);
        match &value.data {
            Data::Str(text) => found.extend(text.span_of(0..text.as_str().len())),
            Data::List(list) | Data::Tuple(list) => {
                found.extend(list.layout.items.iter().copied().chain(list.layout.trailing_comma));
                list.items.iter().for_each(|item| value_spans(item, found));
            }
            Data::Dict(mapping) => mapping.entries.iter().for_each(|entry| entry_spans(entry, found)),
            _ => {}
        }
    }

    fn entry_spans(entry: &Entry, found: &mut Vec<Span>) {
        found.extend([entry.span, entry.key.span]);
        if let KeyForm::Literal { text } = entry.key.form {
            found.push(text);
        }
        value_spans(&entry.value, found);
    }

    /// Every span that the module gives out.
    fn spans(module: &Module) -> Vec<Span> {
        let mut found = Vec::new();
        for site in module.calls() {
            found.extend([site.span, site.callee_span, site.statement]);
            found.extend(site.target.map(|target| target.span));
            let call = module.call(site.id).unwrap();
            found.extend([call.span, call.layout.span]);
            call.positional.iter().for_each(|value| value_spans(value, &mut found));
            call.keywords.iter().for_each(|entry| entry_spans(entry, &mut found));
        }
        found.extend(module.errors().iter().map(|error| error.span));
        found.extend(module.comments().iter().map(|comment| comment.span));
        found.extend(module.functions().iter().flat_map(|it| [it.span, it.name_span, it.body, it.parameters_span]));
        found.extend(module.functions().iter().flat_map(|it| &it.parameters).flat_map(|it| [it.span, it.name_span]));
        found.extend(module.classes().iter().flat_map(|it| [it.span, it.name_span, it.body]));
        found.extend(module.imports().iter().flat_map(|it| [it.span, it.module_span, it.statement]));
        found.extend(module.attribute_assignments().flat_map(|it| [it.root, it.span, it.statement]));
        found.extend(module.attribute_reads().flat_map(|it| [it.root, it.span]));
        found
    }

    fn check_spans(source: &str) {
        for span in spans(&parse(source)) {
            assert!(source.get(span.start..span.end).is_some(), "{span:?} in {source:?}");
        }
    }

    const PROGRAM: &str = "from azure.ai.ml import Input, dsl  # 日本\nimport a.b as c\n\n\
        K = {'é': 1, \"b\": [Input(type='x'),]}\n@dsl.pipeline(compute=\"🦀\")\ndef p(x, *, y: int = 2, **z):\n    \
        n = c.f(\n        name=f\"a{x}日\",\n        k=K,\n    )\n    n.inputs['ä'].mode = 'm'\n    if x:\n        \
        return {'o': n.outputs.o}\n    K['q'] = '''a\n  b\\n'''\n";

    #[test]
    fn comments_know_whether_they_stand_alone() {
        let module = parse("# a\nx = 1  # b\n  # c\n'# d'\n");
        let own: Vec<_> = module.comments().iter().map(|comment| (comment.span.start, comment.own_line)).collect();
        assert_eq!(own, [(0, true), (11, false), (17, true)]);
    }

    #[test]
    fn imports_are_listed() {
        let module = parse("import a.b\nfrom c import d as e, f\ndef g():\n    from h import *\n    import i");
        let imports: Vec<_> = module.imports().iter().map(|it| (&*it.path, &*it.local, it.top_level)).collect();
        assert_eq!(imports, [("a.b", "a", true), ("c.d", "e", true), ("c.f", "f", true), ("i", "i", false)]);
        assert_eq!(module.star_imports()[0].module, "h");
    }

    #[test]
    fn the_program_that_is_damaged_below_is_sound() {
        let module = parse(PROGRAM);
        assert_eq!(module.errors(), []);
        assert_eq!((module.calls().count(), module.functions().len()), (3, 1));
    }

    #[test]
    fn spans_are_of_whole_characters() {
        check_spans("\"\"\"class \"\"\"\u{feff}\r\"\"\"\u{feff}");
    }

    proptest! {
        #[test]
        fn any_text_parses(
            source in "([a-c日🦀 =(){}\\[\\]'\"#\\\\\n\r\t.,:@*%!0-9]|\"\"\"|def |class |f'|if |import |from |\u{feff}|\\PC){0,80}"
        ) {
            check_spans(&source);
        }

        #[test]
        fn a_damaged_program_parses(
            cuts in prop::collection::vec((0usize..600, 0usize..12, "[(){}'\"=,: \n日]{0,2}"), 1..4)
        ) {
            let mut source = PROGRAM.to_owned();
            for (at, length, with) in cuts {
                let boundary =
                    |at: usize| (0..=at.min(source.len())).rev().find(|at| source.is_char_boundary(*at)).unwrap();
                let (start, end) = (boundary(at), boundary(at + length));
                source.replace_range(start..end, &with);
            }
            check_spans(&source);
        }
    }
}

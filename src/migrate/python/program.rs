//! The file that is migrated, as code: which statement a call stands in, what a variable is used for, what a line begins
//! with. Knows Python, nothing of either SDK.

use crate::document::Document;
use crate::model::{FileModel, Object, Value};
use crate::project::Project;
use crate::surface::rewrite::Quote;
use crate::syntax::python::{CallSite, Callee, Data, FunctionId, Home, Module, NameUse, TargetForm, UseForm};
use crate::text::{Span, lines};

/// A file of Python, or the cells of a notebook as one.
pub(super) struct Program<'d> {
    pub document: &'d Document,
    pub text: &'d str,
    pub model: &'d FileModel,
    pub module: &'d Module,
    pub project: &'d Project,
    pub sites: Vec<CallSite>,
    pub quote: Quote,
    pub newline: &'d str,
    /// Names of v2 that stand for something else in the file, so that new code calls them otherwise.
    pub taken: Vec<&'static str>,
}

/// A variable of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Variable {
    pub name: String,
    pub home: Home,
}

impl<'d> Program<'d> {
    pub(super) fn new(document: &'d Document, module: &'d Module, project: &'d Project) -> Self {
        let text = document.text();
        let (sites, quote) = (module.calls().collect(), Quote::prevailing(text));
        let (model, newline) = (document.model(), lines::newline(text, 0));
        Self { document, text, model, module, project, sites, quote, newline, taken: Vec::new() }
    }

    /// The call that is written at `span`.
    pub(super) fn site(&self, span: Span) -> Option<&CallSite> {
        self.sites.iter().find(|site| site.span == span)
    }

    /// Every use of a name in the file.
    pub(super) fn names(&self) -> impl Iterator<Item = NameUse<'_>> {
        self.module.names_in(Span::new(0, self.text.len()))
    }

    /// The variable that a call's result is assigned to, if that is all that the statement does.
    pub(super) fn variable(&self, site: &CallSite) -> Option<Variable> {
        let target = site.target.as_ref().filter(|target| target.form == TargetForm::Name)?;
        (target.span.start == site.statement.start).then_some(())?;
        let found = self.module.names_in(target.span).next()?;
        Some(Variable { name: found.name.to_owned(), home: found.home })
    }

    /// The places where a variable is used; its assignments are none.
    pub(super) fn uses(&self, variable: &Variable) -> Vec<Span> {
        let all = self.names().filter(|found| found.name == variable.name && found.home == variable.home);
        all.filter(|found| !matches!(found.form, UseForm::Assigned(_))).map(|found| found.span).collect()
    }

    /// How often a variable is assigned.
    pub(super) fn assignments(&self, variable: &Variable) -> usize {
        let all = self.names().filter(|found| found.name == variable.name && found.home == variable.home);
        all.filter(|found| matches!(found.form, UseForm::Assigned(_) | UseForm::Bound)).count()
    }

    /// The white space before the first statement of the line that holds byte `at`.
    pub(super) fn indentation(&self, at: usize) -> &'d str {
        lines::indentation(self.text, at)
    }

    /// The cell of a notebook that holds byte `at`; of a script, all of it.
    pub(super) fn cell(&self, at: usize) -> Span {
        let cell = self.document.as_notebook().and_then(|notebook| notebook.cell_at(at));
        cell.map_or(Span::new(0, self.text.len()), |cell| cell.span)
    }

    /// Whether nothing but white space stands between two places.
    pub(super) fn is_blank(&self, from: usize, to: usize) -> bool {
        self.text.get(from..to).is_some_and(|between| between.trim().is_empty())
    }

    /// Where the line of byte `at` begins, behind a byte order mark.
    pub(super) fn line_start(&self, at: usize) -> usize {
        let start = lines::line_start(self.text, at);
        start + if self.text[start..].starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
    }

    /// Where the line of byte `at` ends, before its line break.
    pub(super) fn line_end(&self, at: usize) -> usize {
        lines::line_end(self.text, at)
    }

    /// How many empty lines stand above the line of a place; `None` at the beginning of a file, cell or
    /// block, and below a comment.
    pub(super) fn gap_above(&self, place: usize) -> Option<usize> {
        let (start, cell) = (self.line_start(place), self.cell(place));
        let above = self.text[cell.start..start.max(cell.start)].lines().rev();
        for (gap, line) in above.enumerate() {
            if !line.trim().is_empty() {
                let opens = line.trim_start().starts_with('#') || line.trim_end().ends_with(':');
                return (!opens).then_some(gap);
            }
        }
        None
    }

    /// Whether a statement has its lines for itself.
    pub(super) fn is_alone(&self, statement: Span) -> bool {
        let before = &self.text[self.line_start(statement.start)..statement.start];
        let after = self.text[statement.end..self.line_end(statement.end)].trim_start();
        before.trim().is_empty() && (after.is_empty() || after.starts_with('#'))
    }

    /// One level of indentation, as the file has it.
    pub(super) fn unit(&self) -> &'static str {
        let first = self.text.lines().find_map(|line| {
            let blank = line.len() - line.trim_start().len();
            (blank > 0 && line.trim_end().ends_with(':'))
                .then(|| &line[..blank])
                .or_else(|| (blank > 0 && !line.trim().is_empty()).then(|| &line[..blank]))
        });
        match first {
            Some(blank) if blank.starts_with('\t') => "\t",
            Some("  ") => "  ",
            _ => "    ",
        }
    }

    /// The statement that a place stands in.
    pub(super) fn statement_at(&self, place: Span) -> Span {
        let around = self.sites.iter().filter(|site| site.statement.contains(place));
        around.map(|site| site.statement).min_by_key(|statement| statement.len()).unwrap_or(place)
    }

    /// The object that the call at `span` makes, if it is one of v1.
    pub(super) fn call_at(&self, span: Span) -> Option<&'d Object> {
        self.model.v1_calls.iter().find(|call| call.span == span).and_then(Value::object)
    }

    /// The methods that are called on what the call at `span` made.
    pub(super) fn method_calls(&self, span: Span) -> impl Iterator<Item = (&'d str, &'d Object)> {
        let made = move |object: &&Object| object.receiver.as_deref().is_some_and(|receiver| receiver.span == span);
        self.model.v1_calls.iter().filter_map(Value::object).filter(made).map(|object| (object.name(), object))
    }

    /// The key of a value that is an item of a collection of the workspace: `"a"` of `ws.environments["a"]`.
    pub(super) fn item_of(&self, value: &Value, collection: &str) -> Option<String> {
        let source = value.span.slice(self.text);
        let (owner, rest) = source.split_once(&format!(".{collection}["))?;
        let plain = owner.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.');
        let key = rest.strip_suffix(']').filter(|key| plain && !key.contains([']', '[']))?;
        Some(key.trim().to_owned())
    }

    /// The call whose result a call of a function of the file returns: `get_config(ws)`, `self.config()`.
    pub(super) fn returned(&self, call: Span) -> Option<Span> {
        let function = self.called(self.site(call)?)?;
        let exits = self.module.exits(function)?;
        let [one] = exits.returns.as_slice() else { return None };
        match self.module.value(one.value?).data {
            Data::Call(made) => Some(made.span),
            _ => None,
        }
    }

    /// The function of the file that a call calls, or the method of its own object.
    pub(super) fn called(&self, site: &CallSite) -> Option<FunctionId> {
        if let Callee::Function(id) = site.callee {
            return Some(id);
        }
        let method = site.callee_span.slice(self.text).strip_prefix("self.")?;
        let class = self.module.function(site.function?)?.class?;
        let mut found = self.sites.iter().filter_map(|site| site.function).filter(|id| {
            self.module.function(*id).is_some_and(|function| function.name == method && function.class == Some(class))
        });
        found.next()
    }

    /// What is assigned to an attribute of the own object, `self.name`, if that is done once; in the class or in a method.
    pub(super) fn attribute(&self, source: &str) -> Option<Span> {
        let name = source.strip_prefix("self.").filter(|name| !name.contains(['.', '(', '[']))?;
        let of_self = self.module.attribute_assignments().filter(|assignment| {
            assignment.root.slice(self.text) == "self"
                && matches!(assignment.path.as_slice(), [attribute] if attribute.text == name)
        });
        let mut values: Vec<Span> =
            of_self.filter_map(|assignment| Some(self.module.span(assignment.value?))).collect();
        let classes: Vec<Span> = self.module.classes().iter().map(|class| class.body).collect();
        values.extend(self.names().filter_map(|found| match found.form {
            UseForm::Assigned(Some(value)) if found.name == name && found.home == Home::Inner => {
                classes.iter().any(|class| class.contains(found.span)).then(|| self.module.span(value))
            }
            _ => None,
        }));
        let [one] = values.as_slice() else { return None };
        Some(*one)
    }

    /// Whether every name in an expression means the same in another function.
    pub(super) fn is_visible(&self, expression: Span, from: Option<FunctionId>) -> bool {
        self.module.names_in(expression).all(|found| match found.home {
            Home::Function(function) => Some(function) == from,
            Home::Nowhere | Home::Module | Home::Inner => true,
        })
    }

    /// The source of a value where it is used.
    pub(super) fn source(&self, value: &Value) -> &'d str {
        value.used_at().slice(self.text)
    }
}

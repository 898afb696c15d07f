//! The file that is migrated, as code: which statement a call stands in, what a variable is used for, what a line begins
//! with. Knows Python, nothing of either SDK.

use crate::document::Document;
use crate::model::{FileModel, Value};
use crate::surface::rewrite::Quote;
use crate::syntax::python::{CallSite, Home, Module, NameUse, TargetForm, UseForm};
use crate::text::Span;

/// A file of Python, or the cells of a notebook as one.
pub(super) struct Program<'d> {
    pub document: &'d Document,
    pub text: &'d str,
    pub model: &'d FileModel,
    pub module: &'d Module,
    pub sites: Vec<CallSite>,
    pub quote: Quote,
    pub newline: &'static str,
}

/// A variable of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Variable {
    pub name: String,
    pub home: Home,
}

impl<'d> Program<'d> {
    pub(super) fn new(document: &'d Document, module: &'d Module) -> Self {
        let text = document.text();
        let newline = match text.find('\n') {
            Some(at) if text[..at].ends_with('\r') => "\r\n",
            _ => "\n",
        };
        let (sites, quote) = (module.calls().collect(), Quote::prevailing(text));
        Self { document, text, model: document.model(), module, sites, quote, newline }
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
        let start = self.line_start(at);
        let line = &self.text[start..];
        let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
        &line[..blank]
    }

    /// Where the line of byte `at` begins.
    pub(super) fn line_start(&self, at: usize) -> usize {
        let start = self.text[..at].rfind('\n').map_or(0, |line_break| line_break + 1);
        start + if self.text[start..].starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
    }

    /// Where the line of byte `at` ends, before its line break.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let end = self.text[at..].find('\n').map_or(self.text.len(), |line_break| at + line_break);
        end - usize::from(self.text[at..end].ends_with('\r'))
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

    /// The source of a value where it is used.
    pub(super) fn source(&self, value: &Value) -> &'d str {
        value.used_at().slice(self.text)
    }
}

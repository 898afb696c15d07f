//! What a rule may ask and how it reports. Reads other files only through the project; does no I/O of its own.

use super::Rule;
use super::bindings::{self, Fault};
use super::project::command_line::CommandLine;
use super::structure::{FaultyKey, keys};
use super::violations::{self, Verdict, Violation};
use crate::diagnostic::{Applicability, Diagnostic, Fix, Related};
use crate::document::Language;
use crate::message::Message;
use crate::model::{ParallelStep, Pipeline};
use crate::project::{EntryScript, Looks, View, Watch};
use crate::surface::rewrite::Rewrite;
use crate::tables;
use crate::text::{Edit, SourceFile, Span};
use std::cell::OnceCell;
use std::ops::Deref;
use std::sync::Arc;

/// One rule at work on one document.
pub struct Context<'a> {
    rule: &'static Rule,
    view: View<'a>,
    facts: &'a Facts<'a>,
    diagnostics: Vec<Diagnostic>,
}

/// What several rules want to know of the steps of one document, found out when the first of them asks.
pub struct Facts<'a> {
    steps: Vec<&'a ParallelStep>,
    watch: &'a Watch,
    pipelines: OnceCell<Vec<Vec<tables::Violation>>>,
    verdicts: OfSteps<Verdict>,
    keys: OfSteps<Vec<keys::Verdict>>,
    faults: OfSteps<Vec<Fault>>,
    entry_scripts: OfSteps<Option<EntryScript<'a>>>,
    command_lines: OfSteps<Option<CommandLine<'a>>>,
}

/// A fact about each step, with what was looked at to find it out: who asks for it later relies on that too.
type OfSteps<T> = Vec<OnceCell<(T, Looks)>>;

impl<'a> Facts<'a> {
    /// The facts about these steps, none of which is known yet; `watch` is told what is looked at.
    pub fn of(steps: Vec<&'a ParallelStep>, watch: &'a Watch) -> Self {
        fn none<T>(steps: &[&ParallelStep]) -> OfSteps<T> {
            steps.iter().map(|_| OnceCell::new()).collect()
        }
        Self {
            watch,
            pipelines: OnceCell::new(),
            verdicts: none(&steps),
            keys: none(&steps),
            faults: none(&steps),
            entry_scripts: none(&steps),
            command_lines: none(&steps),
            steps,
        }
    }

    /// The steps.
    pub fn steps(&self) -> impl Iterator<Item = &'a ParallelStep> {
        self.steps.iter().copied()
    }

    /// Which of the steps one is.
    fn index(&self, step: &ParallelStep) -> Option<usize> {
        self.steps.iter().position(|other| std::ptr::eq(*other, step))
    }
}

impl<'a> Context<'a> {
    /// A rule about to look at a document.
    pub fn new(rule: &'static Rule, view: View<'a>, facts: &'a Facts<'a>) -> Self {
        Self { rule, view, facts, diagnostics: Vec::new() }
    }

    /// What the rule reported.
    #[must_use]
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    /// Makes edits in the document's own language.
    #[must_use]
    pub fn rewrite(&self) -> Rewrite<'a> {
        match self.language() {
            Language::Yaml => Rewrite::yaml(self.text()),
            Language::Python | Language::Notebook => Rewrite::python(self.text()),
        }
    }

    /// The values of a step of this document that its schema does not allow and that are this rule's to speak of.
    pub fn violations(&self, step: &'a ParallelStep) -> impl Iterator<Item = Violation<'a>> + use<'a> {
        let verdict = self.of_step(&self.facts.verdicts, step, || Verdict::of(step));
        let code = self.rule.code;
        verdict.into_iter().flat_map(move |verdict| verdict.violations(step, code))
    }

    /// The same for the keys of a pipeline.
    pub fn violations_around(&self, pipeline: &'a Pipeline) -> impl Iterator<Item = Violation<'a>> + use<'a> {
        let pipelines = &self.model().pipelines;
        let found = self.facts.pipelines.get_or_init(|| pipelines.iter().map(violations::of_pipeline).collect());
        let index = pipelines.iter().position(|other| std::ptr::eq(other, pipeline));
        let found = index.and_then(|index| found.get(index)).map_or(&[][..], Vec::as_slice);
        violations::in_pipeline(found, pipeline, self.rule.code)
    }

    /// The keys of a step of this document that should not stand where they stand and that are this rule's to speak of.
    pub fn faulty_keys(&self, step: &'a ParallelStep) -> impl Iterator<Item = FaultyKey<'a>> + use<'a> {
        let verdicts = self.of_step(&self.facts.keys, step, || keys::judge(step)).map_or(&[][..], Vec::as_slice);
        keys::faulty_keys(step, verdicts, self.rule.code)
    }

    /// What is wrong with the expressions of a step of this document.
    pub(super) fn faults(&self, step: &'a ParallelStep) -> &'a [Fault] {
        self.of_step(&self.facts.faults, step, || bindings::judge(step, self)).map_or(&[], Vec::as_slice)
    }

    /// The entry script of a step of this document; see [`View::entry_script`].
    #[must_use]
    pub fn entry_script(&self, step: &'a ParallelStep) -> Option<&'a EntryScript<'a>> {
        self.of_step(&self.facts.entry_scripts, step, || self.view.entry_script(step))?.as_ref()
    }

    /// The command line of a step of this document; see [`CommandLine::of`].
    pub(super) fn command_line(&self, step: &'a ParallelStep) -> Option<&'a CommandLine<'a>> {
        self.of_step(&self.facts.command_lines, step, || CommandLine::of(step, self))?.as_ref()
    }

    /// A fact about a step of this document, found out if nobody asked before.
    fn of_step<T>(&self, facts: &'a OfSteps<T>, step: &ParallelStep, find: impl FnOnce() -> T) -> Option<&'a T> {
        let watch = self.facts.watch;
        let (fact, looks) = facts.get(self.facts.index(step)?)?.get_or_init(|| watch.during(find));
        watch.add(*looks);
        Some(fact)
    }

    /// Reports a finding; the answer adds help, related places and a fix.
    pub fn report(&mut self, span: Span, message: Message) -> Finding<'_> {
        let index = self.diagnostics.len();
        self.diagnostics.push(Diagnostic {
            rule: self.rule,
            severity: self.rule.severity,
            span,
            message,
            help: None,
            related: Vec::new(),
            fix: None,
        });
        Finding(&mut self.diagnostics[index])
    }
}

/// A rule asks of its document and the files around it what anybody may.
impl<'a> Deref for Context<'a> {
    type Target = View<'a>;

    fn deref(&self) -> &View<'a> {
        &self.view
    }
}

/// A finding just reported, to be completed.
pub struct Finding<'a>(&'a mut Diagnostic);

impl Finding<'_> {
    /// Says what to write instead.
    pub fn help(self, message: Message) -> Self {
        self.0.help = Some(message);
        self
    }

    /// Points to another place of the same document.
    pub fn related(self, span: Span, message: Message) -> Self {
        self.related_in(None, span, message)
    }

    /// Points to a place, in another file if one is given.
    pub fn related_in(self, file: Option<Arc<SourceFile>>, span: Span, message: Message) -> Self {
        self.0.related.push(Related { file, span, message });
        self
    }

    /// Offers a fix that keeps the meaning the author must have had. No edits, no fix.
    pub fn fix_safe(self, title: Message, edits: Option<Vec<Edit>>) -> Self {
        self.fix(Applicability::Safe, title, edits)
    }

    /// Offers a fix that is plausible. No edits, no fix.
    pub fn fix_unsafe(self, title: Message, edits: Option<Vec<Edit>>) -> Self {
        self.fix(Applicability::Unsafe, title, edits)
    }

    /// Offers a fix. `None` stands for edits that cannot be made here: an anchored value, a name, a broken part.
    pub fn fix(self, applicability: Applicability, title: Message, edits: Option<Vec<Edit>>) -> Self {
        if let Some(edits) = edits.filter(|edits| !edits.is_empty()) {
            self.0.fix = Some(Fix { title, applicability, edits });
        }
        self
    }
}

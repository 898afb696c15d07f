//! What a check remembers for the next one of the same document: which rules had nothing to say of which steps, and what
//! they looked at beside the step. Findings are not kept: where there was one, the rule is asked again.

use crate::document::Document;
use crate::model::{FileModel, ParallelStep};
use crate::project::Looks;
use crate::rules::Rule;

/// The rules that had nothing to say of a step, by code, each with what it looked at beside it.
type Silences = Vec<(&'static Rule, Looks)>;

/// What is remembered of a document: the silences on each of its steps.
#[derive(Debug, Default)]
pub struct Memory(Vec<Silences>);

impl Memory {
    /// Remembers who had nothing to say of a step.
    pub(super) fn keep(&mut self, model: &FileModel, step: &ParallelStep, silences: Silences) {
        let Some(index) = written(model).position(|other| std::ptr::eq(other, step)) else { return };
        self.0.resize_with(self.0.len().max(index + 1), Vec::new);
        self.0[index] = silences;
    }
}

/// An earlier check of a document.
#[derive(Clone, Copy, Debug)]
pub struct Before<'m> {
    /// The document as it was.
    pub document: &'m Document,
    /// What is remembered of it.
    pub memory: &'m Memory,
    /// Whether all that was asked of other files would be answered as it was then.
    pub same_project: bool,
}

/// What of an earlier check holds for a document as it is now.
pub(super) struct Recall<'m> {
    /// The steps of which it holds.
    steps: Vec<Recalled<'m>>,
    same_project: bool,
}

/// A step that is as it was.
struct Recalled<'m> {
    step: &'m ParallelStep,
    silences: &'m Silences,
    same_frame: bool,
}

impl<'m> Recall<'m> {
    pub(super) fn new(document: &'m Document, before: Option<Before<'m>>) -> Self {
        let Some(before) = before.filter(|before| is_alike(before.document, document)) else {
            return Self { steps: Vec::new(), same_project: false };
        };
        let (old, new) = (before.document.model(), document.model());
        let same_frames: Vec<bool> =
            old.pipelines.iter().zip(&new.pipelines).map(|(old, new)| old.frame().is_same(new.frame())).collect();
        let known: Vec<_> = written(old).zip(&before.memory.0).collect();
        let fewer = known.len().checked_signed_diff(written(new).count()).unwrap_or_default();
        let recall = |(index, step): (usize, &'m ParallelStep)| {
            // Steps that came or went leave those before and behind them as they were.
            let mut places = [Some(index), index.checked_add_signed(fewer)].into_iter().flatten();
            let (_, silences) = places.find_map(|place| known.get(place).filter(|(old, _)| old.is_same(step)))?;
            let same_frame = step.pipeline.and_then(|index| same_frames.get(index)).copied().unwrap_or(false);
            Some(Recalled { step, silences, same_frame })
        };
        Self { steps: written(new).enumerate().filter_map(recall).collect(), same_project: before.same_project }
    }

    /// Who would have nothing to say of a step once more.
    pub(super) fn silences(&self, step: &ParallelStep) -> Known<'_> {
        let recalled = self.steps.iter().find(|recalled| std::ptr::eq(recalled.step, step));
        Known {
            silences: recalled.map_or(&[][..], |recalled| recalled.silences),
            same_frame: recalled.is_some_and(|recalled| recalled.same_frame),
            same_project: self.same_project,
        }
    }
}

/// The silences on a step, to be asked for by code.
pub(super) struct Known<'m> {
    silences: &'m [(&'static Rule, Looks)],
    same_frame: bool,
    same_project: bool,
}

impl Known<'_> {
    /// What a rule looked at that has nothing to say once more; rules are asked for in their order.
    pub(super) fn of(&mut self, rule: &Rule) -> Option<Looks> {
        let passed = self.silences.iter().take_while(|(known, _)| known.code < rule.code).count();
        self.silences = &self.silences[passed..];
        let (_, looks) = self.silences.first().filter(|(known, _)| *known == rule)?;
        let Looks { frame, project, document } = *looks;
        let holds = !document && (self.same_frame || !frame) && (self.same_project || !project);
        holds.then_some(*looks)
    }
}

/// Whether paths in both versions count from the same places.
fn is_alike(old: &Document, new: &Document) -> bool {
    let first = |document: &Document| document.model().steps.first().map(|step| step.surface);
    (old.path(), old.language(), first(old)) == (new.path(), new.language(), first(new))
}

/// The steps of a document, and the nodes that are steps if their component is a parallel one.
fn written(model: &FileModel) -> impl Iterator<Item = &ParallelStep> {
    model.steps.iter().chain(model.uses.iter().filter_map(|made| made.step.as_ref()))
}

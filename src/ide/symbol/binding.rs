//! What the words of a `${{…}}` refer to. Names may hold dots; the longest one that is declared is meant.

use super::{Home, Symbol};
use crate::ide::spot::{Binding, BindingWord, Owner};
use crate::model::{Direction, Pipeline};
use crate::project::View;
use crate::text::Span;
use std::ops::Range;

/// What a word of an expression is.
#[derive(Clone, Debug, PartialEq)]
pub enum Reference {
    /// A word that only says where to look: `inputs`, `parent`, `jobs`.
    Scope,
    /// A part of a name.
    Symbol {
        /// What is named.
        symbol: Symbol,
        /// The whole name.
        span: Span,
        /// Where it stands in the decoded text.
        range: Range<usize>,
    },
}

impl Reference {
    /// What is named, if anything.
    pub fn symbol(&self) -> Option<&Symbol> {
        match self {
            Self::Scope => None,
            Self::Symbol { symbol, .. } => Some(symbol),
        }
    }

    /// What the word under the cursor refers to; `None` if the expression is no sense of ours.
    pub fn of(binding: &Binding, view: &View) -> Option<Self> {
        let words = binding.words();
        let here = words.get(binding.word)?.range.clone();
        let around = |reference: &Self| match reference {
            Self::Symbol { range, .. } => range.start <= here.start && here.end <= range.end,
            Self::Scope => false,
        };
        let named = Self::all(binding, view).into_iter().find(around);
        named.or_else(|| is_scope(&words, binding.word).then_some(Self::Scope))
    }

    /// The symbols that an expression names, in order: a node and its output, or one port.
    pub fn all(binding: &Binding, view: &View) -> Vec<Self> {
        let words = binding.words();
        let texts: Vec<&str> = words.iter().map(|word| word.text).collect();
        let named = Named { binding, words: &words, view };
        match texts.as_slice() {
            ["parent", "jobs", ..] => named.of_job(),
            ["parent", side, ..] => {
                let pipeline = pipeline_of(&binding.owner, view);
                let home = pipeline.and_then(|pipeline| Home::of_pipeline(pipeline, view));
                home.and_then(|home| named.port(home, side, 2)).into_iter().collect()
            }
            [side, ..] => {
                let home = Home::of_owner(&binding.owner, view);
                home.and_then(|home| named.port(home, side, 1)).into_iter().collect()
            }
            [] => Vec::new(),
        }
    }
}

/// An expression that is being understood.
struct Named<'n, 'd> {
    binding: &'n Binding<'d>,
    words: &'n [BindingWord<'n>],
    view: &'n View<'d>,
}

impl Named<'_, '_> {
    /// `parent.jobs.<node>.outputs.<name>`
    fn of_job(&self) -> Vec<Reference> {
        let (Some(pipeline), Some(word)) = (pipeline_of(&self.binding.owner, self.view), self.words.get(2)) else {
            return Vec::new();
        };
        let Some(home) = Home::of_pipeline(pipeline, self.view) else { return Vec::new() };
        let node = Symbol::Node { home, name: word.text.to_owned() };
        let node = Reference::Symbol { symbol: node, span: word.span, range: word.range.clone() };
        let output = || {
            let home = Home::of_job(pipeline, pipeline.job(word.text)?, self.view)?;
            self.port(home, self.words.get(3)?.text, 4)
        };
        std::iter::once(node).chain(output()).collect()
    }

    /// The port that the words from `first` on name, the longest declared name first.
    fn port(&self, home: Home, side: &str, first: usize) -> Option<Reference> {
        let direction = Direction::of_word(side)?;
        let words = self.words.get(first..)?;
        let name = |count: usize| words[..count].iter().map(|word| word.text).collect::<Vec<_>>().join(".");
        let is_declared = |count: &usize| home.port(self.view, direction, &name(*count)).is_some();
        let count = (1..=words.len()).rev().find(is_declared).unwrap_or(1);
        let range = words.first()?.range.start..words.get(count - 1)?.range.end;
        let span = self.binding.span_of(range.clone());
        let name = name(count);
        Some(Reference::Symbol { symbol: Symbol::Port { home, direction, name }, span, range })
    }
}

/// The pipeline around whose text an expression stands in.
pub fn pipeline_of<'d>(owner: &Owner<'d>, view: &View<'d>) -> Option<&'d Pipeline> {
    match owner {
        Owner::Step(step) => view.model().pipelines.get(step.pipeline?),
        Owner::Job(pipeline, _) => Some(pipeline),
        Owner::Pipeline(_) => None,
    }
}

fn is_scope(words: &[BindingWord], index: usize) -> bool {
    let words: Vec<&str> = words.iter().map(|word| word.text).collect();
    match words.as_slice() {
        ["parent", "jobs", ..] => [0, 1, 3].contains(&index),
        ["parent", ..] => index < 2,
        [first, ..] => index == 0 && Direction::of_word(first).is_some(),
        [] => false,
    }
}

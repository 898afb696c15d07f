//! What the words of a `${{…}}` refer to. Names may hold dots; the longest one that is declared is meant.

use super::{Home, Symbol};
use crate::ide::spot::{Binding, Owner};
use crate::model::{Direction, Job, Pipeline};
use crate::project::View;
use crate::text::Span;

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
        let all = Self::all(binding, view);
        let (span, _) = *binding.words().get(binding.word)?;
        let named = all.into_iter().find(|reference| match reference {
            Self::Symbol { span: whole, .. } => whole.contains(span),
            Self::Scope => false,
        });
        named.or_else(|| is_scope(&binding.words(), binding.word).then_some(Self::Scope))
    }

    /// The symbols that an expression names, in order: a node and its output, or one port.
    pub fn all(binding: &Binding, view: &View) -> Vec<Self> {
        let words = binding.words();
        let texts: Vec<&str> = words.iter().map(|(_, word)| *word).collect();
        match texts.as_slice() {
            ["parent", "jobs", ..] => of_job(binding, &words, view),
            ["parent", side, ..] => pipeline_of(&binding.owner, view)
                .and_then(|pipeline| port(Home::of_pipeline(pipeline, view)?, direction(side)?, words.get(2..)?, view))
                .into_iter()
                .collect(),
            [side, ..] => Home::of_owner(&binding.owner, view)
                .and_then(|home| port(home, direction(side)?, words.get(1..)?, view))
                .into_iter()
                .collect(),
            [] => Vec::new(),
        }
    }
}

/// `parent.jobs.<node>.outputs.<name>`
fn of_job(binding: &Binding, words: &[(Span, &str)], view: &View) -> Vec<Reference> {
    let (Some(pipeline), Some((span, name))) = (pipeline_of(&binding.owner, view), words.get(2)) else {
        return Vec::new();
    };
    let Some(home) = Home::of_pipeline(pipeline, view) else { return Vec::new() };
    let node = Reference::Symbol { symbol: Symbol::Node { home, name: (*name).to_owned() }, span: *span };
    let output = || {
        let job: &Job = pipeline.job(name)?;
        port(Home::of_job(pipeline, job, view)?, direction(words.get(3)?.1)?, words.get(4..)?, view)
    };
    let output = output();
    std::iter::once(node).chain(output).collect()
}

/// The port that words name, the longest declared name first.
fn port(home: Home, direction: Direction, words: &[(Span, &str)], view: &View) -> Option<Reference> {
    let name = |count: usize| words[..count].iter().map(|(_, word)| *word).collect::<Vec<_>>().join(".");
    let declared = (1..=words.len()).rev().find(|count| home.port(view, direction, &name(*count)).is_some());
    let count = declared.unwrap_or(1);
    let span = words.first()?.0.cover(words[count - 1].0);
    Some(Reference::Symbol { symbol: Symbol::Port { home, direction, name: name(count) }, span })
}

/// The pipeline around whose text an expression stands in.
pub fn pipeline_of<'d>(owner: &Owner<'d>, view: &View<'d>) -> Option<&'d Pipeline> {
    match owner {
        Owner::Step(step) => view.model().pipelines.get(step.pipeline?),
        Owner::Job(pipeline, _) => Some(pipeline),
        Owner::Pipeline(_) => None,
    }
}

fn is_scope(words: &[(Span, &str)], index: usize) -> bool {
    let words: Vec<&str> = words.iter().map(|(_, word)| *word).collect();
    match words.as_slice() {
        ["parent", "jobs", ..] => [0, 1, 3].contains(&index),
        ["parent", ..] => index < 2,
        [first, ..] => index == 0 && direction(first).is_some(),
        [] => false,
    }
}

fn direction(word: &str) -> Option<Direction> {
    [Direction::Input, Direction::Output].into_iter().find(|side| side.word() == word)
}

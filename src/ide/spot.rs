//! What can stand under the cursor. Knows the model and the field table; not how anything is found or shown.

use crate::model::{
    ArgumentWord, ComponentUse, Direction, Entry, Expression, Flag, FlagValue, Job, Mapping, Object, ParallelStep,
    Pipeline, Port, Value, flags,
};
use crate::rules::Rule;
use crate::script::{Declared, Stage};
use crate::tables::{FieldInfo, Place, Surface};
use crate::text::Span;
use std::ops::Range;

/// What stands at a place of a document, and the bytes that it takes up there.
#[derive(Clone, Debug)]
pub struct Found<'d> {
    /// The bytes.
    pub span: Span,
    /// What it is.
    pub spot: Spot<'d>,
}

/// What can stand under the cursor.
#[derive(Clone, Debug)]
pub enum Spot<'d> {
    /// The key of a setting: in YAML, a keyword argument, an attribute that is assigned.
    Key(Setting<'d>),
    /// The value of a setting, or the part of it that the cursor is on.
    Value(Setting<'d>, &'d Value),
    /// The name of an input or output where it is declared or given.
    Port(Owner<'d>, Port<'d>),
    /// The name of a node.
    Job(&'d Pipeline, &'d Job),
    /// A word of a `${{…}}`.
    Binding(Binding<'d>),
    /// A word of the program arguments.
    Argument(Argument<'d>),
    /// What is called.
    Callee(Callee<'d>),
    /// The name of an input where a call in Python gives it a value.
    GivenInput(&'d ComponentUse, &'d Entry),
    /// The name of a port of a node in Python: `scores` of `node.outputs.scores`.
    PortOfNode(NodePort<'d>),
    /// The path given to `load_component`.
    Loaded(&'d Value),
    /// A code or name in a comment that suppresses findings; the rule, if there is one.
    Suppressed(Option<&'static Rule>),
    /// A flag where the entry script declares it; which of its names.
    Declared(&'d Declared, usize),
    /// The name of a function that the driver calls.
    EntryFunction(Stage),
}

/// A port of a node in Python, by name.
#[derive(Clone, Debug)]
pub struct NodePort<'d> {
    /// The use that made the node, if that is certain.
    pub made: Option<&'d ComponentUse>,
    /// The step that it is made of, if that is certain and written in the file.
    pub step: Option<&'d ParallelStep>,
    /// The side.
    pub direction: Direction,
    /// The name.
    pub name: &'d str,
}

/// Whose setting, port or expression something is.
#[derive(Clone, Copy, Debug)]
pub enum Owner<'d> {
    /// A parallel step's.
    Step(&'d ParallelStep),
    /// A pipeline's.
    Pipeline(&'d Pipeline),
    /// A node's that is none of ours.
    Job(&'d Pipeline, &'d Job),
}

/// A key with its value, and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'d> {
    /// Whose it is.
    pub owner: Owner<'d>,
    /// The mapping or call that it stands in.
    pub place: Place,
    /// That mapping; `None` for an attribute that is assigned.
    pub mapping: Option<&'d Mapping>,
    /// The port whose attribute it is, or whose whole value.
    pub port: Option<Port<'d>>,
    /// Key and value.
    pub entry: &'d Entry,
    /// What the table says of the key there.
    pub info: Option<&'static FieldInfo>,
}

/// A `${{…}}` and the word of it that is meant.
#[derive(Clone, Debug)]
pub struct Binding<'d> {
    /// Whose text it stands in.
    pub owner: Owner<'d>,
    /// The setting whose text it stands in, if the table knows it.
    pub setting: Option<Setting<'d>>,
    /// The text.
    pub value: &'d Value,
    /// Where the expression stands in the decoded text.
    pub expression: Expression,
    /// Which of its words, from 0.
    pub word: usize,
}

/// A word between the dots of a `${{…}}`.
#[derive(Clone, Debug)]
pub struct BindingWord<'b> {
    /// The word.
    pub text: &'b str,
    /// Where it stands in the decoded text.
    pub range: Range<usize>,
    /// Where it is written.
    pub span: Span,
}

/// A word of the program arguments of a step.
#[derive(Clone, Debug)]
pub struct Argument<'d> {
    /// The step.
    pub step: &'d ParallelStep,
    /// The setting that they are the value of.
    pub setting: Setting<'d>,
    /// All the words.
    pub words: Vec<ArgumentWord<'d>>,
    /// Which of them.
    pub index: usize,
    /// Where the cursor is: on a flag, or on what is given for one.
    pub part: Part,
}

/// What a word of the program arguments, or a part of one, is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A flag.
    Flag,
    /// What is given for a flag, or a word on its own.
    Value,
}

/// A function or class of one of the SDKs where it is called.
#[derive(Clone, Copy, Debug)]
pub struct Callee<'d> {
    /// Its name: `parallel_run_function`.
    pub name: &'d str,
    /// Which SDK it is of.
    pub surface: Surface,
    /// The call, where it makes an object that the model keeps.
    pub object: Option<&'d Object>,
}

impl<'d> Owner<'d> {
    /// The surface that its keys are looked up on.
    #[must_use]
    pub fn surface(&self) -> Surface {
        match self {
            Self::Step(step) => step.surface,
            Self::Pipeline(_) => Surface::Pipeline,
            Self::Job(..) => Surface::Inline,
        }
    }

    /// The surface that the attributes of its ports are looked up on.
    #[must_use]
    pub fn port_surface(&self) -> Surface {
        match self {
            Self::Pipeline(pipeline) if pipeline.is_component => Surface::Component,
            _ => self.surface(),
        }
    }

    /// The step, if it is one of ours.
    #[must_use]
    pub fn step(&self) -> Option<&'d ParallelStep> {
        match self {
            Self::Step(step) => Some(step),
            Self::Pipeline(_) | Self::Job(..) => None,
        }
    }
}

impl Binding<'_> {
    /// The decoded text it stands in.
    #[must_use]
    pub fn text(&self) -> &str {
        self.value.text_with_holes().map_or("", |text| text.as_str())
    }

    /// Its words.
    #[must_use]
    pub fn words(&self) -> Vec<BindingWord<'_>> {
        let words = self.expression.words(self.text());
        words.map(|(range, text)| BindingWord { text, span: self.span_of(range.clone()), range }).collect()
    }

    /// Where a part of the text stands.
    #[must_use]
    pub fn span_of(&self, range: Range<usize>) -> Span {
        self.value.text_with_holes().and_then(|text| text.span_of(range)).unwrap_or(self.value.span)
    }
}

impl Argument<'_> {
    /// The flag that the cursor is on, or that the word under it is given for.
    #[must_use]
    pub fn flag(&self) -> Option<Flag<'_>> {
        let here = self.words.get(self.index)?.span();
        let concerns = |flag: &Flag| match flag.given {
            _ if flag.word.span() == here => true,
            FlagValue::Next(word) => word.span() == here,
            FlagValue::Unknown => self.follows(flag.word, here),
            FlagValue::Nothing | FlagValue::Joined(_) => false,
        };
        flags(&self.words).find(concerns)
    }

    /// Whether the word at `here` is the one after `word`.
    fn follows(&self, word: &ArgumentWord, here: Span) -> bool {
        let next = self.words.iter().skip_while(|other| other.span() != word.span()).nth(1);
        next.is_some_and(|next| next.span() == here)
    }
}

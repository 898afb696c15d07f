//! What a step passes to its entry script, as the script's parser reads it. Silent where the script may read its command
//! line in another way. Knows no rule.

use crate::model::{ArgumentWord, Direction, ParallelStep, scan};
use crate::project::{EntryScript, View};
use crate::rules::Context;
use crate::rules::shared::component;
use crate::rules::shared::ports::{bound_to, is_data, type_of};
use crate::script::{ArgumentParsing, Leftovers, Occurrence, Parse, Reading, Token, ValueAt};
use crate::tables::{Field, Place, Surface};
use crate::text::{HOLE, Span};

/// The arguments of a step, and the script that reads them.
pub(in crate::rules) struct CommandLine<'a> {
    step: &'a ParallelStep,
    /// The words as they are written.
    pub words: Vec<ArgumentWord<'a>>,
    tokens: Vec<Told>,
    /// The script.
    pub script: &'a EntryScript<'a>,
    /// What its parser declares.
    pub parsing: &'a ArgumentParsing,
    /// The call that reads the command line.
    pub parse: &'a Parse,
}

/// A word as far as it is known; [`Token`] with its text.
enum Told {
    Text(String),
    Path,
    Number,
    Unknown,
}

impl<'a> CommandLine<'a> {
    /// The command line of a step that has a task of its own, if its script certainly reads it by one parser.
    pub fn of(step: &'a ParallelStep, cx: &Context<'a>) -> Option<Self> {
        if component::has_task(step) {
            return None;
        }
        let script = cx.entry_script(step)?;
        let parsing = script.script()?.argument_parsing();
        let parse = parsing.parse.as_ref().filter(|_| !parsing.open)?;
        let words = step.arguments();
        let tokens = words.iter().map(|word| told(word, step, cx)).collect();
        Some(Self { step, words, tokens, script, parsing, parse })
    }

    /// How the parser reads the words.
    pub fn reading(&self) -> Reading<'_> {
        let tokens: Vec<_> = self.tokens.iter().map(Told::token).collect();
        self.parsing.read(&tokens)
    }

    /// Whether no other file that the script imports reads the command line too.
    pub fn is_alone(&self, cx: &Context) -> bool {
        let imported = self.script.path().map(|path| cx.project().imported(path)).unwrap_or_default();
        let mut files = imported.iter().flat_map(|document| document.python_files());
        !files.any(|file| file.script.may_read_command_line())
    }

    /// Whether nobody looks at what the parser leaves over.
    pub fn drops_leftovers(&self) -> bool {
        self.parse.leftovers != Leftovers::Kept
    }

    /// The flag of an occurrence as it is written.
    pub fn flag(&self, found: &Occurrence) -> &str {
        let text = self.words.get(found.word).map_or("", |word| &word.word.text);
        text.get(..found.length).unwrap_or(text)
    }

    /// Where the flag of an occurrence stands.
    pub fn flag_span(&self, found: &Occurrence) -> Span {
        self.span(found.word, 0, found.length)
    }

    /// Where a part of a word stands; all of it if it is quoted, for what stands there is not its text then.
    pub fn span(&self, word: usize, start: usize, length: usize) -> Span {
        let Some(word) = self.words.get(word) else { return self.step.anchor };
        let range = &word.word.range;
        let plain = range.len() == word.word.text.len() && start + length <= range.len();
        if plain { word.span_of(range.start + start..range.start + start + length) } else { word.span() }
    }

    /// A value as it is written, and where it stands.
    pub fn value(&self, at: ValueAt) -> (&str, Span) {
        let text = self.words.get(at.word).and_then(|word| word.word.text.get(at.start..)).unwrap_or_default();
        (text, self.span(at.word, at.start, text.len()))
    }

    /// Whether a flag and the words behind it, up to the next flag, stay together whatever optional inputs are given.
    pub fn stays_together(&self, found: &Occurrence) -> bool {
        let segment = |index: usize| self.words.get(index).map(|word| word.word.segment);
        let own = segment(found.word);
        let behind = self.words.iter().skip(found.word + 1);
        let until = behind.take_while(|word| !word.word.text.starts_with('-')).count();
        (found.word + 1..=found.word + 1 + until).all(|index| segment(index).is_none_or(|other| Some(other) == own))
    }
}

/// Whether all arguments of a step are written out, up to the values of v1's list.
pub(super) fn is_complete(step: &ParallelStep) -> bool {
    let v1 = step.surface == Surface::SdkV1;
    match step.value(Field::ProgramArguments) {
        Some(value) if v1 => value.items().is_some(),
        Some(value) => value.text().is_some(),
        None => {
            let place = if v1 { Place::Step } else { Place::Task };
            !step.is_open(place) && !step.mentions(Field::ProgramArguments)
        }
    }
}

impl Told {
    fn token(&self) -> Token<'_> {
        match self {
            Self::Text(text) => Token::Text(text),
            Self::Path => Token::Path,
            Self::Number => Token::Number,
            Self::Unknown => Token::Unknown,
        }
    }
}

fn told(word: &ArgumentWord, step: &ParallelStep, view: &View) -> Told {
    let text = &word.word.text;
    let found = scan(text);
    let Some(first) = found.expressions.first() else {
        let hole = text.find(HOLE).unwrap_or(text.len());
        let flag_known = text.starts_with('-') && text[..hole].contains('=');
        return if hole == text.len() || flag_known { Told::Text(text.clone()) } else { Told::Unknown };
    };
    if text.contains(HOLE) || first.range.start > 0 {
        // The flag of `--flag=${{…}}` is known, its value is not.
        let known = text.starts_with('-') && text[..first.range.start].contains('=');
        return if known { Told::Text(format!("{}{HOLE}", &text[..first.range.start])) } else { Told::Unknown };
    }
    let body = first.body(text);
    if body.starts_with("outputs.") {
        return Told::Path;
    }
    let whole = first.range.end == text.len();
    match body.strip_prefix("inputs.").and_then(|name| input_type(name, step, view)) {
        Some(word) if is_data(word) => Told::Path,
        Some("integer" | "number") if whole => Told::Number,
        _ => Told::Unknown,
    }
}

/// The type of an input of a step, by its own words, its pipeline's or its component's.
fn input_type(name: &str, step: &ParallelStep, view: &View) -> Option<&'static str> {
    let component = step.component.as_ref().and_then(|source| view.component(source));
    if let Some(component) = component {
        return type_of(&component.port(Direction::Input, name)?);
    }
    let port = step.port(Direction::Input, name)?;
    type_of(&port).or_else(|| type_of(&bound_to(&port, view.frame_around(step)?)?))
}

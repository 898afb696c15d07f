//! Drafts of steps as calls of SDK v2. Which keyword stands where, and in which order, is told by the table; knows
//! nothing of what the drafts were made of.

use crate::model::{ArgumentDraft, Datum, Direction, PortDraft, PortOrigin, StepDraft, Term, shell_word};
use crate::surface::rewrite::{Quote, is_identifier, python_string};
use crate::tables::{self, Field, FieldInfo, Place, Surface};

/// How new code is to look, and what the names of the SDK are called in the file.
pub struct Style<'a> {
    /// The quotation mark.
    pub quote: Quote,
    /// What one level of indentation is.
    pub unit: &'a str,
    /// What a class or function of the SDK is called in the file.
    pub local: &'a dyn Fn(&'static str) -> String,
    /// A comment to put behind a setting.
    pub comment: &'a dyn Fn(Field) -> Option<String>,
}

/// Lines of code, the first without indentation; the rest is to be indented as the first line is.
pub type Lines = Vec<String>;

impl Style<'_> {
    /// A step as a call of `parallel_run_function`.
    #[must_use]
    pub fn step(&self, draft: &StepDraft) -> Lines {
        let mut lines = vec![format!("{}(", (self.local)("parallel_run_function"))];
        for info in tables::keys(Surface::SdkV2, Place::Step) {
            self.keyword(draft, info, &mut lines);
        }
        lines.push(")".to_owned());
        lines
    }

    fn keyword(&self, draft: &StepDraft, info: &FieldInfo, lines: &mut Lines) {
        let (start, outer) = (lines.len(), info.key);
        match info.field {
            Field::Name => lines.push(format!("{outer}={},", self.string(&draft.name))),
            Field::Inputs => self.ports(draft, Direction::Input, outer, lines),
            Field::Outputs => self.ports(draft, Direction::Output, outer, lines),
            Field::InputData => lines.extend(
                draft
                    .split
                    .as_ref()
                    .map(|name| format!("{outer}={},", self.string(&reference(Direction::Input, name)))),
            ),
            Field::RetrySettings => self.retries(draft, outer, lines),
            Field::Task => self.task(draft, outer, lines),
            field => lines.extend(self.setting(draft, field, outer)),
        }
        for line in &mut lines[start..] {
            line.insert_str(0, self.unit);
        }
    }

    fn setting(&self, draft: &StepDraft, field: Field, key: &str) -> Lines {
        let Some(term) = draft.setting(field) else { return Vec::new() };
        let comment = (self.comment)(field).map(|comment| format!("  {comment}")).unwrap_or_default();
        let value = self.term(term);
        let mut lines: Lines = format!("{key}={value},").split('\n').map(str::to_owned).collect();
        if let Some(last) = lines.last_mut() {
            last.push_str(&comment);
        }
        lines
    }

    fn ports(&self, draft: &StepDraft, direction: Direction, key: &str, lines: &mut Lines) {
        let ports = draft.ports(direction);
        let written: Vec<(String, String)> =
            ports.iter().map(|port| (port.name.clone(), self.port(direction, port))).collect();
        match written.as_slice() {
            [] => {}
            [(name, value)] if is_identifier(name) && key.len() + name.len() + value.len() < WIDE => {
                lines.push(format!("{key}=dict({name}={value}),"))
            }
            many => {
                let plain = many.iter().all(|(name, _)| is_identifier(name));
                let (open, close) = if plain { ("dict(", ")") } else { ("{", "}") };
                lines.push(format!("{key}={open}"));
                lines.extend(many.iter().map(|(name, value)| match plain {
                    true => format!("{}{name}={value},", self.unit),
                    false => format!("{}{}: {value},", self.unit, self.string(name)),
                }));
                lines.push(format!("{close},"));
            }
        }
    }

    /// An input or output as the call of its class.
    #[must_use]
    pub fn port(&self, direction: Direction, port: &PortDraft) -> String {
        let class = match direction {
            Direction::Input => "Input",
            Direction::Output => "Output",
        };
        let text = |word: &str| self.string(word);
        let mut arguments = vec![format!("type={}", text(&port.kind))];
        let path = port.path.as_ref().filter(|_| port.origin == PortOrigin::Path);
        arguments.extend(path.map(|path| format!("path={}", self.term(path))));
        arguments.extend(port.mode.as_ref().map(|mode| format!("mode={}", text(mode))));
        arguments.extend(port.registered.as_ref().map(|name| format!("name={}", self.term(name))));
        format!("{}({})", (self.local)(class), arguments.join(", "))
    }

    fn retries(&self, draft: &StepDraft, key: &str, lines: &mut Lines) {
        let settings = tables::keys(Surface::SdkV2, Place::RetrySettings).rev();
        let written: Vec<String> = settings
            .filter_map(|info| Some(format!("{}={}", info.key, self.term(draft.setting(info.field)?))))
            .collect();
        if !written.is_empty() {
            lines.push(format!("{key}=dict({}),", written.join(", ")));
        }
    }

    fn task(&self, draft: &StepDraft, key: &str, lines: &mut Lines) {
        lines.push(format!("{key}={}(", (self.local)("RunFunction")));
        for info in tables::keys(Surface::SdkV2, Place::Task) {
            let written = match info.field {
                Field::ProgramArguments if draft.arguments.is_empty() => Vec::new(),
                Field::ProgramArguments => vec![format!("{}={},", info.key, self.arguments(&draft.arguments))],
                Field::AppendRowTo => {
                    let output = draft.append_row_to.iter();
                    output
                        .map(|name| format!("{}={},", info.key, self.string(&reference(Direction::Output, name))))
                        .collect()
                }
                field => self.setting(draft, field, info.key),
            };
            lines.extend(written.iter().map(|line| format!("{}{line}", self.unit)));
        }
        lines.push("),".to_owned());
    }

    /// A text as a string literal.
    #[must_use]
    pub fn string(&self, text: &str) -> String {
        python_string(text, self.quote)
    }

    /// A value as an expression.
    #[must_use]
    pub fn term(&self, term: &Term) -> String {
        match term {
            Term::Known(known) => datum(known, self.quote),
            Term::Source { text, .. } => text.clone(),
            Term::Parameter(name) => name.clone(),
        }
    }

    /// Program arguments as one text: what only run time knows stands in f-strings of its own, since in these a binding
    /// would lose its braces.
    fn arguments(&self, arguments: &[ArgumentDraft]) -> String {
        let mut pieces: Vec<(bool, String)> = Vec::new();
        for argument in arguments {
            let (dynamic, word) = match argument {
                ArgumentDraft::Port(direction, name) => (false, reference(*direction, name)),
                ArgumentDraft::Word(Term::Known(datum)) => (false, shell_word(&datum.to_text())),
                ArgumentDraft::Word(term) => (true, format!("{{{}}}", self.term(term))),
            };
            match pieces.last_mut() {
                Some((kind, text)) if *kind == dynamic => {
                    text.push(' ');
                    text.push_str(&word);
                }
                Some((_, text)) => {
                    text.push(' ');
                    pieces.push((dynamic, word));
                }
                None => pieces.push((dynamic, word)),
            }
        }
        let piece = |(dynamic, text): &(bool, String)| match dynamic {
            true => format!("f{0}{text}{0}", self.quote.other_if(text.contains(self.quote.char())).char()),
            false => self.string(text),
        };
        pieces.iter().map(piece).collect::<Vec<_>>().join(" ")
    }
}

/// Data as an expression.
#[must_use]
pub fn datum(known: &Datum, quote: Quote) -> String {
    match known {
        Datum::Bool(true) => "True".to_owned(),
        Datum::Bool(false) => "False".to_owned(),
        Datum::Int(number) => number.to_string(),
        Datum::Float(number) => format!("{number:?}"),
        Datum::Text(text) => python_string(text, quote),
        Datum::List(items) => {
            format!("[{}]", items.iter().map(|item| datum(item, quote)).collect::<Vec<_>>().join(", "))
        }
        Datum::Mapping(entries) => {
            let entry =
                |(key, value): &(String, Datum)| format!("{}: {}", python_string(key, quote), datum(value, quote));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
    }
}

/// A port on a line of its own if it would take more characters than this with its key.
const WIDE: usize = 100;

/// How the task of a step names one of its ports.
fn reference(direction: Direction, name: &str) -> String {
    format!("${{{{{}.{name}}}}}", direction.word())
}

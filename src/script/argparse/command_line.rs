//! How `argparse` reads the words of a command line, word by word as CPython does. Where its versions differ, or a word
//! is not known, the reading is uncertain. Knows no driver and no step.

use super::declared::{Arity, Choice, Choices, Converts, Declared};
use super::{ArgumentParsing, number};
use crate::text::HOLE;

/// A word of a command line, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// This text; a [`HOLE`] in it is not known.
    Text(&'a str),
    /// A path, which is no flag and no number.
    Path,
    /// A number.
    Number,
    /// Anything.
    Unknown,
}

/// A flag among the words.
#[derive(Clone, Debug, PartialEq)]
pub struct Occurrence<'p> {
    /// The word it stands in.
    pub word: usize,
    /// How many bytes of the word the flag has; the rest is a value.
    pub length: usize,
    /// What it means to the parser.
    pub meaning: Meaning<'p>,
}

/// What a flag means to a parser.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning<'p> {
    /// Nothing: it is not declared.
    Unknown,
    /// The beginning of several declared flags.
    Ambiguous(Vec<&'p str>),
    /// A declared option.
    Option {
        /// The option.
        option: &'p Declared,
        /// What argparse does not accept of it.
        fault: Option<Fault>,
    },
    /// `-h`
    Help,
    /// Not certain.
    Uncertain,
}

/// What argparse does not accept of an option that is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Too few words follow.
    TooFew,
    /// A value is given to a flag that takes none, `--flag=value`.
    TakesNone,
    /// A value is no number of the option's type.
    NotConvertible(ValueAt),
    /// A value is none of those allowed.
    NotAChoice(ValueAt),
}

/// Where a value stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueAt {
    /// The word.
    pub word: usize,
    /// From which byte of it on.
    pub start: usize,
}

/// A command line as a parser reads it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading<'p> {
    /// The flags, in order.
    pub flags: Vec<Occurrence<'p>>,
    /// The words that are no flags and that no option takes.
    pub leftovers: Vec<usize>,
    /// Whether some words were read in a way that is not certain.
    pub uncertain: bool,
}

impl Reading<'_> {
    /// Whether an option is certainly not given.
    #[must_use]
    pub fn lacks(&self, option: &Declared) -> bool {
        let same =
            |meaning: &Meaning| matches!(meaning, Meaning::Option { option: given, .. } if given.span == option.span);
        !self.uncertain && !self.flags.iter().any(|flag| same(&flag.meaning))
    }
}

impl ArgumentParsing {
    /// Reads a command line, or a part of one behind which other flags follow.
    #[must_use]
    pub fn read<'p>(&'p self, words: &[Token]) -> Reading<'p> {
        let roles: Vec<_> = words.iter().map(|word| self.role(word)).collect();
        let mut reader = Reader { words, roles, reading: Reading::default() };
        let mut at = 0;
        while at < words.len() {
            at = reader.step(at, self);
        }
        reader.reading
    }

    /// What a word is before anything is consumed.
    fn role(&self, word: &Token) -> Role<'_> {
        match word {
            Token::Text("--") => Role::Separator,
            Token::Text(text) => self.role_of(text),
            Token::Path | Token::Number => Role::Value,
            Token::Unknown => Role::Unknown,
        }
    }

    fn role_of(&self, text: &str) -> Role<'_> {
        if !text.starts_with('-') || text == "-" {
            return Role::Value;
        }
        let whole = |length| Role::Flag { length, meaning: Meant::Nothing, explicit: false };
        if let Some(meaning) = self.exactly(text) {
            return Role::Flag { length: text.len(), meaning, explicit: false };
        }
        let head = text.split_once('=').map_or(text, |(head, _)| head);
        if let Some(meaning) = self.exactly(head).filter(|_| head.len() < text.len()) {
            return Role::Flag { length: head.len(), meaning, explicit: true };
        }
        if text.contains(char::is_whitespace) {
            return Role::Uncertain;
        }
        if starts_as_number(text) {
            let certain = is_negative_number(text) && !self.flags().any(|(flag, _)| starts_as_number(flag));
            return if certain { Role::Value } else { Role::Uncertain };
        }
        if text.starts_with("--") {
            if !self.abbreviates {
                return whole(head.len());
            }
            let begun: Vec<_> = self.flags().filter(|(flag, _)| flag.starts_with(head)).collect();
            return match begun.as_slice() {
                [] => whole(head.len()),
                [(_, meaning)] => {
                    Role::Flag { length: head.len(), meaning: *meaning, explicit: head.len() < text.len() }
                }
                several => Role::ambiguous(head.len(), several),
            };
        }
        self.short(text)
    }

    /// A word with one dash that is not declared as it is: a short flag with its value, or the beginning of a flag.
    fn short(&self, text: &str) -> Role<'_> {
        let first = text.chars().nth(1).map_or(1, |c| 1 + c.len_utf8());
        let head = text.split_once('=').map_or(text, |(head, _)| head);
        match self.exactly(&text[..first]) {
            // What a longer flag with the same beginning does to `=` differs between the versions.
            _ if self.flags().any(|(flag, _)| flag.starts_with(head)) => Role::Uncertain,
            Some(meaning) if first < text.len() => Role::Flag { length: first, meaning, explicit: true },
            Some(_) => Role::Uncertain,
            None => Role::Flag { length: head.len(), meaning: Meant::Nothing, explicit: false },
        }
    }

    fn exactly(&self, flag: &str) -> Option<Meant<'_>> {
        self.flags().find(|(known, _)| *known == flag).map(|(_, meaning)| meaning)
    }

    /// Every flag that is declared.
    fn flags(&self) -> impl Iterator<Item = (&str, Meant<'_>)> {
        let declared = self.options.iter().filter(|option| !option.is_positional());
        let declared =
            declared.flat_map(|option| option.names.iter().map(move |(name, _)| (&**name, Meant::Option(option))));
        let help = ["-h", "--help"].into_iter().filter(|_| self.helps).map(|flag| (flag, Meant::Help));
        help.chain(declared)
    }
}

/// What a word is by itself.
#[derive(Clone, Debug)]
enum Role<'p> {
    Value,
    Flag {
        length: usize,
        meaning: Meant<'p>,
        explicit: bool,
    },
    Ambiguous {
        length: usize,
        flags: Vec<&'p str>,
    },
    Separator,
    /// Anything may stand here.
    Unknown,
    /// The versions of argparse differ.
    Uncertain,
}

/// What a flag stands for.
#[derive(Clone, Copy, Debug)]
enum Meant<'p> {
    Nothing,
    Help,
    Option(&'p Declared),
}

impl<'p> Role<'p> {
    fn ambiguous(length: usize, several: &[(&'p str, Meant<'p>)]) -> Self {
        let id = |meant: &Meant| match meant {
            Meant::Option(option) => Some(option.span),
            Meant::Help | Meant::Nothing => None,
        };
        // Several flags of one option were ambiguous up to Python 3.11.
        if several.iter().all(|(_, meant)| id(meant) == id(&several[0].1)) {
            return Self::Uncertain;
        }
        Self::Ambiguous { length, flags: several.iter().map(|(flag, _)| *flag).collect() }
    }

    /// Whether it may be a value.
    fn may_be_value(&self) -> bool {
        matches!(self, Self::Value | Self::Unknown | Self::Uncertain)
    }
}

struct Reader<'w, 'p> {
    words: &'w [Token<'w>],
    roles: Vec<Role<'p>>,
    reading: Reading<'p>,
}

impl<'p> Reader<'_, 'p> {
    /// Reads one word and what belongs to it; answers where the next one begins.
    fn step(&mut self, at: usize, parsing: &'p ArgumentParsing) -> usize {
        let (length, meaning, next) = match self.roles[at].clone() {
            Role::Value => {
                self.reading.leftovers.push(at);
                return at + 1;
            }
            Role::Separator => {
                self.reading.leftovers.extend(at + 1..self.words.len());
                return self.words.len();
            }
            Role::Unknown | Role::Uncertain => {
                self.reading.uncertain = true;
                return at + 1;
            }
            Role::Ambiguous { length, flags } => (length, Meaning::Ambiguous(flags), at + 1),
            Role::Flag { length, meaning: Meant::Nothing, .. } => (length, Meaning::Unknown, at + 1),
            Role::Flag { length, meaning: Meant::Help, .. } => (length, Meaning::Help, at + 1),
            Role::Flag { length, meaning: Meant::Option(option), explicit: true } => {
                self.joined(at, length, option, parsing);
                return at + 1;
            }
            Role::Flag { length, meaning: Meant::Option(option), explicit: false } => {
                let (fault, next) = self.following(at, option);
                (length, Meaning::Option { option, fault }, next)
            }
        };
        self.reading.uncertain |= matches!(meaning, Meaning::Ambiguous(_) | Meaning::Help);
        self.reading.flags.push(Occurrence { word: at, length, meaning });
        next
    }

    /// What is taken from the words behind an option.
    fn following(&mut self, at: usize, option: &Declared) -> (Option<Fault>, usize) {
        let start = at + 1;
        let values = self.roles[start..].iter().take_while(|role| role.may_be_value()).count();
        let wanted = match option.arity {
            Arity::None => return (None, start),
            Arity::One if values == 0 => return (Some(Fault::TooFew), start),
            Arity::One => 1,
            // Python 3.15 takes flags for the words that are missing.
            Arity::Exactly(number) if values < number => {
                self.reading.uncertain = true;
                return (None, start + values);
            }
            Arity::Exactly(number) => number,
            Arity::Optional => values.min(1),
            Arity::Some if values == 0 => return (Some(Fault::TooFew), start),
            Arity::Any | Arity::Some => values,
            Arity::Rest => self.words.len() - start,
            Arity::Unknown => {
                self.reading.uncertain |= values > 0;
                return (None, start + values);
            }
        };
        let taken = start..start + wanted;
        let certain = self.roles[taken.clone()].iter().all(|role| match role {
            Role::Value => true,
            // What it is may not be known; that it is taken is.
            Role::Unknown => option.arity == Arity::One,
            _ => false,
        });
        self.reading.uncertain |= !certain;
        if !certain {
            return (None, taken.end);
        }
        let fault = taken.clone().find_map(|word| self.fault(ValueAt { word, start: 0 }, option));
        (fault, taken.end)
    }

    /// An option with its value in the same word: `--option=value`, `-ovalue`, or several short flags, `-abc`.
    fn joined(&mut self, at: usize, length: usize, option: &'p Declared, parsing: &'p ArgumentParsing) {
        let Token::Text(text) = self.words[at] else { return };
        let short = !text.starts_with("--");
        let equals = text[length..].starts_with('=');
        let start = length + usize::from(equals);
        let fault = match option.arity {
            Arity::None if short => return self.combined(at, text, option, parsing),
            Arity::None => Some(Fault::TakesNone),
            Arity::Exactly(1) | Arity::One | Arity::Optional | Arity::Any | Arity::Some | Arity::Rest => {
                self.fault(ValueAt { word: at, start }, option)
            }
            Arity::Exactly(_) => Some(Fault::TooFew),
            Arity::Unknown => None,
        };
        self.push(at, length, Meaning::Option { option, fault });
    }

    /// Short flags in one word.
    fn combined(&mut self, at: usize, text: &str, first: &'p Declared, parsing: &'p ArgumentParsing) {
        let mut options = vec![first];
        for (index, letter) in text.char_indices().skip(2) {
            let found = parsing.exactly(&format!("-{letter}"));
            match found {
                Some(Meant::Option(option)) if option.arity == Arity::None => options.push(option),
                Some(Meant::Option(option))
                    if option.arity == Arity::One && !text[index + letter.len_utf8()..].is_empty() =>
                {
                    let start = index + letter.len_utf8();
                    options.push(option);
                    if text[start..].starts_with('=') {
                        return self.push(at, text.len(), Meaning::Uncertain);
                    }
                    let fault = self.fault(ValueAt { word: at, start }, option);
                    options.pop();
                    self.all(at, &options);
                    return self.push(at, text.len(), Meaning::Option { option, fault });
                }
                // What is not declared is refused or left over, by version.
                _ => return self.push(at, text.len(), Meaning::Uncertain),
            }
        }
        self.all(at, &options);
    }

    fn all(&mut self, at: usize, options: &[&'p Declared]) {
        for option in options {
            self.push(at, 2, Meaning::Option { option, fault: None });
        }
    }

    fn push(&mut self, word: usize, length: usize, meaning: Meaning<'p>) {
        self.reading.uncertain |= meaning == Meaning::Uncertain;
        self.reading.flags.push(Occurrence { word, length, meaning });
    }

    /// What argparse does not accept of a value.
    fn fault(&self, at: ValueAt, option: &Declared) -> Option<Fault> {
        let number = matches!(option.converts, Converts::Int | Converts::Float);
        let text = match self.words[at.word] {
            Token::Path if number => return Some(Fault::NotConvertible(at)),
            Token::Path | Token::Number | Token::Unknown => return None,
            Token::Text(text) => text.get(at.start..).filter(|value| !value.contains(HOLE))?,
        };
        let given = match option.converts {
            Converts::Text => Some(Choice::Text(text.to_owned())),
            Converts::Int => match number::int(text)? {
                Err(()) => return Some(Fault::NotConvertible(at)),
                Ok(number) => number.map(Choice::Int),
            },
            Converts::Float if !number::is_float(text)? => return Some(Fault::NotConvertible(at)),
            Converts::Float | Converts::Unknown => None,
        };
        match (&option.choices, given) {
            // What `...` takes is not compared.
            (Choices::Of(allowed), Some(given)) if option.arity != Arity::Rest && !allowed.contains(&given) => {
                Some(Fault::NotAChoice(at))
            }
            _ => None,
        }
    }
}

/// Whether every version takes a text for a negative number.
fn is_negative_number(text: &str) -> bool {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let Some(body) = text.strip_prefix('-') else { return false };
    match body.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction) && !fraction.is_empty(),
        None => digits(body) && !body.is_empty(),
    }
}

/// Whether some version may take a text for a negative number.
fn starts_as_number(text: &str) -> bool {
    let body = text.strip_prefix('-').map(|body| body.strip_prefix('.').unwrap_or(body));
    body.is_some_and(|body| body.starts_with(|c: char| c.is_numeric()))
}

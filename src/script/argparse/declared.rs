//! One option of an `argparse` parser, as its `add_argument` call declares it. Knows argparse; no command line.

use crate::script::Script;
use crate::syntax::python::{Call, Data, Home, Value};
use crate::text::Span;

/// One `add_argument` call.
#[derive(Clone, Debug, PartialEq)]
pub struct Declared {
    /// Its flags as they are written, or the one name of a positional argument.
    pub names: Vec<(String, Span)>,
    /// The call.
    pub span: Span,
    /// Whether it keeps what follows, and of several times the last.
    pub stores: bool,
    /// How many words follow it.
    pub arity: Arity,
    /// What becomes of each of them.
    pub converts: Converts,
    /// What they may be.
    pub choices: Choices,
    /// Whether the parser insists on it; `None` if that is not certain.
    pub required: Option<bool>,
    /// Whether it stands in a group of options that exclude each other.
    pub exclusive: bool,
}

/// How many words follow an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arity {
    /// None.
    None,
    /// One; it is not made a list.
    One,
    /// This many.
    Exactly(usize),
    /// One or none, `?`.
    Optional,
    /// Any number, `*`.
    Any,
    /// At least one, `+`.
    Some,
    /// All that are left, flags included.
    Rest,
    /// Not certain.
    Unknown,
}

/// What becomes of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Converts {
    /// It stays a text.
    Text,
    /// `type=int`
    Int,
    /// `type=float`
    Float,
    /// Something else, or not certain.
    Unknown,
}

/// What a value may be.
#[derive(Clone, Debug, PartialEq)]
pub enum Choices {
    /// Anything.
    All,
    /// One of these.
    Of(Vec<Choice>),
    /// Not certain.
    Unknown,
}

/// A value that is allowed.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    /// A text.
    Text(String),
    /// A whole number.
    Int(i128),
}

impl Declared {
    /// Reads a call of `add_argument`. `None` if a name is not certain.
    pub(super) fn read(script: &Script, call: &Call, exclusive: bool) -> Option<Self> {
        let name = |value: &Value| Some((value.as_str()?.to_owned(), value.used_at()));
        let names = call.positional.iter().map(name).collect::<Option<Vec<_>>>()?;
        let is_flag = names.first()?.0.starts_with('-');
        let data = |key: &str| call.keyword(key).map(|entry| &entry.value.data);
        let certain = !call.open && !call.modified;
        let (stores, arity) = action(data("action"), data("nargs"));
        let required = match data("required") {
            None => Some(!is_flag && !matches!(arity, Arity::Optional | Arity::Any | Arity::Rest | Arity::Unknown)),
            Some(Data::Bool(required)) => Some(*required),
            Some(_) => None,
        };
        let converts = call.keyword("type").map_or(Converts::Text, |entry| converts(script, &entry.value));
        Some(Self {
            names,
            span: call.span,
            stores: stores && certain,
            arity: if certain { arity } else { Arity::Unknown },
            converts: if certain { converts } else { Converts::Unknown },
            choices: if certain { data("choices").map_or(Choices::All, choices) } else { Choices::Unknown },
            required: required.filter(|_| certain),
            exclusive,
        })
    }

    /// Whether it is given by its place.
    #[must_use]
    pub fn is_positional(&self) -> bool {
        self.names.iter().all(|(name, _)| !name.starts_with('-'))
    }

    /// The first of its long flags, or of its others.
    #[must_use]
    pub fn name(&self) -> &str {
        let long = self.names.iter().find(|(name, _)| name.starts_with("--"));
        long.or(self.names.first()).map_or("", |(name, _)| name)
    }
}

/// Whether an action keeps the last value, and how many follow it.
fn action(action: Option<&Data>, nargs: Option<&Data>) -> (bool, Arity) {
    let word = match action {
        None | Some(Data::None) => "store",
        Some(Data::Str(text)) if !text.has_holes() => text.as_str(),
        Some(_) => "",
    };
    match word {
        "store" => (true, arity(nargs)),
        "append" | "extend" => (false, arity(nargs)),
        "store_true" | "store_false" | "store_const" | "count" | "append_const" => (false, Arity::None),
        _ => (false, Arity::Unknown),
    }
}

fn arity(nargs: Option<&Data>) -> Arity {
    match nargs {
        None | Some(Data::None) => Arity::One,
        Some(Data::Int(number)) => usize::try_from(*number).map_or(Arity::Unknown, Arity::Exactly),
        Some(Data::Str(text)) => match text.as_str() {
            "?" => Arity::Optional,
            "*" => Arity::Any,
            "+" => Arity::Some,
            "..." => Arity::Rest,
            _ => Arity::Unknown,
        },
        Some(Data::Qualified(name)) if name == "argparse.REMAINDER" => Arity::Rest,
        Some(_) => Arity::Unknown,
    }
}

/// A builtin that `type=` names.
fn converts(script: &Script, value: &Value) -> Converts {
    if value.data == Data::None {
        return Converts::Text;
    }
    let span = value.used_at();
    let found = script.module().names_in(span).next().filter(|name| name.span == span && name.home == Home::Nowhere);
    match found.map(|name| name.name) {
        Some("str") => Converts::Text,
        Some("int") => Converts::Int,
        Some("float") => Converts::Float,
        _ => Converts::Unknown,
    }
}

fn choices(data: &Data) -> Choices {
    let (Data::List(list) | Data::Tuple(list)) = data else {
        return if *data == Data::None { Choices::All } else { Choices::Unknown };
    };
    let choice = |item: &Value| match &item.data {
        Data::Int(number) => Some(Choice::Int(*number)),
        _ => item.as_str().map(|text| Choice::Text(text.to_owned())),
    };
    let known = list.items.iter().map(choice).collect::<Option<Vec<_>>>().filter(|_| !list.open);
    known.map_or(Choices::Unknown, Choices::Of)
}

#[cfg(test)]
mod tests {
    use crate::script::{Script, Stage};

    fn check(arguments: &str, expected: &str) {
        let source =
            format!("import argparse\ndef init():\n  p = argparse.ArgumentParser()\n  p.add_argument({arguments})\n");
        let script = Script::parse(&source);
        assert!(script.function(Stage::Init).is_some());
        let parsing = script.argument_parsing();
        let found = parsing.options.first().map(|option| {
            let names: Vec<_> = option.names.iter().map(|(name, _)| name.as_str()).collect();
            let required = option.required.map_or("?".to_owned(), |required| required.to_string());
            format!(
                "{} {} {:?} {:?} {:?} {required}",
                names.join("|"),
                if option.stores { "Store" } else { "-" },
                option.arity,
                option.converts,
                option.choices
            )
        });
        assert_eq!(found.as_deref().unwrap_or("open"), expected, "{source}");
    }

    #[test]
    fn reads_names_and_types() {
        check("'--a', '-b', type=int", "--a|-b Store One Int All false");
        check("'--a', type=float", "--a Store One Float All false");
        check("'--a', type=str", "--a Store One Text All false");
        check("'--a', type=argparse.FileType()", "--a Store One Unknown All false");
        check("'--a', type=lambda x: int(x)", "--a Store One Unknown All false");
        check("'a'", "a Store One Text All true");
        check("'a', nargs='?'", "a Store Optional Text All false");
        check("name", "open");
    }

    #[test]
    fn reads_how_many_words_follow() {
        check("'--a', nargs=2", "--a Store Exactly(2) Text All false");
        check("'--a', nargs='+'", "--a Store Some Text All false");
        check("'--a', nargs=argparse.REMAINDER", "--a Store Rest Text All false");
        check("'--a', nargs=n", "--a Store Unknown Text All false");
        check("'--a', action='store_true'", "--a - None Text All false");
        check("'--a', action='append'", "--a - One Text All false");
        check("'--a', action=act", "--a - Unknown Text All false");
    }

    #[test]
    fn reads_what_is_demanded() {
        check("'--a', required=True", "--a Store One Text All true");
        check("'--a', required=x", "--a Store One Text All ?");
        check("'--a', choices=['x', 1]", "--a Store One Text Of([Text(\"x\"), Int(1)]) false");
        check("'--a', choices=(x,)", "--a Store One Text Unknown false");
        check("'--a', choices=range(3)", "--a Store One Text Unknown false");
        check("'--a', required=True, **more", "--a - Unknown Unknown Unknown ?");
    }
}

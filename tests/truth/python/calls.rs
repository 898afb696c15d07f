//! Systematic changes of the arguments of a call: missing, misspelt, in another case, of every kind, at the limits of
//! numbers. Knows no SDK.

use super::super::case::Case;
use super::program::Program;
use super::values::{KINDS, NUMBERS};
use std::ops::Range;

/// A call of a program, or a mapping in it.
pub struct Call {
    /// How the names of its cases go on.
    pub name: &'static str,
    /// What stands in front of its first argument.
    pub opening: &'static str,
    /// What is marked where an argument is missing: a piece of the opening.
    pub callee: &'static str,
    /// How it writes an argument.
    pub write: fn(&str, &str) -> String,
    /// What stands between two arguments.
    pub separator: &'static str,
    /// Its arguments, each with what the program gives it; nothing if it does not.
    pub arguments: &'static [(&'static str, &'static str)],
    /// Those of them that are whole numbers.
    pub numbers: &'static [&'static str],
}

/// `key=value`
pub fn keyword(key: &str, value: &str) -> String {
    format!("{key}={value}")
}

/// `"key": value`
pub fn item(key: &str, value: &str) -> String {
    format!("\"{key}\": {value}")
}

impl Call {
    /// Every change of every argument.
    pub fn cases(&self, program: &Program) -> Vec<Case> {
        let site = Site { call: self, program };
        self.arguments.iter().flat_map(|(key, written)| site.of_argument(key, written)).collect()
    }
}

/// A call in its program.
struct Site<'a> {
    call: &'a Call,
    program: &'a Program,
}

impl Site<'_> {
    fn of_argument(&self, key: &str, written: &str) -> Vec<Case> {
        let numbers = NUMBERS.iter().filter(|_| self.call.numbers.contains(&key));
        let given = KINDS.iter().chain(numbers).map(|(kind, value)| (*kind, key.to_owned(), *value));
        // A key that does not exist is given a value that is right for the one that is meant.
        let right = if written.is_empty() { "5" } else { written };
        let spelt = spellings(key).map(|(what, key)| (what, key, right));
        let changed = given.chain(spelt).map(|(what, other, value)| {
            let argument = format!("«{}»", (self.call.write)(&other, value));
            self.put(key, written, what, &argument)
        });
        let missing = (!written.is_empty()).then(|| self.without(key, written));
        changed.chain(missing).collect()
    }

    fn put(&self, key: &str, written: &str, what: &str, argument: &str) -> Case {
        let mut text = self.program.text.to_owned();
        match self.find(key, written) {
            Some(place) => text.replace_range(place, argument),
            None => text.insert_str(self.start(), &format!("{argument}{}", self.call.separator)),
        }
        self.program.marked(&self.name(key, what), &text)
    }

    fn without(&self, key: &str, written: &str) -> Case {
        let mut text = self.program.text.to_owned();
        let place = self.find(key, written).unwrap();
        let separator = text[place.end..].find(|c: char| !", \n".contains(c)).unwrap();
        text.replace_range(place.start..place.end + separator, "");
        let callee = self.start() - self.call.opening.len() + self.call.opening.find(self.call.callee).unwrap();
        text.replace_range(callee..callee + self.call.callee.len(), &format!("«{}»", self.call.callee));
        self.program.marked(&self.name(key, "missing"), &text)
    }

    /// Where its first argument stands.
    fn start(&self) -> usize {
        let opening = self.program.text.find(self.call.opening);
        opening.unwrap_or_else(|| panic!("{}: `{}`", self.program.name, self.call.opening)) + self.call.opening.len()
    }

    fn find(&self, key: &str, written: &str) -> Option<Range<usize>> {
        let argument = (self.call.write)(key, written);
        let found = self.program.text[self.start()..].find(&argument).filter(|_| !written.is_empty())?;
        Some(self.start() + found..self.start() + found + argument.len())
    }

    fn name(&self, key: &str, what: &str) -> String {
        format!("{}/{key}/{what}", self.call.name)
    }
}

/// The key with a letter left out, and as the name of a class.
fn spellings(key: &str) -> impl Iterator<Item = (&'static str, String)> {
    let (start, end) = key.split_at(key.len() - 1);
    let short = start[..start.len() - 1].to_owned() + end;
    let camel: String = key.split('_').map(|word| word[..1].to_uppercase() + &word[1..]).collect();
    [("misspelt", short), ("in-camel-case", camel)].into_iter()
}

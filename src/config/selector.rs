//! Rules as people name them: a code (`PJ101`), a prefix of codes (`PJ1`, `PJ`), or a name (`mini-batch-size-type`).

use crate::message;
use crate::message::Message;
use crate::rules::{self, CODE_LENGTH, Rule};

/// One or more rules, named by one word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selector {
    written: String,
    rules: Vec<&'static Rule>,
    specificity: usize,
}

/// A word that names no rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRule {
    /// The word.
    pub written: String,
    /// What it probably means.
    pub nearest: Option<&'static str>,
}

impl UnknownRule {
    /// What is told of it.
    #[must_use]
    pub fn message(&self) -> Message {
        match self.nearest {
            Some(near) => message!(
                "`{word}` is no rule's code, prefix or name; did you mean `{near}`?",
                word = self.written,
                near = near
            ),
            None => message!("`{word}` is no rule's code, prefix or name", word = self.written),
        }
    }
}

impl Selector {
    /// Finds the rules that a word names, whatever its case.
    ///
    /// # Errors
    /// If there is none.
    pub fn parse(written: &str) -> Result<Self, UnknownRule> {
        let selector = |rules, specificity| Self { written: written.to_owned(), rules, specificity };
        if let Some(rule) = rules::find(written) {
            return Ok(selector(vec![rule], CODE_LENGTH));
        }
        match with_prefix(written) {
            rules if rules.is_empty() => Err(UnknownRule { written: written.to_owned(), nearest: guess(written) }),
            rules => Ok(selector(rules, written.len())),
        }
    }

    /// The word, as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// The rules it names.
    #[must_use]
    pub fn rules(&self) -> &[&'static Rule] {
        &self.rules
    }

    /// How narrow it is: where two selectors disagree on a rule, the narrower one counts.
    #[must_use]
    pub fn specificity(&self) -> usize {
        self.specificity
    }
}

fn with_prefix(written: &str) -> Vec<&'static Rule> {
    let starts = |code: &str| code.get(..written.len()).is_some_and(|start| start.eq_ignore_ascii_case(written));
    rules::ALL.iter().copied().filter(|rule| written.len() >= "PJ".len() && starts(rule.code)).collect()
}

fn guess(written: &str) -> Option<&'static str> {
    if written.eq_ignore_ascii_case("all") || written == "*" {
        return Some("PJ");
    }
    rules::probable(written).or_else(|| rules::begun(written))
}

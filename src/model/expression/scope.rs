//! The words that an expression's names begin with, and what a wrong one is meant to be. Knows no delimiters.

use crate::text::nearest;

/// The words an expression may begin with.
const SCOPES: [&str; 3] = ["inputs", "outputs", "parent"];
/// The words that may follow `parent`.
const OF_PARENT: [&str; 3] = ["inputs", "outputs", "jobs"];
/// First words that other tools write, near to one of ours or not.
const FOREIGN: [&str; 6] = ["env", "secrets", "github", "steps", "search_space", "name"];

/// What a word in the place of a scope is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    /// The right one.
    Right,
    /// Not one, but meant as one; what to write, where that is clear.
    Wrong(Option<&'static str>),
    /// Another tool's.
    Foreign,
}

/// An expression with a misspelled scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Which of its words is the first wrong one.
    pub index: usize,
    /// The right text inside the braces, where that is clear.
    pub body: Option<String>,
}

/// What is wrong in the spelling of the scope of `inputs.data` or `parent.jobs.prepare.outputs.images`, if anything is.
#[must_use]
pub fn correction(body: &str) -> Option<Correction> {
    let words: Vec<&str> = body.split('.').collect();
    let judged: Vec<(usize, Word)> = scope_words(&words).collect();
    let index = judged.iter().find(|(_, word)| matches!(word, Word::Wrong(_)))?.0;
    let right = |(at, word): (usize, &str)| match judged.iter().find(|(index, _)| *index == at) {
        Some((_, Word::Wrong(right))) => right.map(str::to_owned),
        _ => Some(word.to_owned()),
    };
    let body = words.iter().copied().enumerate().map(right).collect::<Option<Vec<_>>>();
    Some(Correction { index, body: body.map(|words| words.join(".")) })
}

/// Whether a word is a scope, rightly or wrongly spelt.
#[must_use]
pub fn is_scope(word: &str) -> bool {
    first(word) != Word::Foreign
}

/// The words that say the scope, as far as they are understood.
fn scope_words(words: &[&str]) -> impl Iterator<Item = (usize, Word)> {
    let root = words.first().map_or(Word::Foreign, |word| first(word));
    // `jobs.prepare.outputs` lacks its `parent`: the words after it stand one place further to the left.
    let missing = root == Word::Wrong(Some(PARENT_JOBS));
    let parent = missing || root == Word::Wrong(Some("parent")) || (root == Word::Right && words[0] == "parent");
    let second =
        if parent && !missing { words.get(1).map_or(Word::Foreign, |word| second(word)) } else { Word::Foreign };
    let is_jobs = missing || second == Word::Wrong(Some("jobs")) || (parent && words.get(1) == Some(&"jobs"));
    let at = if missing { 2 } else { 3 };
    let last = words.get(at).filter(|_| is_jobs).map_or(Word::Foreign, |word| fourth(word));
    [(0, root), (1, second), (at, last)].into_iter()
}

const PARENT_JOBS: &str = "parent.jobs";

fn first(word: &str) -> Word {
    match word {
        "job" | "jobs" => Word::Wrong(Some(PARENT_JOBS)),
        "param" | "params" | "node" => Word::Wrong(None),
        _ if FOREIGN.contains(&word) => Word::Foreign,
        _ => among(word, &SCOPES),
    }
}

fn second(word: &str) -> Word {
    match word {
        "job" | "node" | "nodes" => Word::Wrong(Some("jobs")),
        _ => among(word, &OF_PARENT),
    }
}

fn fourth(word: &str) -> Word {
    among(word, &["outputs"])
}

fn among(word: &str, right: &[&'static str]) -> Word {
    if right.contains(&word) {
        return Word::Right;
    }
    nearest(word, right.iter().copied()).map_or(Word::Foreign, |word| Word::Wrong(Some(word)))
}

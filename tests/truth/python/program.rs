//! A valid program that cases are made of by editing its text. Knows no SDK and no judge.

use super::super::case::{Case, Change};
use parlint::text::Span;

/// What marks the places of a change in the new text of an edit: `«mini_batch_size=10»`.
const MARKS: [char; 2] = ['«', '»'];

/// A valid program.
#[derive(Clone, Copy)]
pub struct Program {
    /// How the names of its cases begin.
    pub name: &'static str,
    /// Its text.
    pub text: &'static str,
    /// Path and text of the files beside it.
    pub files: &'static [(&'static str, &'static str)],
}

/// What stands once in a program, and what stands there instead, with the places of the change marked.
pub type Edit<'a> = (&'a str, &'a str);

impl Program {
    /// The program with edits, one of which marks what was changed.
    pub fn case(&self, name: &str, edits: &[Edit<'_>]) -> Case {
        self.marked(name, &self.edited(edits))
    }

    /// Another text of the program, with the places of the change marked.
    pub fn marked(&self, name: &str, marked: &str) -> Case {
        let (text, places) = unmark(marked);
        assert!(!places.is_empty(), "{name}: nothing is marked");
        self.with(name, text, Change::At(places))
    }

    /// The program with edits that change nothing of what it says.
    pub fn neutral(&self, name: &str, edits: &[Edit<'_>]) -> Case {
        self.with(name, self.edited(edits), Change::Neutral(self.name.to_owned()))
    }

    fn edited(&self, edits: &[Edit<'_>]) -> String {
        edits.iter().fold(self.text.to_owned(), |text, (old, new)| {
            assert_eq!(text.matches(old).count(), 1, "{}: `{old}`", self.name);
            text.replacen(old, new, 1)
        })
    }

    fn with(&self, name: &str, text: String, change: Change) -> Case {
        let main = "job.py".to_owned();
        let files = self.files.iter().copied().chain([(&*main, &*text)]);
        let files = files.map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
        let name = if name.is_empty() { self.name.to_owned() } else { format!("{}/{name}", self.name) };
        Case { name, files, main, load: "", change }
    }
}

/// Takes the marks out of a text; answers it and what they mark.
fn unmark(marked: &str) -> (String, Vec<Span>) {
    let (mut text, mut places, mut start) = (String::new(), Vec::new(), 0);
    for piece in marked.split_inclusive(MARKS) {
        text.push_str(piece.trim_end_matches(MARKS));
        match piece.chars().next_back() {
            Some('«') => start = text.len(),
            Some('»') => places.push(Span::new(start, text.len())),
            _ => {}
        }
    }
    (text, places)
}

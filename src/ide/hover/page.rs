//! A page of Markdown in the reader's language. Knows no field.

use crate::locale::Words;
use crate::message::Message;

/// A page that is being written: paragraphs, and a list of facts at its end.
pub(super) struct Page {
    words: Words,
    text: String,
    facts: String,
}

impl Page {
    pub fn new(words: Words) -> Self {
        Self { words, text: String::new(), facts: String::new() }
    }

    /// The language.
    pub fn words(&self) -> Words {
        self.words
    }

    /// What the page is about, in code, and what that is.
    pub fn title(&mut self, code: &str, what: &Message) {
        self.paragraph(&format!("**{}**: {}", quoted(code), self.words.say(what)));
    }

    /// Some text that is in the reader's language already.
    pub fn paragraph(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(text);
    }

    /// Some code.
    pub fn code(&mut self, language: &str, code: &str) {
        let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        self.paragraph(&format!("{fence}{language}\n{code}\n{fence}"));
    }

    /// A sentence.
    pub fn say(&mut self, message: &Message) {
        self.paragraph(&self.words.say(message));
    }

    /// A line of the list of facts.
    pub fn fact(&mut self, message: &Message) {
        self.facts.push_str(&format!("\n- {}", self.words.say(message)));
    }

    /// The whole page.
    pub fn finish(self) -> String {
        match (self.text.is_empty(), self.facts.is_empty()) {
            (_, true) => self.text,
            (true, false) => self.facts.trim_start().to_owned(),
            (false, false) => format!("{}\n{}", self.text, self.facts),
        }
    }
}

/// Text as inline code, whatever backquotes and line breaks it holds.
pub(super) fn quoted(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Words as a row of inline code.
pub(super) fn row<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    words.into_iter().map(quoted).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_holds_anything() {
        assert_eq!(quoted("a"), "`a`");
        assert_eq!(quoted("a`b"), "``a`b``");
        assert_eq!(quoted("`a`"), "`` `a` ``");
        assert_eq!(quoted("a\n  b"), "`a b`");
    }
}

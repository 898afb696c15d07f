//! `program_arguments` split into words. The service's own splitting is not documented; blanks and quotes are read as a
//! shell does, and `$[[…]]` around an optional segment is taken off. The list that SDK v1 takes is split already. Knows
//! no flag.

use super::{Data, Value};
use crate::text::{HOLE, Span};
use std::ops::Range;

/// One word of an argument text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word without quotes and segment brackets.
    pub text: String,
    /// Where it stands in the decoded text.
    pub range: Range<usize>,
    /// Which optional segment `$[[…]]` of the text it stands in, from 1; 0 for none.
    pub segment: usize,
}

impl Word {
    /// Whether a part of it is known at run time, or to the service, only.
    #[must_use]
    pub fn is_dynamic(&self) -> bool {
        self.text.contains(HOLE) || super::holds_expression(&self.text)
    }
}

/// A word of the program arguments with the value that it stands in: all of the text, or one item of v1's list.
#[derive(Clone, Debug)]
pub struct ArgumentWord<'a> {
    /// The text, or the item.
    pub value: &'a Value,
    /// The word; what is no text is written as the SDK passes it on, with a [`HOLE`] for what is not known.
    pub word: Word,
}

impl ArgumentWord<'_> {
    /// Where a part of the word stands: a range of the decoded text, within [`Word::range`].
    #[must_use]
    pub fn span_of(&self, range: Range<usize>) -> Span {
        self.value.text_with_holes().and_then(|text| text.span_of(range)).unwrap_or(self.value.span)
    }

    /// Where it stands.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span_of(self.word.range.clone())
    }
}

/// The words of a text of arguments, even if parts of it are known at run time only.
pub(super) fn of_text(value: &Value) -> Option<Vec<ArgumentWord<'_>>> {
    let text = value.text_with_holes()?;
    Some(words(text.as_str()).into_iter().map(|word| ArgumentWord { value, word }).collect())
}

/// The words of a list of arguments, one for each item.
pub(super) fn of_list(value: &Value) -> Option<Vec<ArgumentWord<'_>>> {
    let Data::List(items) = &value.data else { return None };
    let word = |value| ArgumentWord { value, word: item(value) };
    Some(items.iter().map(word).collect())
}

fn item(value: &Value) -> Word {
    let text = match &value.data {
        Data::Text(text) | Data::Template(text) => text.as_str().to_owned(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(true) => "True".to_owned(),
        Data::Bool(false) => "False".to_owned(),
        _ => HOLE.to_string(),
    };
    let range = 0..text.len();
    Word { text, range, segment: 0 }
}

/// Splits an argument text at its blanks. Expressions stay whole, whatever blanks they hold.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut current: Option<Word> = None;
    let mut quote = None;
    let (mut at, mut segment, mut segments) = (0, 0, 0);
    while let Some(c) = text[at..].chars().next() {
        let length = expression_length(&text[at..]).unwrap_or(c.len_utf8());
        let piece = &text[at..at + length];
        let bracket = quote.is_none() && (text[at..].starts_with("$[[") || text[at..].starts_with("]]"));
        if bracket {
            segments += usize::from(c == '$');
            segment = if c == '$' { segments } else { 0 };
            at += if c == '$' { 3 } else { 2 };
            continue;
        }
        match (quote, c) {
            (None, _) if c.is_whitespace() => found.extend(current.take()),
            (None, '"' | '\'') => {
                quote = Some(c);
                extend(&mut current, "", at..at + length, segment);
            }
            (Some(open), _) if open == c => {
                quote = None;
                extend(&mut current, "", at..at + length, segment);
            }
            _ => extend(&mut current, piece, at..at + length, segment),
        }
        at += length;
    }
    found.extend(current);
    found
}

/// A word quoted as a shell reads it; expressions stay as they are.
#[must_use]
pub fn shell_word(word: &str) -> String {
    let found = super::scan(word);
    let inside = |at: usize| {
        let expressions = found.expressions.iter().map(|expression| &expression.range);
        expressions.chain(&found.segments).any(|range| range.contains(&at))
    };
    let plain = |c: char| c.is_alphanumeric() || "_-./:@%+=,".contains(c);
    let safe = !word.is_empty() && word.char_indices().all(|(at, c)| plain(c) || inside(at));
    if safe { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\"'\"'")) }
}

fn extend(current: &mut Option<Word>, piece: &str, range: Range<usize>, segment: usize) {
    let word = current.get_or_insert_with(|| Word { text: String::new(), range: range.clone(), segment });
    word.text.push_str(piece);
    word.range.end = range.end;
}

fn expression_length(text: &str) -> Option<usize> {
    text.starts_with("${{").then(|| text.find("}}").map(|close| close + 2)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let words = words(text);
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(texts, expected, "{text}");
        for word in &words {
            assert!(text.get(word.range.clone()).is_some(), "{text}: {word:?}");
        }
    }

    #[test]
    fn splits_as_a_shell() {
        check("--a 1  --b=2\n--c", &["--a", "1", "--b=2", "--c"]);
        check("--a 'x y' --b \"\"", &["--a", "x y", "--b", ""]);
        check("--d ${{ inputs.data }}/x", &["--d", "${{ inputs.data }}/x"]);
        check("$[[--m ${{inputs.m}}]] --n", &["--m", "${{inputs.m}}", "--n"]);
        check("--a 'open", &["--a", "open"]);
        check("${{ unclosed", &["${{", "unclosed"]);
        check("", &[]);
        check("日本 --語", &["日本", "--語"]);
    }

    #[test]
    fn knows_optional_segments() {
        let segments: Vec<_> = words("a $[[--b c]] d$[[e]] $[[f").iter().map(|word| word.segment).collect();
        assert_eq!(segments, [0, 1, 1, 0, 3]);
    }
}

//! What is open at the end of a text that breaks off: brackets and a string. Knows no values.

use super::lines::{LogicalLine, logical_lines};

/// What is open at the end of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unclosed {
    /// The brackets that are open, outermost first.
    pub brackets: Vec<char>,
    /// The quote of the string that the text ends in.
    pub quote: Option<&'static str>,
    /// Whether the text ends in a comment.
    pub in_comment: bool,
}

impl Unclosed {
    /// What would close the brackets.
    #[must_use]
    pub fn closing(&self) -> String {
        let close = |open: &char| match open {
            '(' => ')',
            '[' => ']',
            _ => '}',
        };
        self.brackets.iter().rev().map(close).collect()
    }
}

const QUOTES: [&str; 4] = ["\"\"\"", "'''", "\"", "'"];

/// What is open at the end of `text`, as far as its last statement tells: what broke off before it is left alone.
#[must_use]
pub fn unclosed(text: &str) -> Unclosed {
    let lines = logical_lines(text);
    // A string over several lines that is not closed takes in all that follows.
    let swallows = |line: &&LogicalLine| scan(line.span.slice(text)).quote.is_some_and(|quote| quote.len() == 3);
    let start = lines.iter().find(swallows).or(lines.last()).map_or(0, |line| line.span.start);
    scan(&text[start..])
}

fn scan(mut rest: &str) -> Unclosed {
    let mut found = Unclosed::default();
    while let Some(c) = rest.chars().next() {
        let mut length = c.len_utf8();
        match (found.quote, c) {
            (Some(_), '\\') => length += rest[length..].chars().next().map_or(0, char::len_utf8),
            (Some(quote), _) if rest.starts_with(quote) => {
                found.quote = None;
                length = quote.len();
            }
            // A string in simple quotes ends with its line.
            (Some(quote), '\n') if quote.len() == 1 => found.quote = None,
            (Some(_), _) => {}
            (None, '\n') => found.in_comment = false,
            (None, _) if found.in_comment => {}
            (None, '#') => found.in_comment = true,
            (None, '\'' | '"') => {
                found.quote = QUOTES.into_iter().find(|quote| rest.starts_with(quote));
                length = found.quote.map_or(length, str::len);
            }
            (None, '(' | '[' | '{') => found.brackets.push(c),
            (None, ')' | ']' | '}') => drop(found.brackets.pop()),
            (None, _) => {}
        }
        rest = &rest[length..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, brackets: &str, quote: Option<&str>, closing: &str) {
        let found = unclosed(text);
        assert_eq!(found.brackets.iter().collect::<String>(), brackets, "{text}");
        assert_eq!((found.quote, found.closing().as_str()), (quote, closing), "{text}");
    }

    #[test]
    fn finds_what_is_open() {
        check("f(a, {'b': [1", "({[", None, "]})");
        check("f(a=\"x", "(", Some("\""), ")");
        check("f(a='''x\ny", "(", Some("'''"), ")");
        check("f(a='it\\'s", "(", Some("'"), ")");
        check("f(a='x'\n  # (", "(", None, ")");
        check("f(a)\ng(日, ", "(", None, ")");
        check("f(a=\"x\n", "(", None, ")");
        check("", "", None, "");
        assert!(unclosed("f(1)  # no").in_comment);
    }
}

//! What PyYAML refuses although it is valid YAML 1.2, as far as it is not seen while building: tabs between tokens,
//! unprintable characters.

use super::error::{self, SyntaxError};
use super::{Data, Style, Tree};
use crate::text::Span;

/// More of them say nothing more.
const MAX_TABS: usize = 20;

pub(super) fn refuse(text: &str, unprintable: &[Span], tree: &mut Tree) {
    for &span in unprintable {
        let found = span.slice(text).chars().next().map_or(0, u32::from);
        tree.errors.push(SyntaxError::new(span, error::UNPRINTABLE).found(format!("U+{found:04X}")));
    }
    if memchr::memchr(b'\t', text.as_bytes()).is_some() {
        let known: Vec<Span> = tree.errors.iter().map(|error| error.span).collect();
        let tabs = tabs(text, tree).into_iter().filter(|tab| !known.contains(tab));
        tree.errors.extend(tabs.map(|span| SyntaxError::new(span, error::TAB)));
    }
}

/// The tabs outside quotes, blocks of text, comments and masked places: PyYAML takes none of them for a blank.
fn tabs(text: &str, tree: &Tree) -> Vec<Span> {
    let scalars = tree.nodes.iter().filter_map(|node| match &node.data {
        Data::Scalar(scalar) if scalar.style != Style::Plain => Some(content(text, node.span, scalar.style)),
        _ => None,
    });
    let comments = tree.comments.iter().map(|comment| comment.span);
    let mut allowed: Vec<Span> = scalars.chain(comments).chain(tree.masked.iter().copied()).collect();
    allowed.sort();
    let mut allowed = allowed.into_iter().peekable();
    let mut found = Vec::new();
    for at in memchr::memchr_iter(b'\t', text.as_bytes()) {
        while allowed.next_if(|span| span.end <= at).is_some() {}
        let inside = allowed.peek().is_some_and(|span| span.start <= at);
        if !inside && found.len() < MAX_TABS {
            found.push(Span::new(at, at + 1));
        }
    }
    found
}

/// Where a scalar takes tabs: anywhere in quotes, below the header in a block.
fn content(text: &str, span: Span, style: Style) -> Span {
    match style {
        Style::Literal | Style::Folded => {
            let header = span.slice(text).find(['\n', '\r']).unwrap_or(span.len());
            Span::new(span.start + header, span.end)
        }
        _ => span,
    }
}

#[cfg(test)]
mod tests {
    use super::super::show::errors;

    fn check(text: &str, places: &[&str]) {
        let expected: Vec<String> =
            places.iter().map(|place| format!("{place} a tab stands where YAML allows only spaces")).collect();
        assert_eq!(errors(text), expected, "{text:?}");
    }

    #[test]
    fn tabs() {
        check("a:\t1\n", &["1:3"]);
        check("a: 1\t# c\n", &["1:5"]);
        check("a: [b,\tc]\n", &["1:7"]);
        check("a: 1\n\t\nb: 2\n", &["2:1"]);
        check("a: |\t\n  x\n", &["1:5"]);
        check("a: b\tc\n", &["1:5"]);
        check("a: \"x\ty\"\nb: 'x\n\ty'\nc: |\n  x\ty\n# a\tb\n", &[]);
    }

    #[test]
    fn unprintable_characters() {
        let check = |text: &str, expected: &[&str]| assert_eq!(errors(text), expected, "{text:?}");
        check("a: x\0y\nb: 1\n", &["1:5 the character U+0000 is not allowed in YAML"]);
        check("# \u{80}\n", &["1:3 the character U+0080 is not allowed in YAML"]);
        check("a: \"\u{1b}\"\n", &["1:5 the character U+001B is not allowed in YAML"]);
        check("a: 日本 😀 é\u{a0}\n", &[]);
    }
}

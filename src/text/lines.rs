//! Where lines begin and end around an offset, and what is only blanks and `#` comments. Knows neither mappings nor values.

/// The start of the line that holds byte `at`.
pub(crate) fn line_start(text: &str, at: usize) -> usize {
    let (bytes, at) = (text.as_bytes(), at.min(text.len()));
    // A line feed belongs to the line that its carriage return ends.
    let inside_pair = bytes[..at].ends_with(b"\r") && bytes.get(at) == Some(&b'\n');
    let before = &bytes[..at - usize::from(inside_pair)];
    before.iter().rposition(|byte| is_break(*byte)).map_or(0, |found| found + 1)
}

/// The end of the line that holds byte `at`, before its line break.
pub(crate) fn line_end(text: &str, at: usize) -> usize {
    let from = at.min(text.len());
    text.as_bytes()[from..].iter().position(|byte| is_break(*byte)).map_or(text.len(), |found| from + found)
}

/// The start of the next line, if the line that holds byte `at` ends in a line break.
pub(crate) fn next_line(text: &str, at: usize) -> Option<usize> {
    let end = line_end(text, at);
    let length = break_at(text, end).len();
    (length > 0).then_some(end + length)
}

/// The line break to use near byte `at`: the one that ends its line, else the one before it.
pub(crate) fn newline(text: &str, at: usize) -> &str {
    let here = break_at(text, line_end(text, at));
    if !here.is_empty() {
        return here;
    }
    let start = line_start(text, at);
    match &text.as_bytes()[..start] {
        [.., b'\r', b'\n'] => "\r\n",
        [.., b'\r'] => "\r",
        _ => "\n",
    }
}

fn break_at(text: &str, at: usize) -> &str {
    match &text.as_bytes()[at.min(text.len())..] {
        [b'\r', b'\n', ..] => "\r\n",
        [b'\r', ..] => "\r",
        [b'\n', ..] => "\n",
        _ => "",
    }
}

fn is_break(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// What stands before byte `at` on its line, without a byte order mark.
pub(crate) fn before(text: &str, at: usize) -> &str {
    text.get(line_start(text, at)..at).unwrap_or_default().trim_start_matches('\u{feff}')
}

/// What stands after byte `at` on its line.
pub(crate) fn after(text: &str, at: usize) -> &str {
    text.get(at..line_end(text, at)).unwrap_or_default()
}

/// The blanks that the line of byte `at` begins with.
pub(crate) fn indentation(text: &str, at: usize) -> &str {
    let line = text.get(line_start(text, at)..line_end(text, at)).unwrap_or_default().trim_start_matches('\u{feff}');
    &line[..line.len() - line.trim_start_matches(is_blank).len()]
}

/// Whether only blanks stand before byte `at` on its line.
pub(crate) fn starts_line(text: &str, at: usize) -> bool {
    before(text, at).chars().all(is_blank)
}

/// Whether the rest of a line says nothing: blanks, perhaps a comment.
pub(crate) fn is_idle(rest: &str) -> bool {
    let trimmed = rest.trim_start_matches(is_blank);
    trimmed.is_empty() || trimmed.starts_with('#')
}

/// A blank inside a line.
pub(crate) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t')
}

/// The first byte from `at` on that is no blank, line break, comment or continued line.
pub(crate) fn skip_trivia(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    loop {
        match bytes.get(at) {
            Some(b' ' | b'\t' | b'\n' | b'\r') => at += 1,
            Some(b'\\') if bytes.get(at + 1).copied().is_some_and(is_break) => at += 2,
            Some(b'#') => at = line_end(text, at),
            _ => return at,
        }
    }
}

/// Where the comment lines begin that stand directly above the line of byte `at`, indented as it is. Those at the very
/// start of the file speak of the file and are left out.
pub(crate) fn comments_above(text: &str, at: usize) -> usize {
    let indent = indentation(text, at);
    let line = line_start(text, at);
    let mut first = line;
    while first > 0 {
        let previous = line_start(text, before_break(text, first));
        let body = text.get(previous..first).unwrap_or_default();
        if indentation(text, previous) != indent || !body.trim_start_matches(is_blank).starts_with('#') {
            return first;
        }
        first = previous;
    }
    line
}

/// The end of the line whose break ends just before `start`.
fn before_break(text: &str, start: usize) -> usize {
    let pair = text.as_bytes()[..start].ends_with(b"\r\n");
    start.saturating_sub(if pair { 2 } else { 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_lines_whatever_ends_them() {
        for nl in ["\n", "\r\n", "\r"] {
            let text = format!("a{nl}  bc{nl}d");
            let b = 3 + nl.len();
            assert_eq!((line_start(&text, b), line_end(&text, b)), (1 + nl.len(), 5 + nl.len()), "{nl:?}");
            assert_eq!((next_line(&text, b), next_line(&text, text.len())), (Some(5 + 2 * nl.len()), None));
            assert_eq!((newline(&text, b), newline(&text, text.len()), indentation(&text, b)), (nl, nl, "  "));
        }
        assert_eq!((newline("a", 0), line_start("", 0), line_end("", 9)), ("\n", 0, 0));
        assert_eq!((line_start("a\r\nb\r\nc", 5), line_start("a\n\nb", 2)), (3, 2));
    }

    #[test]
    fn a_byte_order_mark_is_no_indentation() {
        assert!(starts_line("\u{feff}a", 3) && starts_line("  a", 2) && !starts_line("- a", 2));
        assert_eq!(indentation("\u{feff}  a", 5), "  ");
    }

    #[test]
    fn skips_what_says_nothing() {
        assert_eq!(skip_trivia("a # x\n \\\n , b", 1), 10);
        assert_eq!(skip_trivia("a", 1), 1);
        assert!(is_idle(" # x") && is_idle("") && !is_idle(" b"));
    }

    #[test]
    fn finds_the_comments_of_an_entry() {
        let check = |text: &str, expected: &str| {
            let at = text.find('x').unwrap();
            assert_eq!(&text[comments_above(text, at)..line_start(text, at)], expected, "{text:?}");
        };
        check("a:\n  # 1\n  # 2\n  x", "  # 1\n  # 2\n");
        check("a:\r\n# 0\r\n  # 2\r\n  x", "  # 2\r\n");
        check("# file\nx", "");
        check("a\n# 1\n\nx", "");
    }
}

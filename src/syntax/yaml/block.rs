//! Block scalars, `|` and `>`: where their header stands, their characters and where each was written.

use super::Style;
use super::decode::{after_break, find_break, replaced};
use crate::text::{Decoded, Span};

/// Where one of `indicators` stands between the token that ended at `from` and the content at `to`, outside of comments,
/// tags and anchors.
pub(super) fn indicator(text: &str, from: usize, to: usize, indicators: &[char]) -> Option<usize> {
    let mut at = from;
    while at < to {
        let c = text.get(at..to)?.chars().next()?;
        match c {
            _ if indicators.contains(&c) => return Some(at),
            '#' => at = find_break(text, at)?,
            // A tag or an anchor goes on to the next blank and may hold any of these.
            '!' | '&' => at += text[at..to].find([' ', '\n', '\r'])?,
            _ => at += c.len_utf8(),
        }
    }
    None
}

/// Decodes the block scalar whose header stands at `header` and whose content ends before `end`; also gives the end of
/// its last content: the line breaks that close it lie behind. Where this does not give `value`, the scalar is one
/// replaced piece.
pub(super) fn block(text: &str, header: usize, end: usize, style: Style, value: &str) -> (Decoded, usize) {
    let end = after_blank_lines(text, end);
    let header_end = find_break(text, header).unwrap_or(end).min(end);
    let start = after_break(text, header_end).unwrap_or(header_end).min(end);
    let header_only = header + text[header..header_end].trim_end().len();
    let lines = Lines::new(text, Span::new(start, end), value);
    let last = lines.lines.iter().rev().find(|line| !line.is_empty()).map(|line| line.end);
    let decoded = lines.decode(style);
    // The parser ends a last line that ends with the text; PyYAML leaves it open.
    let unended = end == text.len() && value.strip_suffix('\n') == Some(decoded.as_str());
    if decoded.as_str() != value && !unended {
        let content_end = last.unwrap_or(header_only);
        return (replaced(value, Span::new(header, content_end)), content_end);
    }
    // Blanks beyond the indentation are content, even if nothing else is on the last line.
    let content = decoded.as_str().trim_end_matches('\n').len();
    let last = decoded.span_of(content.saturating_sub(1)..content).filter(|_| content > 0);
    (decoded, last.map_or(header_only, |last| last.end))
}

/// The end of the blank lines behind `end`: the parser does not always count those that a block keeps.
fn after_blank_lines(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    let blank = &rest[..rest.len() - rest.trim_start_matches([' ', '\n', '\r']).len()];
    if blank.len() == rest.len() {
        return text.len();
    }
    end + blank.rfind(['\n', '\r']).map_or(0, |at| at + 1)
}

struct Lines<'t> {
    text: &'t str,
    value: &'t str,
    /// The lines without their breaks and without the block's indentation.
    lines: Vec<Span>,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str, body: Span, value: &'t str) -> Self {
        let mut lines = Vec::new();
        let mut start = body.start;
        while start < body.end {
            let end = find_break(text, start).unwrap_or(body.end).min(body.end);
            lines.push(Span::new(start, end));
            start = after_break(text, end).unwrap_or(body.end);
        }
        let indent = indentation(text, &lines, value);
        for line in &mut lines {
            line.start += indent.min(leading_spaces(line.slice(text)));
        }
        Self { text, value, lines }
    }

    fn decode(self, style: Style) -> Decoded {
        let mut out = Decoded::default();
        let mut at = 0;
        while let Some(&line) = self.lines.get(at) {
            let blanks = self.lines[at + 1..].iter().take_while(|line| line.is_empty()).count();
            let next = at + 1 + blanks;
            self.push(&mut out, line.slice(self.text), line);
            self.push_breaks(&mut out, style, at, next);
            at = next;
        }
        out
    }

    /// Writes what stands between the contents of the lines `at` and `next`: one break, and blank lines.
    fn push_breaks(&self, out: &mut Decoded, style: Style, at: usize, next: usize) {
        // Blank lines before the first content are kept as they are.
        let folds = style == Style::Folded && next < self.lines.len() && !self.lines[at].is_empty();
        if !folds || self.more(at) || self.more(next) {
            return self.lines[at..next].iter().for_each(|line| {
                let after = after_break(self.text, line.end);
                after.into_iter().for_each(|after| self.push(out, "\n", Span::new(line.end, after)));
            });
        }
        let source = Span::new(self.lines[at].end, self.lines[next].start);
        match next - at {
            1 => out.push_replaced(" ", source),
            breaks => out.push_replaced(&"\n".repeat(breaks - 1), source),
        }
    }

    /// A line that is indented more than the block is never folded.
    fn more(&self, at: usize) -> bool {
        self.lines[at].slice(self.text).starts_with([' ', '\t'])
    }

    /// Appends `piece`, as far as the value goes: chomping takes away its last breaks.
    fn push(&self, out: &mut Decoded, piece: &str, source: Span) {
        let room = self.value.len().saturating_sub(out.as_str().len());
        let Some(piece) = piece.get(..room.min(piece.len())).filter(|piece| !piece.is_empty()) else { return };
        if source.slice(self.text).starts_with(piece) {
            return out.push_verbatim(piece, source.start);
        }
        out.push_replaced(piece, source);
    }
}

/// The block's indentation: what the first line that is not empty has more in the source than in the value. No line
/// before it is folded, so it is the same line of both.
fn indentation(text: &str, lines: &[Span], value: &str) -> usize {
    let first = value.split('\n').enumerate().find(|(_, line)| !line.is_empty());
    let Some((index, line)) = first else { return usize::MAX };
    let source = lines.get(index).map_or(0, |line| leading_spaces(line.slice(text)));
    source.saturating_sub(leading_spaces(line))
}

fn leading_spaces(line: &str) -> usize {
    line.bytes().take_while(|&b| b == b' ').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Decodes `text`, whose header is at its start; each of `verbatim` stands in the value as in the source.
    fn check(text: &str, value: &str, verbatim: &[&str], end: &str) {
        let style = if text.starts_with('>') { Style::Folded } else { Style::Literal };
        let (decoded, content_end) = block(text, 0, text.len(), style, value);
        assert_eq!(decoded.as_str(), value);
        assert!(text[..content_end].ends_with(end), "{text:?} up to {content_end}");
        for part in verbatim {
            let at = value.find(part).unwrap();
            assert!(decoded.is_verbatim(at..at + part.len()), "{part:?} of {text:?}");
            assert_eq!(decoded.span_of(at..at + part.len()).unwrap().slice(text), *part);
        }
    }

    #[test]
    fn literal() {
        check("|\n  a\n   b\n\n  c\n", "a\n b\n\nc\n", &["a", " b", "c"], "c");
        check("|-\n  a\n\n", "a", &["a"], "a");
        check("|+  # note\n  a\n\n", "a\n\n", &["a"], "a");
        check("|2\n    a\n  b\n", "  a\nb\n", &["  a", "b"], "b");
        check("|\r\n  a\r\n  b\r\n", "a\nb\n", &["a", "b"], "b");
        check("|\n\n  a", "\na", &["a"], "a");
        check("|\n\n", "", &[], "|");
        check("|+\n\n", "\n", &["\n"], "|+");
        check("|+\n  a\n\n  ", "a\n\n", &["a\n\n"], "a");
        check("|+\r\n  a\r\n\r\n", "a\n\n", &["a"], "a");
        check("|\na\n  ", "a\n  ", &["a\n  "], "a\n  ");
        check("|-\n  a\n   \n\n", "a\n ", &["a", " "], "a\n   ");
        check("|\n  a\n# b\n", "a\n", &["a\n"], "a");
    }

    #[test]
    fn folded() {
        check(">-\n  --a ${{inputs.a}}\n  --b 1\n", "--a ${{inputs.a}} --b 1", &["--a ${{inputs.a}}", "--b 1"], "1");
        check(">\n  a\n\n  b\n   c\n  d\n", "a\nb\n c\nd\n", &["a", "b", " c", "d"], "d");
        check(">\n\n  a\n  b\n", "\na b\n", &["a", "b"], "b");
        check(">-\n  a\n\n\n  b", "a\n\nb", &["a", "b"], "b");
    }

    #[test]
    fn each_break_is_its_own() {
        let (decoded, _) = block("|+\r\n  a\r\n \r\n", 0, 12, Style::Literal, "a\n\n");
        assert_eq!(decoded.span_of(1..2), Some(Span::new(7, 9)));
        assert_eq!(decoded.span_of(2..3), Some(Span::new(10, 12)));
    }

    #[test]
    fn what_is_not_understood_is_one_piece() {
        let (decoded, _) = block("|\n  a\n", 0, 6, Style::Literal, "other");
        assert_eq!(decoded.span_of(1..2), Some(Span::new(0, 5)));
    }

    #[test]
    fn finds_an_indicator() {
        let check = |text: &str, at| assert_eq!(indicator(text, 1, text.len(), &['|', '>']), at, "{text:?}");
        check("a: |\n", Some(3));
        check("a: # |\n  !!str &x|y >\n", Some(20));
        check("a: b", None);
    }
}

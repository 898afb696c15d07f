//! Expected findings drawn under the code: `^^^^ PJ101`. Knows nothing of rules.

use crate::text::Span;

/// Takes the drawn lines out of a text; answers the text and what they point at.
pub(super) fn extract(text: &str) -> (String, Vec<(Span, String)>) {
    let mut clean = String::new();
    let mut marks = Vec::new();
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let Some((column, length, code)) = parse(line) else {
            line_start = clean.len();
            clean.push_str(line);
            continue;
        };
        let offset = |columns: usize| {
            let above = &clean[line_start..];
            line_start + above.char_indices().nth(columns).map_or(above.trim_end().len(), |(at, _)| at)
        };
        marks.push((Span::new(offset(column), offset(column + length)), code.to_owned()));
    }
    (clean, marks)
}

fn parse(line: &str) -> Option<(usize, usize, &str)> {
    let body = line.trim_start_matches([' ', '#']).trim_end();
    let column = line.chars().take_while(|c| [' ', '#'].contains(c)).count();
    let length = body.chars().take_while(|c| *c == '^').count();
    let code = body[length..].trim();
    (length > 0 && code.starts_with("PJ")).then_some((column, length, code))
}

/// The part of a span that stands on its first line.
pub(super) fn first_line(text: &str, span: Span) -> Span {
    let length = span.slice(text).find(['\n', '\r']).unwrap_or(span.len());
    Span::new(span.start, span.start + length)
}

/// The text with marks drawn under their lines.
pub(super) fn draw(text: &str, marks: &[(Span, impl AsRef<str>)]) -> String {
    let mut drawn = String::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        drawn.push_str(line);
        let end = at + line.len();
        let mut here: Vec<_> = marks.iter().filter(|(span, _)| at <= span.start && span.start < end).collect();
        if end == text.len() {
            here.extend(marks.iter().filter(|(span, _)| span.start >= end));
        }
        here.sort_by_key(|(span, code)| (*span, code.as_ref().to_owned()));
        for (span, code) in here {
            let column = text[at..span.start.min(text.len())].chars().count();
            let length = span.slice(text).chars().count().max(1);
            drawn.push_str(&format!("{}{} {}\n", " ".repeat(column), "^".repeat(length), code.as_ref()));
        }
        at = end;
    }
    drawn
}

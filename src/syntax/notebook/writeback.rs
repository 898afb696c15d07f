//! Writes edits of the joined text of the cells into the notebook file. Touches nothing but the sources of edited cells, and
//! in an array of lines only the lines that are edited.

use super::cells::Source;
use super::json::encode;
use super::{CodeCell, Notebook, Side};
use crate::text::{Edit, EditError, Edits, Span};

/// Why edits cannot be written into a notebook.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// An edit reaches over the border of a cell, or there is no cell.
    #[error("the edit at bytes {}..{} does not lie in one cell", .0.start, .0.end)]
    AcrossCells(Span),
    /// The edits do not fit the file.
    #[error(transparent)]
    Edit(#[from] EditError),
}

/// An edit of one cell, in offsets of its text.
struct LocalEdit {
    span: Span,
    replacement: String,
}

/// How an array of lines is laid out.
#[derive(Clone)]
struct Style {
    /// From `[` to the first line.
    before: String,
    /// Between two lines.
    between: String,
    /// From the last line to `]`.
    after: String,
}

impl Notebook {
    /// The file `raw`, from which this notebook was read, with `edits` of [`Self::text`] made in it.
    ///
    /// # Errors
    /// [`WriteError`] if an edit does not lie within one cell.
    pub fn apply(&self, raw: &str, edits: &Edits) -> Result<String, WriteError> {
        Ok(self.raw_edits(raw, edits)?.apply(raw)?)
    }

    /// The edits of the file `raw` that make `edits` of [`Self::text`] in it.
    ///
    /// # Errors
    /// [`WriteError`] if an edit does not lie within one cell.
    pub fn raw_edits(&self, raw: &str, edits: &Edits) -> Result<Edits, WriteError> {
        let mut changes = Vec::new();
        let edits: Vec<&Edit> = edits.iter().collect();
        let mut rest = edits.as_slice();
        while let Some(first) = rest.first() {
            let cell = self.cell_at(first.span.start).ok_or(WriteError::AcrossCells(first.span))?;
            let count = rest.iter().take_while(|edit| cell.owns(edit.span.start, self.python.len())).count().max(1);
            let (here, after) = rest.split_at(count);
            let local = |edit: &&Edit| cell.local_edit(edit).ok_or(WriteError::AcrossCells(edit.span));
            changes.extend(self.cell_changes(raw, cell, &here.iter().map(local).collect::<Result<Vec<_>, _>>()?)?);
            rest = after;
        }
        Ok(Edits::new(changes)?)
    }

    fn cell_changes(&self, raw: &str, cell: &CodeCell, edits: &[LocalEdit]) -> Result<Vec<Edit>, EditError> {
        let ascii = escapes(cell.source.span.slice(raw)).unwrap_or_else(|| escapes(raw).unwrap_or(false));
        if cell.source.strings.is_empty() {
            let text = edits.iter().map(|edit| edit.replacement.as_str()).collect::<String>();
            return Ok(vec![Edit::replace(cell.source.span, self.array(raw, &quoted_lines(&encode(&text, ascii))))]);
        }
        if !cell.source.is_array {
            let whole = Group { first: 0, last: 0, edits: 0..edits.len() };
            let content = cell.edited_content(raw, &whole, edits, ascii)?;
            return Ok(vec![Edit::replace(cell.source.strings[0].inside(), content)]);
        }
        let groups = groups(cell, edits).into_iter();
        groups.map(|group| self.group_change(raw, cell, &group, edits, ascii)).collect()
    }

    /// The change of neighbouring lines of an array.
    fn group_change(
        &self,
        raw: &str,
        cell: &CodeCell,
        group: &Group,
        edits: &[LocalEdit],
        ascii: bool,
    ) -> Result<Edit, EditError> {
        let strings = &cell.source.strings;
        let lines = quoted_lines(&cell.edited_content(raw, group, edits, ascii)?);
        let span = strings[group.first].span.cover(strings[group.last].span);
        if !lines.is_empty() {
            return Ok(Edit::replace(span, lines.join(&self.style(raw, &cell.source).between)));
        }
        let before = group.first.checked_sub(1).map(|index| strings[index].span.end);
        Ok(match (before, strings.get(group.last + 1)) {
            (_, Some(next)) => Edit::delete(Span::new(span.start, next.span.start)),
            (Some(before), None) => Edit::delete(Span::new(before, span.end)),
            (None, None) => Edit::replace(cell.source.span, "[]"),
        })
    }

    /// An array of lines in the style of the file.
    fn array(&self, raw: &str, lines: &[String]) -> String {
        let plain = Style { before: String::new(), between: ", ".to_owned(), after: String::new() };
        let model = self.cells.iter().find(|cell| cell.source.is_array && !cell.source.strings.is_empty());
        let style = model.map_or(plain, |cell| self.style(raw, &cell.source));
        match lines.is_empty() {
            true => "[]".to_owned(),
            false => format!("[{}{}{}]", style.before, lines.join(&style.between), style.after),
        }
    }

    fn style(&self, raw: &str, source: &Source) -> Style {
        let (Some(first), Some(last)) = (source.strings.first(), source.strings.last()) else {
            return Style { before: String::new(), between: ", ".to_owned(), after: String::new() };
        };
        let before = Span::new(source.span.start + 1, first.span.start).slice(raw).to_owned();
        let after = Span::new(last.span.end, source.span.end.saturating_sub(1)).slice(raw).to_owned();
        let between = match source.strings.get(1) {
            Some(second) => Span::new(first.span.end, second.span.start).slice(raw).to_owned(),
            None if before.is_empty() => ", ".to_owned(),
            None => format!(",{before}"),
        };
        Style { before, between, after }
    }
}

/// Lines `first..=last` of an array that are rewritten together, and the edits in them.
struct Group {
    first: usize,
    last: usize,
    edits: std::ops::Range<usize>,
}

/// Which lines of an array the edits touch. Lines that an edit joins belong together, and a line that loses its line
/// break takes the next one with it.
fn groups(cell: &CodeCell, edits: &[LocalEdit]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (index, edit) in edits.iter().enumerate() {
        let first = cell.string_at(edit.span.start, Side::After);
        let mut last = cell.string_at(edit.span.end, Side::Before).max(first);
        let at_line_end = cell.starts.get(last + 1) == Some(&edit.span.end);
        let leaves_a_rest = !edit.replacement.is_empty() || cell.starts.get(first) != Some(&edit.span.start);
        if at_line_end && leaves_a_rest && !edit.span.is_empty() && !edit.replacement.ends_with('\n') {
            last += 1;
        }
        match groups.last_mut().filter(|group| group.last >= first) {
            Some(group) => {
                group.last = group.last.max(last);
                group.edits.end = index + 1;
            }
            None => groups.push(Group { first, last, edits: index..index + 1 }),
        }
    }
    groups
}

impl CodeCell {
    /// Whether a virtual offset belongs to this cell. The end of the whole text belongs to the last.
    fn owns(&self, offset: usize, length: usize) -> bool {
        self.span.touches(offset) || (offset == length && self.span.end + 1 == length)
    }

    /// An edit in this cell's offsets. The line break after the cell is not in the file: what is done to it is left
    /// out, and what is inserted after it comes on a new line.
    fn local_edit(&self, edit: &Edit) -> Option<LocalEdit> {
        let border = self.span.end + 1;
        if edit.span.end > border {
            return None;
        }
        let without_break = |text: &str| text.strip_suffix('\n').unwrap_or(text).to_owned();
        let replacement = match (edit.span.start == border, edit.span.end == border) {
            (true, _) if self.text.is_empty() || self.text.ends_with('\n') => without_break(&edit.replacement),
            (true, _) => format!("\n{}", without_break(&edit.replacement)),
            (false, true) => without_break(&edit.replacement),
            (false, false) => edit.replacement.clone(),
        };
        Some(LocalEdit { span: self.local(edit.span), replacement })
    }

    /// What stands between the quotes of the strings of a group, put together, after the edits.
    fn edited_content(&self, raw: &str, group: &Group, edits: &[LocalEdit], ascii: bool) -> Result<String, EditError> {
        let mut content = String::new();
        let mut starts = Vec::new();
        for string in &self.source.strings[group.first..=group.last] {
            starts.push(content.len());
            content.push_str(string.inside().slice(raw));
        }
        let place = |local: usize, side| {
            let index = self.string_at(local, side).clamp(group.first, group.last);
            let string = &self.source.strings[index];
            starts[index - group.first] + string.raw_offset(local - self.starts[index], side) - string.inside().start
        };
        let encoded = edits[group.edits.clone()].iter().map(|edit| {
            let start = place(edit.span.start, Side::After);
            let end = if edit.span.is_empty() { start } else { place(edit.span.end, Side::Before) };
            Edit::replace(Span::new(start, end), encode(&edit.replacement, ascii))
        });
        Edits::new(encoded.collect())?.apply(&content)
    }
}

/// Whether JSON text escapes characters beyond ASCII; `None` if it has none.
fn escapes(json: &str) -> Option<bool> {
    if !json.is_ascii() {
        return Some(false);
    }
    let bytes = json.as_bytes();
    let unicode = memchr::memmem::find_iter(bytes, b"\\u");
    // `\\u` is a backslash before a `u`; below U+0080 everybody escapes.
    let counts = |at: usize| {
        let backslashes = bytes[..at].iter().rev().take_while(|byte| **byte == b'\\').count();
        backslashes % 2 == 0 && bytes.get(at + 2..at + 4).is_some_and(|high| high != b"00")
    };
    unicode.into_iter().any(counts).then_some(true)
}

/// Encoded text as string literals, one a line, each with its line break.
fn quoted_lines(content: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(length) = memchr::memchr(b'\\', content.get(at..).unwrap_or_default().as_bytes()) {
        at += length + 2;
        if content.as_bytes().get(at - 1) == Some(&b'n') {
            lines.push(format!("\"{}\"", &content[start..at]));
            start = at;
        }
    }
    if start < content.len() {
        lines.push(format!("\"{}\"", &content[start..]));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;
    use proptest::prelude::*;

    const FILE: &str = "{\n \"cells\": [\n  {\n   \"source\": [\n    \"a = 1\\n\",\n    \"b = '\\u65e5'\\n\",\n    \"c\"\n   ],\n   \
        \"cell_type\": \"code\", \"outputs\": [ {\"a\":1e5} ]\n  },\n  {\"cell_type\": \"code\", \"source\": []},\n  {\"cell_type\": \
        \"code\", \"source\": \"d = \\\"é\\\"\\ne\"}\n ],\n \"nbformat\": 4\n}\n";

    /// Replaces the first `old` in the Python text and tells which part of the file is new, and what stood there.
    fn check(old: &str, new: &str, expected: (&str, &str)) {
        let (notebook, errors) = parse(FILE);
        assert_eq!(errors, []);
        let start = notebook.python.find(old).unwrap();
        let edit = Edit::replace(Span::new(start, start + old.len()), new);
        let written = notebook.apply(FILE, &Edits::new(vec![edit]).unwrap()).unwrap();
        let same = |pair: &(char, char)| pair.0 == pair.1;
        let before: usize = FILE.chars().zip(written.chars()).take_while(same).map(|pair| pair.0.len_utf8()).sum();
        let (removed, added) = (&FILE[before..], &written[before..]);
        let pairs = removed.chars().rev().zip(added.chars().rev());
        let after: usize = pairs.take_while(same).map(|pair| pair.0.len_utf8()).sum();
        assert_eq!((&removed[..removed.len() - after], &added[..added.len() - after]), expected, "{old:?} -> {new:?}");
    }

    #[test]
    fn changes_only_what_is_edited() {
        check("1", "2", ("1", "2"));
        check("1", "\"日\"", ("1", r#"\"\u65e5\""#));
        check("é", "日\t", ("é", r"日\t"));
        check("e\n", "f\n", ("e", "f"));
        check("a = 1\n", "", ("a = 1\\n\",\n    \"", ""));
        check("\nc", "", ("\\n\",\n    \"c", ""));
        check("b = '日'\n", "x\ny\n", ("b = '\\u65e5'", "x\\n\",\n    \"y"));
        check("1\nb", "2", ("1\\n\",\n    \"b", "2"));
        check("c\n", "c\nf\n", ("", "\\n\",\n    \"f"));
    }

    #[test]
    fn fills_an_empty_cell() {
        let (notebook, _) = parse(FILE);
        let edits = Edits::new(vec![Edit::insert(notebook.cells[1].span.start, "x\ny")]).unwrap();
        let written = notebook.apply(FILE, &edits).unwrap();
        assert!(written.contains("\"source\": [\n    \"x\\n\",\n    \"y\"\n   ]}"), "{written}");
    }

    #[test]
    fn text_at_the_end_comes_on_a_line_of_its_own() {
        let (notebook, _) = parse(FILE);
        let edits = Edits::new(vec![Edit::insert(notebook.python.len(), "x = 1\n")]).unwrap();
        assert!(notebook.apply(FILE, &edits).unwrap().contains("\\ne\\nx = 1\"}"));
    }

    #[test]
    fn refuses_an_edit_of_two_cells() {
        let (notebook, _) = parse(FILE);
        let edits = Edits::new(vec![Edit::delete(Span::new(0, notebook.python.len()))]).unwrap();
        assert!(notebook.apply(FILE, &edits).is_err());
        assert!(parse("{}").0.apply("{}", &edits).is_err());
    }

    fn lines() -> impl Strategy<Value = Vec<String>> {
        prop::collection::vec("[ab日🦀\"\\\\\t ]{0,5}\n", 0..5)
    }

    proptest! {
        #[test]
        fn edits_arrive_and_nothing_else_changes(
            cells in prop::collection::vec((lines(), "[ab]{0,2}", any::<bool>()), 1..4),
            ascii: bool,
            cuts in prop::collection::vec((0usize..60, 0usize..8, "[x日\n\"]{0,3}"), 0..4),
        ) {
            let quoted = |text: &String| format!("\"{}\"", encode(text, ascii));
            let one = |(lines, rest, array): &(Vec<String>, String, bool)| {
                let mut lines = lines.clone();
                lines.extend(Some(rest.clone()).filter(|rest| !rest.is_empty()));
                let source = match array {
                    true => format!("[ {} ]", lines.iter().map(quoted).collect::<Vec<_>>().join(" , ")),
                    false => quoted(&lines.concat()),
                };
                format!("{{\"source\":{source},\"cell_type\":\"code\"}}")
            };
            let raw = format!("{{\"cells\": [{}]}}", cells.iter().map(one).collect::<Vec<_>>().join("|").replace('|', ","));
            let (notebook, errors) = parse(&raw);
            prop_assert!(errors.is_empty(), "{raw}");
            prop_assert_eq!(&notebook.apply(&raw, &Edits::default()).unwrap(), &raw);

            let mut edits = Edits::default();
            let mut expected: Vec<_> = notebook.cells.iter().map(|cell| (cell.text.clone(), Edits::default())).collect();
            for (at, length, with) in cuts {
                let boundary = |at: usize| (0..=at).rev().find(|at| notebook.python.is_char_boundary(*at)).unwrap();
                let start = boundary(at.min(notebook.python.len() - 1));
                let cell = notebook.cell_at(start).unwrap();
                let end = boundary((at + length).min(cell.span.end)).max(start);
                let index = notebook.cells.iter().position(|other| other.number == cell.number).unwrap();
                let local = cell.local(Span::new(start, end));
                if edits.try_add(&[Edit::replace(Span::new(start, end), with.clone())]) {
                    prop_assert!(expected[index].1.try_add(&[Edit::replace(local, with)]));
                }
            }
            let written = notebook.apply(&raw, &edits).unwrap();
            let (after, errors) = parse(&written);
            prop_assert!(errors.is_empty(), "{written}");
            let expected: Vec<_> = expected.iter().map(|(text, edits)| edits.apply(text).unwrap()).collect();
            prop_assert_eq!(after.cells.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>(), expected);
            prop_assert!(escapes(&raw) != Some(true) || written.is_ascii());
        }
    }
}

//! Jupyter notebooks: the Python of all code cells as one text, the way back from it to the file, and edits of it
//! written into the file. Knows the notebook format and IPython's magics; nothing of Azure Machine Learning.
//!
//! [`parse`] reads the file; [`Notebook::python`] is what `syntax::python` parses. Spans in that text are *virtual*:
//! [`Notebook::raw_span`] and [`Notebook::position`] lead from them to the file and to the cell.

mod cells;
mod json;
mod magic;
mod writeback;

pub use cells::{Error, ErrorKind};
pub use writeback::WriteError;

use super::python::{Module, parse_parts};
use crate::text::{Encoding, LineIndex, Position, Span};
use cells::Source;

/// A notebook.
#[derive(Debug, Default)]
pub struct Notebook {
    /// The Python of all code cells, each followed by one `\n`. What is no Python (magics, shell lines) is written
    /// over; every other byte is as the cell has it.
    pub python: String,
    /// The same with the Python files that cells write left as they are: what is analysed, and shown to people.
    pub text: String,
    /// The code cells with Python, in order.
    pub cells: Vec<CodeCell>,
    /// The files that cells write instead of running.
    pub files: Vec<EmbeddedFile>,
}

/// A code cell.
#[derive(Debug)]
pub struct CodeCell {
    /// Number of the cell among all cells, counted from 1.
    pub number: usize,
    /// The cell's place in [`Notebook::python`], without the line break after it.
    pub span: Span,
    /// The cell as it was written, magics included; as long as `span`.
    pub text: String,
    source: Source,
    /// Where each string of the source begins in `text`.
    starts: Vec<usize>,
}

/// The text of a `%%writefile` cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmbeddedFile {
    /// The file's name as it is given.
    pub name: String,
    /// Whether it is appended to the file (`-a`).
    pub append: bool,
    /// Index of the cell in [`Notebook::cells`].
    pub cell: usize,
    /// Where the file's text stands in [`Notebook::text`].
    pub span: Span,
}

/// A place in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellPosition {
    /// Number of the cell among all cells, counted from 1.
    pub cell: usize,
    /// The place in the cell's text.
    pub position: Position,
}

/// Reads a notebook, as far as it is one.
#[must_use]
pub fn parse(text: &str) -> (Notebook, Vec<Error>) {
    let (file, errors) = cells::read(text);
    let mut notebook = Notebook::default();
    if !file.is_python() {
        return (notebook, errors);
    }
    for (index, cell) in file.cells.into_iter().enumerate() {
        let is_python = cell.is_code && cell.is_python();
        if let Some(source) = cell.source.filter(|_| is_python) {
            notebook.push(index + 1, source);
        }
    }
    (notebook, errors)
}

impl Notebook {
    fn push(&mut self, number: usize, source: Source) {
        let mut text = String::new();
        let mut starts = Vec::with_capacity(source.strings.len());
        for string in &source.strings {
            starts.push(text.len());
            text.push_str(string.text.as_str());
        }
        let neutral = magic::neutralize(&text);
        let start = self.python.len();
        self.python.push_str(&neutral.python);
        self.python.push('\n');
        self.text.push_str(&neutral.python);
        self.text.push('\n');
        if let Some(file) = neutral.file.as_ref().filter(|file| file.name.ends_with(".py")) {
            let content = Span::new(start + file.content.start, start + file.content.end);
            self.text.replace_range(content.start..content.end, file.content.slice(&text));
        }
        self.files.extend(neutral.file.map(|file| EmbeddedFile {
            name: file.name,
            append: file.append,
            cell: self.cells.len(),
            span: Span::new(start + file.content.start, start + file.content.end),
        }));
        self.cells.push(CodeCell { number, span: Span::new(start, start + text.len()), text, source, starts });
    }

    /// Parses the Python of all cells. Nothing that is left open in one cell reaches into the next.
    #[must_use]
    pub fn module(&self) -> Module {
        let parts: Vec<_> = self.cells.iter().map(|cell| cell.span).collect();
        parse_parts(&self.python, &parts)
    }

    /// Parses a Python file that a cell writes, with every byte where it is in [`Self::text`].
    #[must_use]
    pub fn file_module(&self, file: &EmbeddedFile) -> Module {
        let blank = |text: &str| text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect::<String>();
        let (before, after) = (&self.text[..file.span.start], &self.text[file.span.end..]);
        parse_parts(&(blank(before) + file.span.slice(&self.text) + &blank(after)), &[file.span])
    }

    /// Whether more than one cell puts a file together.
    #[must_use]
    pub fn is_appended(&self, file: &EmbeddedFile) -> bool {
        self.files.iter().any(|other| other.append && other.name == file.name)
    }

    /// The text of a file that a cell writes.
    #[must_use]
    pub fn file_text(&self, file: &EmbeddedFile) -> &str {
        let Some(cell) = self.cells.get(file.cell) else { return "" };
        cell.local(file.span).slice(&cell.text)
    }

    /// The cell at a virtual offset; the line break after a cell belongs to it.
    #[must_use]
    pub fn cell_at(&self, offset: usize) -> Option<&CodeCell> {
        let index = self.cells.partition_point(|cell| cell.span.end < offset);
        self.cells.get(index).or_else(|| self.cells.last())
    }

    /// Cell, line and column of a virtual offset.
    #[must_use]
    pub fn position(&self, offset: usize, encoding: Encoding) -> Option<CellPosition> {
        let cell = self.cell_at(offset)?;
        let local = offset.saturating_sub(cell.span.start);
        let position = LineIndex::new(&cell.text).position(&cell.text, local, encoding);
        Some(CellPosition { cell: cell.number, position })
    }

    /// Where a virtual span stands in the file; within one cell, the rest of a longer span is cut off. An empty span at
    /// the end of a cell leads to the end of its source.
    #[must_use]
    pub fn raw_span(&self, span: Span) -> Option<Span> {
        let cell = self.cell_at(span.start)?;
        let start = cell.raw_offset(span.start, Side::After);
        let end = cell.raw_offset(span.end.max(span.start), if span.is_empty() { Side::After } else { Side::Before });
        Some(Span::new(start, end))
    }
}

/// Which of two neighbouring strings a place between them belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

impl CodeCell {
    /// A virtual span as a span of [`Self::text`], cut off at its ends.
    fn local(&self, span: Span) -> Span {
        let place = |at: usize| at.clamp(self.span.start, self.span.end) - self.span.start;
        Span::new(place(span.start), place(span.end))
    }

    /// Index of the string of the source that holds a local offset.
    fn string_at(&self, local: usize, side: Side) -> usize {
        let before = match side {
            Side::After => self.starts.partition_point(|start| *start <= local),
            Side::Before => self.starts.partition_point(|start| *start < local),
        };
        before.saturating_sub(1)
    }

    /// The file's offset for a virtual one.
    fn raw_offset(&self, offset: usize, side: Side) -> usize {
        let local = self.local(Span::at(offset)).start;
        let index = self.string_at(local, side);
        match (self.source.strings.get(index), self.starts.get(index)) {
            (Some(string), Some(start)) => string.raw_offset(local - start, side),
            _ => self.source.span.end.saturating_sub(1),
        }
    }
}

impl cells::SourceString {
    /// What stands between the quotes.
    fn inside(&self) -> Span {
        Span::new(self.span.start + 1, self.span.end.saturating_sub(1))
    }

    /// The file's offset for an offset in the decoded text.
    fn raw_offset(&self, at: usize, side: Side) -> usize {
        let length = self.text.as_str().len();
        let (first, last) = (self.inside().start, self.inside().end);
        match (at, side) {
            (0, _) => first,
            _ if at >= length => last,
            (_, Side::After) => self.text.span_of(at..at + 1).map_or(last, |span| span.start),
            (_, Side::Before) => self.text.span_of(at - 1..at).map_or(first, |span| span.end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(source: &str) -> String {
        format!(r#"{{"cell_type": "code", "source": {source}, "outputs": [{{"text": ["source"]}}]}}"#)
    }

    fn file(cells: &[String]) -> String {
        format!(r#"{{"cells": [{}], "metadata": {{}}, "nbformat": 4, "nbformat_minor": 5}}"#, cells.join(", "))
    }

    fn check(raw: &str, python: &str, errors: &[&str]) {
        let (notebook, found) = parse(raw);
        assert_eq!(notebook.python, python, "{raw}");
        assert_eq!(found.iter().map(|error| error.kind.message().english()).collect::<Vec<_>>(), errors, "{raw}");
    }

    #[test]
    fn joins_the_code_cells() {
        let markdown = r##"{"cell_type": "markdown", "source": ["# a"]}"##.to_owned();
        check(&file(&[code(r#"["a = 1\n", "b = 2"]"#), markdown, code(r#""c\n""#)]), "a = 1\nb = 2\nc\n\n", &[]);
        check(&file(&[code("[]"), code("\"%pip\""), code("null")]), "\n____\n", &[]);
        check(&format!("\u{feff}{}", file(&[code("\"\\u65e5\"")])), "日\n", &[]);
        let version_3 = r#"{"worksheets": [{"cells": [{"cell_type": "code", "input": ["a"], "language": "python"}]}],
            "nbformat": 3}"#;
        check(version_3, "a\n", &[]);
    }

    #[test]
    fn leaves_out_other_languages() {
        let kernel =
            |metadata: &str| file(&[code("\"a\"")]).replace(r#""metadata": {}"#, &format!(r#""metadata": {metadata}"#));
        check(&kernel(r#"{"kernelspec": {"language": "R", "name": "ir"}}"#), "", &[]);
        check(&kernel(r#"{"kernelspec": {"name": "ir"}}"#), "", &[]);
        check(&kernel(r#"{"kernelspec": {"name": "python38-azureml"}}"#), "a\n", &[]);
        check(&kernel(r#"{"language_info": {"name": "julia"}}"#), "", &[]);
        check(&kernel(r#"{"language_info": {"name": "python"}, "kernelspec": {"name": "x"}}"#), "a\n", &[]);
        let cell = r#"{"cell_type": "code", "metadata": {"vscode": {"languageId": "sql"}}, "source": "a"}"#;
        check(&file(&[cell.to_owned(), code("\"b\"")]), "b\n", &[]);
    }

    #[test]
    fn what_is_no_notebook() {
        check("{\"cells\": [", "", &["this is not valid JSON"]);
        check("", "", &["this is not valid JSON"]);
        check("[]", "", &["there is no list `cells`"]);
        check("{}", "", &["there is no list `cells`"]);
        check(r#"{"cells": [], "nbformat": 5}"#, "", &["notebook format 5 is not supported"]);
        check(&file(&[code("\"a\"")])[..60], "a\n", &["this is not valid JSON"]);
    }

    #[test]
    fn files_in_cells() {
        let (notebook, _) =
            parse(&file(&[code("\"x\""), code(r#"["%%writefile a.py\n", "def run(b):\n", "  pass"]"#)]));
        let files: Vec<_> =
            notebook.files.iter().map(|file| (&*file.name, file.cell, notebook.file_text(file))).collect();
        assert_eq!(files, [("a.py", 1, "def run(b):\n  pass")]);
        assert!(notebook.module().errors().is_empty() && notebook.module().functions().is_empty());
        let module = notebook.file_module(&notebook.files[0]);
        assert_eq!(module.functions()[0].name_span.slice(&notebook.text), "run");
        assert_eq!(notebook.text, "x\n################\ndef run(b):\n  pass\n");
        let (notebook, _) = parse(&file(&[code("\"%%writefile a.yml\\nb: 1\"")]));
        assert_eq!(notebook.text, notebook.python);
    }

    #[test]
    fn files_from_several_cells() {
        let (notebook, _) = parse(&file(&[
            code("\"%%writefile a.py\\nx\""),
            code("\"%%writefile b.py\\nx\""),
            code("\"%%writefile -a a.py\\nx\""),
        ]));
        let appended: Vec<_> = notebook.files.iter().map(|file| notebook.is_appended(file)).collect();
        assert_eq!(appended, [true, false, true]);
    }

    #[test]
    fn an_open_bracket_ends_with_its_cell() {
        let (notebook, _) = parse(&file(&[code("\"a = f(1,\""), code("\"b=2\""), code("\"g(b)\"")]));
        let module = notebook.module();
        assert_eq!(module.errors().len(), 1);
        assert_eq!(module.calls().count(), 1);
    }

    #[test]
    fn leads_back_to_the_file() {
        let raw = file(&[code(r#"["a = '\u65e5'\n", "b = \"c\""]"#), code("\"\""), code("\"d\"")]);
        let (notebook, _) = parse(&raw);
        let piece = |text: &str| notebook.python.find(text).map(|at| Span::new(at, at + text.len())).unwrap();
        let there = |span| notebook.raw_span(span).unwrap().slice(&raw);
        assert_eq!(there(piece("日")), r"\u65e5");
        assert_eq!(there(piece("'日'\n")), r"'\u65e5'\n");
        assert_eq!(there(piece("b = \"c\"")), r#"b = \"c\""#);
        assert_eq!(there(piece("d")), "d");
        let at = |text: &str| notebook.position(piece(text).start, Encoding::Utf16).unwrap();
        assert_eq!(at("c\""), CellPosition { cell: 1, position: Position { line: 1, column: 5 } });
        assert_eq!(at("d"), CellPosition { cell: 3, position: Position { line: 0, column: 0 } });
    }

    proptest! {
        #[test]
        fn any_text_is_read(raw in "(\\{|\\}|\\[|\\]|\"|,|: |\\\\|cells|source|cell_type|code|nbformat|4|日|\n){0,60}") {
            let (notebook, errors) = parse(&raw);
            prop_assert!(errors.iter().all(|error| raw.get(error.span.start..error.span.end).is_some()));
            prop_assert!(notebook.cells.is_empty() || raw.contains("cells"));
        }

        #[test]
        fn every_character_leads_back(sources in prop::collection::vec("[a日🦀\"\\\\\n\t%! =(]{0,12}", 0..4), ascii: bool) {
            let cells: Vec<_> = sources.iter().map(|text| code(&format!("\"{}\"", json::encode(text, ascii)))).collect();
            let raw = file(&cells);
            let (notebook, errors) = parse(&raw);
            prop_assert!(errors.is_empty());
            prop_assert_eq!(notebook.cells.len(), sources.len());
            for (cell, text) in notebook.cells.iter().zip(&sources) {
                prop_assert_eq!(&cell.text, text);
                for (at, character) in text.char_indices() {
                    let start = cell.span.start + at;
                    let there = notebook.raw_span(Span::new(start, start + character.len_utf8())).unwrap();
                    prop_assert_eq!(there.slice(&raw), json::encode(&character.to_string(), ascii));
                }
            }
        }
    }
}

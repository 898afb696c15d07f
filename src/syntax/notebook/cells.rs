//! The cells of a notebook file: where the source of each stands in the JSON. Knows the notebook format's versions 3
//! and 4, nothing of Python.

use super::json::{Malformed, Next, Reader, decode};
use crate::message;
use crate::message::Message;
use crate::text::{Decoded, Span};

/// What is wrong with a notebook file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Where it shows.
    pub span: Span,
    /// What it is.
    pub kind: ErrorKind,
}

/// The faults of a notebook file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The text is no JSON from here on.
    Json,
    /// There is no list of cells.
    NoCells,
    /// The format's version is not 3 or 4.
    Version(String),
}

impl ErrorKind {
    /// What is told of it.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Json => message!("this is not valid JSON"),
            Self::NoCells => message!("there is no list `cells`"),
            Self::Version(version) => message!("notebook format {version} is not supported", version = version),
        }
    }
}

/// The source of a cell, as it is written.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// The string or the array.
    pub(super) span: Span,
    pub(super) is_array: bool,
    pub(super) strings: Vec<SourceString>,
}

/// One string of a source.
#[derive(Clone, Debug)]
pub(super) struct SourceString {
    /// With its quotes.
    pub(super) span: Span,
    pub(super) text: Decoded,
}

/// What a notebook file holds.
#[derive(Default)]
pub(super) struct File {
    pub(super) version: Option<String>,
    version_span: Span,
    language: Option<String>,
    kernel: Option<String>,
    has_cells: bool,
    /// All cells, in order.
    pub(super) cells: Vec<Cell>,
}

#[derive(Default)]
pub(super) struct Cell {
    pub(super) is_code: bool,
    language: Option<String>,
    pub(super) source: Option<Source>,
}

/// Reads a notebook file as far as it is one.
pub(super) fn read(text: &str) -> (File, Vec<Error>) {
    let mut file = File::default();
    let mut reader = Reader::new(text);
    let result = match reader.next() {
        Next::Object => file.root(text, &mut reader).and_then(|()| reader.end()),
        Next::Array | Next::String | Next::Scalar => reader.skip().and_then(|()| reader.end()),
    };
    let mut errors = Vec::new();
    if let Err(Malformed(at)) = result {
        let end = (at + 1..=text.len()).find(|end| text.is_char_boundary(*end)).unwrap_or(text.len());
        errors.push(Error { span: Span::new(at.min(text.len()), end), kind: ErrorKind::Json });
    } else if !file.has_cells {
        errors.push(Error {
            span: Span::new(0, text.chars().next().map_or(0, char::len_utf8)),
            kind: ErrorKind::NoCells,
        });
    }
    if let Some(version) = file.version.clone().filter(|version| !matches!(version.as_str(), "3" | "4")) {
        errors.push(Error { span: file.version_span, kind: ErrorKind::Version(version) });
    }
    (file, errors)
}

impl File {
    /// Whether the cells are Python: the kernel's language, where it is known.
    pub(super) fn is_python(&self) -> bool {
        let python = |name: &String| name.to_ascii_lowercase().contains("python");
        self.language.as_ref().or(self.kernel.as_ref()).is_none_or(python)
    }

    fn root(&mut self, text: &str, reader: &mut Reader) -> Result<(), Malformed> {
        reader.object(|reader, key| match (key, reader.next()) {
            ("cells", Next::Array) => self.cells(text, reader),
            ("worksheets", Next::Array) => {
                self.has_cells = true;
                reader.array(|reader| self.worksheet(text, reader)).map(drop)
            }
            ("metadata", Next::Object) => self.metadata(text, reader),
            ("nbformat", Next::Scalar) => {
                self.version_span = reader.scalar()?;
                self.version = Some(self.version_span.slice(text).to_owned());
                Ok(())
            }
            _ => reader.skip(),
        })?;
        Ok(())
    }

    fn worksheet(&mut self, text: &str, reader: &mut Reader) -> Result<(), Malformed> {
        if reader.next() != Next::Object {
            return reader.skip();
        }
        reader.object(|reader, key| match (key, reader.next()) {
            ("cells", Next::Array) => self.cells(text, reader),
            _ => reader.skip(),
        })?;
        Ok(())
    }

    fn metadata(&mut self, text: &str, reader: &mut Reader) -> Result<(), Malformed> {
        reader.object(|reader, section| match (section, reader.next()) {
            ("kernelspec" | "language_info", Next::Object) => {
                let kernel = section == "kernelspec";
                let (name, language) = (&mut self.kernel, &mut self.language);
                let known = |reader: &mut Reader, key: &str| {
                    match (key, reader.next(), kernel) {
                        ("name", Next::String, true) => *name = Some(word(text, reader)?),
                        ("language", Next::String, true) | ("name", Next::String, false) => {
                            *language = Some(word(text, reader)?);
                        }
                        _ => reader.skip()?,
                    }
                    Ok(())
                };
                reader.object(known).map(drop)
            }
            _ => reader.skip(),
        })?;
        Ok(())
    }

    fn cells(&mut self, text: &str, reader: &mut Reader) -> Result<(), Malformed> {
        self.has_cells = true;
        reader.array(|reader| {
            let mut cell = Cell::default();
            let result = match reader.next() {
                Next::Object => cell.read(text, reader),
                Next::Array | Next::String | Next::Scalar => reader.skip(),
            };
            self.cells.push(cell);
            result
        })?;
        Ok(())
    }
}

impl Cell {
    /// Whether the cell itself does not name another language.
    pub(super) fn is_python(&self) -> bool {
        self.language.as_deref().is_none_or(|language| language.eq_ignore_ascii_case("python"))
    }

    fn read(&mut self, text: &str, reader: &mut Reader) -> Result<(), Malformed> {
        reader.object(|reader, key| {
            match (key, reader.next()) {
                ("cell_type", Next::String) => self.is_code = word(text, reader)? == "code",
                // Version 3 calls the source of a code cell `input`.
                ("source" | "input", Next::String | Next::Array) => self.source = Some(source(text, reader)?),
                ("language", Next::String) => self.language = Some(word(text, reader)?),
                ("metadata", Next::Object) => self.metadata(text, reader)?,
                _ => reader.skip()?,
            }
            Ok(())
        })?;
        Ok(())
    }

    /// Visual Studio Code notes a cell's language as `vscode.languageId`.
    fn metadata(&mut self, text: &str, reader: &mut Reader) -> Result<(), Malformed> {
        reader.object(|reader, key| match (key, reader.next()) {
            ("vscode", Next::Object) => {
                let language = |reader: &mut Reader, key: &str| match (key, reader.next()) {
                    ("languageId", Next::String) => {
                        self.language = Some(word(text, reader)?);
                        Ok(())
                    }
                    _ => reader.skip(),
                };
                reader.object(language).map(drop)
            }
            _ => reader.skip(),
        })?;
        Ok(())
    }
}

fn word(text: &str, reader: &mut Reader) -> Result<String, Malformed> {
    Ok(decode(text, reader.string()?).as_str().to_owned())
}

fn source(text: &str, reader: &mut Reader) -> Result<Source, Malformed> {
    let read = |span| SourceString { span, text: decode(text, span) };
    if reader.next() == Next::String {
        let span = reader.string()?;
        return Ok(Source { span, is_array: false, strings: vec![read(span)] });
    }
    let mut strings = Vec::new();
    let span = reader.array(|reader| match reader.next() {
        Next::String => {
            strings.push(read(reader.string()?));
            Ok(())
        }
        Next::Object | Next::Array | Next::Scalar => reader.skip(),
    })?;
    Ok(Source { span, is_array: true, strings })
}

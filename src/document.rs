//! A file that was read, parsed and lowered: its text, its syntax errors and comments, and what it says of parallel
//! jobs. The one place that knows which language a file is in. Knows no rule.

use crate::model::FileModel;
use crate::surface;
use crate::syntax::{Comment, SyntaxError, notebook, python, yaml};
use crate::text::{EditError, Edits, Encoding, SourceFile};
use std::path::Path;
use std::sync::Arc;

/// What a file is written in, by the end of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// `.yml`, `.yaml`.
    Yaml,
    /// `.py`.
    Python,
    /// `.ipynb`.
    Notebook,
}

impl Language {
    /// The language of a file by its name, if it is one that parlint reads.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "yml" | "yaml" => Some(Self::Yaml),
            "py" => Some(Self::Python),
            "ipynb" => Some(Self::Notebook),
            _ => None,
        }
    }
}

/// One file, understood as far as it can be.
#[derive(Debug)]
pub struct Document {
    language: Language,
    file: Arc<SourceFile>,
    /// What is analysed: the file itself, or the joined code cells of a notebook.
    code: Arc<SourceFile>,
    notebook: Option<notebook::Notebook>,
    comments: Vec<Comment>,
    errors: Vec<SyntaxError>,
    model: FileModel,
}

/// A place as people name it: one-based line and column (in characters), and for notebooks the one-based cell, in which
/// the line is then counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Location {
    /// The cell of a notebook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<usize>,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl Document {
    /// Parses and lowers a text. Never fails: what cannot be understood is among [`Self::errors`].
    #[must_use]
    pub fn new(path: &Path, text: String, language: Language) -> Self {
        let file = Arc::new(SourceFile::new(path, text));
        match language {
            Language::Yaml => Self::yaml(file),
            Language::Python => Self::python(file),
            Language::Notebook => Self::notebook(file),
        }
    }
}

//! A file that was read, parsed and lowered: its text, its syntax errors and comments, and what it says of parallel
//! jobs. The one place that knows which language a file is in. Knows no rule.

use crate::message::Message;
use crate::model::{FileModel, PARALLEL};
use crate::script::Script;
use crate::surface;
use crate::syntax::notebook::{self, Notebook, WriteError};
use crate::syntax::{python, yaml};
use crate::text::{Edits, Encoding, SourceFile, Span};
use std::path::{Path, PathBuf};
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
    notebook: Option<Notebook>,
    comments: Vec<Comment>,
    faults: Vec<Fault>,
    model: FileModel,
    python_files: Vec<PythonFile>,
    /// Of YAML that is typed in, what the next version may take over.
    tree: Option<yaml::Tree>,
}

/// A Python file that a document is, or that a cell of it writes: a script that steps may run.
#[derive(Debug)]
pub struct PythonFile {
    /// Where it stands, or is written to; `None` if that shows at run time only.
    pub path: Option<PathBuf>,
    /// What it does if it is an entry script.
    pub script: Script,
    /// Whether it is one by itself, whoever names it.
    pub is_entry_script: bool,
}

/// A comment in the analysed text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment {
    /// From `#` to the end of the line.
    pub span: Span,
    /// Whether nothing but blanks stands before it on its line.
    pub own_line: bool,
}

/// A place that could not be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where it is: bytes of the analysed text, or of the file itself if the notebook is to blame.
    pub span: Span,
    /// What is wrong.
    pub message: Message,
    /// The line that probably is meant, where it is another.
    pub probable: Option<Span>,
    /// Whether the notebook around the code is to blame and not the code.
    pub in_notebook: bool,
    /// Whether it may hide what else the text says.
    pub loses: bool,
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
    /// Parses and lowers a text. Never fails: what cannot be understood is among [`Self::faults`].
    #[must_use]
    pub fn new(path: &Path, text: String, language: Language) -> Self {
        Self::of(Arc::new(SourceFile::new(path, text)), language)
    }

    /// Parses and lowers a file.
    #[must_use]
    pub fn of(file: Arc<SourceFile>, language: Language) -> Self {
        match language {
            Language::Yaml => Self::yaml(file, None).0,
            Language::Python => Self::python(file),
            Language::Notebook => Self::notebook(file),
        }
    }

    /// The same for a file that is typed in: of what an earlier version knows, that which did not change is taken over.
    #[must_use]
    pub fn again(file: Arc<SourceFile>, language: Language, earlier: Option<&Self>) -> Self {
        if language != Language::Yaml {
            return Self::of(file, language);
        }
        let earlier = earlier.and_then(|earlier| Some((earlier.text(), earlier.tree.as_ref()?)));
        let (document, tree) = Self::yaml(file, earlier.map(|(text, tree)| yaml::Earlier { text, tree }));
        Self { tree: Some(tree), ..document }
    }

    fn yaml(file: Arc<SourceFile>, earlier: Option<yaml::Earlier>) -> (Self, yaml::Tree) {
        let tree = yaml::parse_again(file.text(), earlier);
        let comments = tree.comments.iter().map(|c| Comment { span: c.span, own_line: c.own_line }).collect();
        let faults = tree.errors.iter().map(|error| Fault {
            span: error.span,
            message: error.message(),
            probable: error.probable_line.map(|line| file.lines().line_range(file.text(), line).into()),
            in_notebook: false,
            loses: error.loses(),
        });
        let faults = faults.collect();
        let model = surface::yaml::lower(file.text(), &tree);
        let code = Arc::clone(&file);
        let (language, notebook, python_files) = (Language::Yaml, None, Vec::new());
        (Self { language, file, code, notebook, comments, faults, model, python_files, tree: None }, tree)
    }

    fn python(file: Arc<SourceFile>) -> Self {
        let module = python::parse(file.text());
        let code = Arc::clone(&file);
        let mut document = Self::of_module(Language::Python, file, code, &module);
        let script = Script::new(module);
        // A file that makes steps may try out the function that it will put elsewhere.
        let is_entry_script = document.model.is_empty() && script.is_recognizable();
        document.python_files.push(PythonFile { path: Some(document.path().to_owned()), script, is_entry_script });
        document
    }

    fn notebook(file: Arc<SourceFile>) -> Self {
        let (notebook, errors) = notebook::parse(file.text());
        let code = Arc::new(SourceFile::new(file.path(), notebook.text.clone()));
        let mut document = Self::of_module(Language::Notebook, file, code, &notebook.module());
        document.faults.extend(errors.iter().map(Fault::from));
        // What is written to files is no part of the notebook's own code, and a comment in it is one of the file.
        document.comments.retain(|comment| !notebook.files.iter().any(|file| file.span.touches(comment.span.start)));
        for file in notebook.files.iter().filter(|file| file.name.ends_with(".py") && !notebook.is_appended(file)) {
            let script = Script::new(notebook.file_module(file));
            document.comments.extend(script.module().comments().iter().map(Comment::from));
            let (path, is_entry_script) = (written_to(document.path(), file), script.is_recognizable());
            document.python_files.push(PythonFile { path, script, is_entry_script });
        }
        document.comments.sort_by_key(|comment| comment.span.start);
        document.notebook = Some(notebook);
        document
    }

    fn of_module(language: Language, file: Arc<SourceFile>, code: Arc<SourceFile>, module: &python::Module) -> Self {
        let comments = module.comments().iter().map(Comment::from).collect();
        let faults = module.errors().iter().map(Fault::from).collect();
        let model = surface::python::lower(code.text(), module);
        Self { language, file, code, notebook: None, comments, faults, model, python_files: Vec::new(), tree: None }
    }

    /// Where it was read from, as the user named it.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// What it is written in.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The file as it was read.
    #[must_use]
    pub fn file(&self) -> &Arc<SourceFile> {
        &self.file
    }

    /// The analysed text with its name: of a notebook, the joined code cells.
    #[must_use]
    pub fn code(&self) -> &Arc<SourceFile> {
        &self.code
    }

    /// The analysed text, which all spans are of.
    #[must_use]
    pub fn text(&self) -> &str {
        self.code.text()
    }

    /// The notebook whose cells are analysed, if it is one.
    #[must_use]
    pub fn as_notebook(&self) -> Option<&Notebook> {
        self.notebook.as_ref()
    }

    /// Its Python, parsed anew: of a notebook, that of all cells. `None` if it is in another language.
    #[must_use]
    pub fn module(&self) -> Option<python::Module> {
        match self.language {
            Language::Yaml => None,
            Language::Python => Some(python::parse(self.text())),
            Language::Notebook => self.notebook.as_ref().map(Notebook::module),
        }
    }

    /// The comments in the order of the text.
    #[must_use]
    pub fn comments(&self) -> &[Comment] {
        &self.comments
    }

    /// What could not be understood.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// What it says about parallel jobs.
    #[must_use]
    pub fn model(&self) -> &FileModel {
        &self.model
    }

    /// The Python files in it, which steps may run.
    #[must_use]
    pub fn python_files(&self) -> &[PythonFile] {
        &self.python_files
    }

    /// The files that cells of a notebook write, each with its text; without one if several cells put it together.
    pub fn written_files(&self) -> impl Iterator<Item = (PathBuf, Option<&str>)> {
        let notebook = self.notebook.as_ref();
        notebook.map_or(&[][..], |notebook| &notebook.files).iter().filter_map(move |file| {
            let text = notebook.filter(|notebook| !notebook.is_appended(file)).map(|notebook| notebook.file_text(file));
            Some((written_to(self.path(), file)?, text))
        })
    }

    /// How much of it could not be understood, the files that it writes included.
    #[must_use]
    pub fn fault_count(&self) -> usize {
        let written = self.python_files.iter().map(|file| file.script.module().errors().len());
        self.faults.len() + written.sum::<usize>()
    }

    /// The place of byte `offset` of the analysed text.
    #[must_use]
    pub fn location(&self, offset: usize) -> Location {
        let in_cell = self.notebook.as_ref().and_then(|notebook| notebook.position(offset, Encoding::Utf32));
        let (cell, position) = match in_cell {
            Some(place) => (Some(place.cell), place.position),
            None => (None, self.code.lines().position(self.text(), offset, Encoding::Utf32)),
        };
        Location { cell, line: position.line + 1, column: position.column + 1 }
    }

    /// The file's text after edits of the analysed text: of a notebook, with nothing changed but the edited cells.
    ///
    /// # Errors
    /// If an edit does not fit.
    pub fn apply(&self, edits: &Edits) -> Result<String, WriteError> {
        match &self.notebook {
            Some(notebook) => notebook.apply(self.file.text(), edits),
            None => Ok(edits.apply(self.text())?),
        }
    }

    /// Edits of the file itself that make edits of the analysed text in it.
    ///
    /// # Errors
    /// If an edit does not fit.
    pub fn raw_edits(&self, edits: Edits) -> Result<Edits, WriteError> {
        match &self.notebook {
            Some(notebook) => notebook.raw_edits(self.file.text(), &edits),
            None => Ok(edits),
        }
    }

    /// Where a span of the analysed text stands in the file itself.
    #[must_use]
    pub fn raw_span(&self, span: Span) -> Span {
        self.notebook.as_ref().and_then(|notebook| notebook.raw_span(span)).unwrap_or(span)
    }

    /// Whether it shows by itself that it has to do with parallel jobs, or that it is a broken notebook.
    #[must_use]
    pub fn is_relevant(&self) -> bool {
        let broken_notebook = || self.faults.iter().any(|fault| fault.in_notebook);
        !self.model.is_empty() || self.is_ours() || broken_notebook()
    }

    /// Whether it certainly has to do with parallel jobs: a file that only uses components of others may not. A broken
    /// file that shows nothing of ours but has the telling words may have lost it to the fault.
    #[must_use]
    pub fn is_ours(&self) -> bool {
        let may_be_lost = || self.faults.iter().any(|fault| fault.loses) && self.has_telling_words();
        let is_script = || self.python_files.iter().any(|file| file.is_entry_script);
        self.model.is_certain() || is_script() || may_be_lost()
    }

    /// Whether it has words that, of all files in its language, parallel jobs have.
    fn has_telling_words(&self) -> bool {
        const NAMES: [&str; 3] = ["parallel_run_function", "ParallelRunConfig", "ParallelRunStep"];
        let text = self.text();
        if self.language != Language::Yaml {
            return NAMES.iter().any(|name| text.contains(name));
        }
        let is_node = |line: &str| {
            line.trim().strip_prefix("type:").is_some_and(|word| word.trim().eq_ignore_ascii_case(PARALLEL))
        };
        let is_config = |line: &str| line.trim_start().starts_with("parallel_run_config:");
        text.lines().any(is_config) || (text.contains("mini_batch_size") && text.lines().any(is_node))
    }
}

/// Where a cell of the notebook at `path` writes a file, if its name is written out.
fn written_to(path: &Path, file: &notebook::EmbeddedFile) -> Option<PathBuf> {
    let known = !file.name.contains(['$', '{']);
    known.then(|| path.parent().unwrap_or(Path::new("")).join(&file.name))
}

impl From<&python::Comment> for Comment {
    fn from(comment: &python::Comment) -> Self {
        Self { span: comment.span, own_line: comment.own_line }
    }
}

impl From<&python::SyntaxError> for Fault {
    fn from(error: &python::SyntaxError) -> Self {
        Self { span: error.span, message: error.message.clone(), probable: None, in_notebook: false, loses: true }
    }
}

impl From<&notebook::Error> for Fault {
    fn from(error: &notebook::Error) -> Self {
        Self { span: error.span, message: error.kind.message(), probable: None, in_notebook: true, loses: true }
    }
}

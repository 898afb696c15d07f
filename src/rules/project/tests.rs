//! What the rules of this group read: nothing that no step refers to, and each file once.

use crate::check::check;
use crate::document::{Document, Language};
use crate::project::{FileKind, Files, Memory, Project};
use crate::rules::RuleSet;
use crate::rules::testing::{FRAMES, complete};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// Files that count what is asked of them.
struct Counted {
    files: Memory,
    reads: Arc<Mutex<BTreeMap<PathBuf, usize>>>,
    looks: Arc<Mutex<usize>>,
}

impl Files for Counted {
    fn read(&self, path: &Path) -> io::Result<String> {
        *self.reads.lock().unwrap().entry(path.to_owned()).or_default() += 1;
        self.files.read(path)
    }

    fn kind(&self, path: &Path) -> io::Result<FileKind> {
        *self.looks.lock().unwrap() += 1;
        self.files.kind(path)
    }

    fn list(&self, folder: &Path, limit: usize) -> io::Result<Vec<(String, FileKind)>> {
        *self.looks.lock().unwrap() += 1;
        self.files.list(folder, limit)
    }
}

/// How often each file is read when all rules run twice on a text, and how often something is looked at.
fn asked(path: &str, text: &str, files: &[(&str, &str)]) -> (BTreeMap<PathBuf, usize>, usize) {
    let files = FRAMES.iter().chain(files).map(|(path, text)| (path.into(), (*text).to_owned()));
    let (reads, looks) = (Arc::default(), Arc::default());
    let counted = Counted { files: Memory::new(files), reads: Arc::clone(&reads), looks: Arc::clone(&looks) };
    let project = Project::new(counted);
    for _ in 0..2 {
        let document = Document::new(Path::new(path), text.to_owned(), Language::of(Path::new(path)).unwrap());
        let _ = check(&document, &project, &RuleSet::all());
    }
    let (reads, looks) = (reads.lock().unwrap().clone(), *looks.lock().unwrap());
    (reads, looks)
}

#[test]
fn each_file_is_read_once() {
    let block = "inputs:\n  data:\n    type: mltable\n    path: ./table\n    mode: direct\n  more:\n    path: ./nowhere\n\
        mini_batch_size: 1mb\ntask:\n  environment:\n    image: i\n    conda_file: conda.yml\n";
    let fixture = complete("yaml inline", block);
    let conda = ("conda.yml", "dependencies:\n- pip:\n  - pandas\n");
    let table = ("table/MLTable", "paths:\n- file: a.csv\n");
    let ignore = [("src/.amlignore", "*.csv\n"), (".gitignore", "*.tmp\n")];
    let (reads, _) = asked("pipeline.yml", fixture.main_text(), &[conda, table, ignore[0], ignore[1]]);
    assert!(reads.values().all(|count| *count == 1), "{reads:?}");
    for (path, _) in [conda, table, ignore[0], ignore[1]] {
        assert!(reads.contains_key(Path::new(path)), "{path} is not read: {reads:?}");
    }
}

#[test]
fn nothing_is_read_that_no_step_refers_to() {
    let none = (BTreeMap::new(), 0);
    assert_eq!(asked("command.yml", "type: command\ncode: ./nowhere\ninputs: {a: {path: ./b}}\n", &[]), none);
    assert_eq!(asked("command.py", "from azure.ai.ml import Input\na = Input(path='./b')\n", &[]), none);
    let fixture = complete("yaml inline", "task:\n  code: azureml:code:1");
    assert_eq!(asked("pipeline.yml", fixture.main_text(), &[]), none);
}

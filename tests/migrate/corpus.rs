//! The files of a case: its own, and those of the project that every case stands in. Knows nothing of what is done to them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Path and text of every file.
pub type Files = BTreeMap<String, String>;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/migrate")
}

/// The names of the folders of the corpus.
pub fn folders() -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder().join("corpus")).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// The folder of a case.
pub fn home(case: &str) -> PathBuf {
    folder().join("corpus").join(case)
}

/// The files of the project that every case stands in.
pub fn project() -> Files {
    let mut files = Files::new();
    collect(&folder().join("project"), "", &mut files);
    files
}

/// The files of a case, without what was made of them.
pub fn files(case: &str) -> Files {
    let mut files = project();
    collect(&home(case), "", &mut files);
    files.retain(|path, _| !path.starts_with("after."));
    files
}

fn collect(folder: &Path, below: &str, files: &mut Files) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = format!("{below}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{path}/"), files);
        } else {
            files.insert(path, std::fs::read_to_string(entry.path()).unwrap());
        }
    }
}

/// The path of the v1 program among the files.
pub fn before(files: &Files) -> &'static str {
    ["before.py", "before.ipynb"].into_iter().find(|path| files.contains_key(*path)).expect("a case has a before.*")
}

/// Puts files into a folder.
pub fn write(files: &Files, folder: &Path) {
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

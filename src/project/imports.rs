//! The files of the project that a Python file imports. Knows where Python looks for modules, no package outside.

use super::Project;
use crate::document::Document;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// So many files are followed.
const MAX_FILES: usize = 40;
/// So many folders above a file may be where its imports count from.
const MAX_ABOVE: usize = 3;

impl Project {
    /// The files that a Python file imports, and those that these import in turn, as far as they stand in the project.
    #[must_use]
    pub fn imported(&self, file: &Path) -> Vec<Arc<Document>> {
        let roots: Vec<_> = file.ancestors().skip(1).take(MAX_ABOVE).map(Path::to_owned).collect();
        let mut found: Vec<Arc<Document>> = Vec::new();
        let mut open: Vec<PathBuf> = vec![file.to_owned()];
        while let Some(path) = open.pop() {
            let Some(document) = self.document(&path) else { continue };
            for candidate in modules(&document).iter().flat_map(|module| candidates(module, &path, &roots)) {
                let known = candidate == file || found.iter().any(|other| other.path() == candidate);
                if known || found.len() == MAX_FILES || self.kind(&candidate).is_none() {
                    continue;
                }
                if let Some(imported) = self.document(&candidate) {
                    found.push(imported);
                    open.push(candidate);
                }
            }
        }
        found
    }
}

/// The dotted names that a file imports.
fn modules(document: &Document) -> Vec<String> {
    let modules = document.python_files().iter().map(|file| file.script.module());
    let names = |module: &crate::syntax::python::Module| {
        let plain = module.imports().iter().map(|import| import.path.clone());
        plain.chain(module.star_imports().iter().map(|import| import.module.clone())).collect::<Vec<_>>()
    };
    modules.flat_map(names).collect()
}

/// The files that a dotted name may stand for: the last words may be names within a module.
fn candidates(module: &str, from: &Path, roots: &[PathBuf]) -> Vec<PathBuf> {
    let dots = module.len() - module.trim_start_matches('.').len();
    let words: Vec<_> = module.split('.').filter(|word| !word.is_empty()).collect();
    let own: Vec<_> = from.ancestors().skip(dots).take(1).map(Path::to_owned).collect();
    let roots = if dots > 0 { &own } else { roots };
    let mut found = Vec::new();
    for root in roots {
        let mut folder = root.clone();
        for word in &words {
            found.push(folder.join(format!("{word}.py")));
            folder.push(word);
            found.push(folder.join("__init__.py"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Memory;

    fn check(files: &[(&str, &str)], expected: &[&str]) {
        let project = Project::new(Memory::new(files.iter().map(|(path, text)| ((*path).into(), (*text).to_owned()))));
        let mut found: Vec<_> =
            project.imported(Path::new("src/run/a.py")).iter().map(|it| it.path().to_owned()).collect();
        found.sort();
        assert_eq!(found, expected.iter().map(PathBuf::from).collect::<Vec<_>>(), "{files:?}");
    }

    #[test]
    fn finds_files_beside_and_above() {
        check(&[("src/run/a.py", "import b, numpy"), ("src/run/b.py", "")], &["src/run/b.py"]);
        check(&[("src/run/a.py", "from lib.c import f"), ("src/lib/c.py", "")], &["src/lib/c.py"]);
        check(
            &[("src/run/a.py", "from lib import c"), ("src/lib/c.py", ""), ("src/lib/__init__.py", "")],
            &["src/lib/__init__.py", "src/lib/c.py"],
        );
        check(
            &[("src/run/a.py", "from b import *"), ("src/run/b.py", "import d, a"), ("src/run/d.py", "import b")],
            &["src/run/b.py", "src/run/d.py"],
        );
        check(
            &[("src/run/a.py", "from .b import f\nfrom ..c import g"), ("src/run/b.py", ""), ("src/c.py", "")],
            &["src/c.py", "src/run/b.py"],
        );
        check(&[("src/run/a.py", "import b"), ("other/b.py", "")], &[]);
    }
}

//! From the editor's names of documents to paths and back.

use crate::project::normalize;
use lsp_types::Uri;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// The path of a document: that of its file, or for one that is in no file its whole name, which is a relative path.
#[must_use]
pub fn path(uri: &Uri) -> PathBuf {
    let file = Some(uri).filter(|uri| is_file(uri)).and_then(|uri| uri.to_file_path());
    file.map_or_else(|| PathBuf::from(uri.as_str()), |path| normalize(&path))
}

/// Whether a document is in a file.
#[must_use]
pub fn is_file(uri: &Uri) -> bool {
    uri.scheme().as_str().eq_ignore_ascii_case("file")
}

/// The name of a path that [`path`] gave or that leads to a file.
#[must_use]
pub fn of(path: &Path) -> Option<Uri> {
    if path.is_absolute() { Uri::from_file_path(path) } else { Uri::from_str(path.to_str()?).ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(uri: &str, expected: &str, back: &str) {
        let path = path(&Uri::from_str(uri).unwrap());
        assert_eq!(path, Path::new(expected), "{uri}");
        assert_eq!(of(&path).unwrap().as_str(), back, "{uri}");
    }

    #[test]
    fn knows_files_and_others() {
        check("file:///a%20b/%E6%97%A5.yml", "/a b/日.yml", "file:///a%20b/%E6%97%A5.yml");
        check("file:///a/./c/../b.yml", "/a/b.yml", "file:///a/b.yml");
        check("untitled:Untitled-1", "untitled:Untitled-1", "untitled:Untitled-1");
        check(
            "vscode-notebook-cell:/a/b.ipynb#W0",
            "vscode-notebook-cell:/a/b.ipynb#W0",
            "vscode-notebook-cell:/a/b.ipynb#W0",
        );
    }
}

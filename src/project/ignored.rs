//! Which files are left out: of an upload by `.amlignore` or `.gitignore`, as azure-ai-ml reads them, and of a repository
//! by git. Knows patterns and no rule.

use super::{Files, Project};
use crate::text::{SourceFile, Span};
use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder, Glob};
use std::path::Path;
use std::sync::Arc;

/// The ignore file of a folder that is uploaded.
#[derive(Debug)]
pub struct IgnoreFile {
    /// Its name and text.
    pub file: Arc<SourceFile>,
    patterns: Vec<(Span, Gitignore)>,
}

impl IgnoreFile {
    /// Reads the patterns. `None` if one of them is of the rare kinds that git and the SDK read differently, or that the
    /// SDK stops at.
    fn parse(file: Arc<SourceFile>) -> Option<Self> {
        let mut patterns = Vec::new();
        let mut start = 0;
        for line in file.text().split_inclusive(['\n', '\r']) {
            let pattern = line.trim_start_matches('\u{feff}').trim();
            if !(pattern.is_empty() || pattern.starts_with('#') || pattern == "/") {
                let at = start + line.find(pattern).unwrap_or(0);
                patterns.push((Span::new(at, at + pattern.len()), matcher(pattern)?));
            }
            start += line.len();
        }
        Some(Self { file, patterns })
    }

    /// The pattern that leaves out a file, by its path below the folder. As the SDK has it: the last pattern decides that
    /// matches the path or a folder above it.
    #[must_use]
    pub fn leaves_out(&self, path: &Path) -> Option<Span> {
        // To the matcher, a letter outside ASCII is several.
        let mut patterns = self.patterns.iter().filter(|_| path.to_str().is_some_and(str::is_ascii));
        let (span, pattern) = patterns.rfind(|(_, pattern)| !found(pattern, path, false).is_none())?;
        found(pattern, path, false).is_ignore().then_some(*span)
    }
}

/// What patterns say of a path or, if nothing, of the nearest folder above it.
fn found<'p>(patterns: &'p Gitignore, path: &Path, is_folder: bool) -> Match<&'p Glob> {
    let above = path.ancestors().filter(|part| !part.as_os_str().is_empty());
    let mut said = above.map(|part| patterns.matched(part, is_folder || part != path));
    said.find(|found| !found.is_none()).unwrap_or(Match::None)
}

/// The matcher of one pattern, if git and the SDK agree on patterns of its kind.
fn matcher(pattern: &str) -> Option<Gitignore> {
    let mut builder = GitignoreBuilder::new("");
    builder.add_line(None, pattern).ok().filter(|_| is_common(pattern))?;
    builder.build().ok()
}

/// Whether a pattern has no escapes, no braces, no brackets but plain ones (`*.py[cod]`), and no strange stars.
fn is_common(pattern: &str) -> bool {
    let plain = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric());
    let mut after_brackets = pattern.split('[').skip(1);
    let bracket = |rest: &str| rest.split_once(']').is_some_and(|(inside, _)| plain(inside));
    let strange = pattern == "!" || pattern.ends_with("**/") || pattern.contains("***") || pattern.contains("//");
    !strange && !pattern.contains(['{', '}', '\\']) && after_brackets.all(bracket)
}

impl Project {
    /// What is left out when a folder is uploaded: its `.amlignore`, else its `.gitignore`. Deeper ones are not read.
    #[must_use]
    pub fn upload_ignore(&self, folder: &Path) -> Option<IgnoreFile> {
        let file = [".amlignore", ".gitignore"].map(|name| folder.join(name));
        IgnoreFile::parse(self.source(file.iter().find(|path| self.kind(path).is_some())?)?)
    }

    /// Whether git keeps a path out of the repository: such a path is made on the fly. The nearest ignore file that has
    /// something to say decides.
    #[must_use]
    pub fn is_git_ignored(&self, path: &Path) -> bool {
        let absolute = self.files.absolute(path);
        for folder in absolute.ancestors().skip(1) {
            let ignore = self.source(&folder.join(".gitignore")).map(|file| git_ignore(file.text()));
            let below = absolute.strip_prefix(folder).unwrap_or(path);
            // What is not there may be meant as a folder.
            let said = ignore.as_ref().map_or(Match::None, |ignore| found(ignore, below, true));
            if !said.is_none() {
                return said.is_ignore();
            }
            if self.kind(&folder.join(".git")).is_some() {
                break;
            }
        }
        false
    }
}

fn git_ignore(text: &str) -> Gitignore {
    let mut builder = GitignoreBuilder::new("");
    for line in text.lines() {
        // A pattern that cannot be read ignores nothing.
        let _ = builder.add_line(None, line);
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}
#[cfg(test)]
mod tests {
    use super::super::Memory;
    use super::*;

    /// What azure-ai-ml 1.35.2 says of these patterns and paths.
    fn check(patterns: &str, path: &str, expected: Option<&str>) {
        let ignore = IgnoreFile::parse(Arc::new(SourceFile::new(".amlignore", patterns)));
        let found =
            ignore.as_ref().and_then(|ignore| Some(ignore.leaves_out(Path::new(path))?.slice(ignore.file.text())));
        assert_eq!(found, expected, "{patterns:?} {path}");
    }

    #[test]
    fn of_an_upload_the_last_pattern_decides() {
        check("*.py\n", "sub/score.py", Some("*.py"));
        check("# all\n  *.py  \r\n", "score.py", Some("*.py"));
        check("\u{feff}sub", "sub/a/score.py", Some("sub"));
        check("sub/\n!score.py", "sub/score.py", None);
        check("!score.py\nsub/", "sub/score.py", Some("sub/"));
        check("*.py\n!sub/", "sub/score.py", None);
        check("*.py[cod]\n*", "score.pyc", Some("*"));
        check("/score.py\nsub/score", "sub/score.py", None);
        check("*/\n**/x", "score.py", None);
        check("/\n", "score.py", None);
        check("SCORE.PY", "score.py", None);
    }

    #[test]
    fn what_git_and_the_sdk_read_differently_says_nothing() {
        for pattern in ["{score,x}.py", "\\score.py", "[^x]core.py", "[s/]core.py", "!", "**//", "s***", "**/"] {
            check(&format!("*.py\n{pattern}"), "score.py", None);
        }
        check("?.py", "é.py", None);
    }

    #[test]
    fn of_a_repository_the_nearest_file_decides() {
        let files = [("a/.gitignore", "data/\n!keep\n"), (".gitignore", "/out\nkeep\n*.bin\n"), ("a/x", "")];
        let project = Project::new(Memory::new(files.map(|(path, text)| (path.into(), text.to_owned()))));
        for (path, expected) in [
            ("a/data", true),
            ("a/data/x", true),
            ("a/keep", false),
            ("keep", true),
            ("out", true),
            ("a/out", false),
            ("a/b/m.bin", true),
        ] {
            assert_eq!(project.is_git_ignored(Path::new(path)), expected, "{path}");
        }
    }
}

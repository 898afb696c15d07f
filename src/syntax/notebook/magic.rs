//! IPython's additions to Python, written over so that what is left is Python with every byte where it was: magics
//! (`%`, `%%`), shell lines (`!`) and help (`?`). Knows no notebooks.

use crate::syntax::python::lines::logical_lines_with;
use crate::text::Span;

/// Cell magics after which the rest of the cell still is Python in the notebook's names.
const PYTHON_CELL_MAGICS: [&str; 4] = ["time", "timeit", "capture", "prun"];
/// Line magics whose argument is a Python statement.
const PYTHON_LINE_MAGICS: [&str; 3] = ["%time ", "%timeit ", "%prun "];
/// Magics that are commonly called without their `%`.
const BARE_MAGICS: [&str; 9] = ["pip", "conda", "mamba", "cd", "ls", "cat", "mkdir", "cp", "mv"];
/// What may follow a variable of such a name.
const OPERATOR_WORDS: [&str; 7] = ["in", "is", "if", "and", "or", "not", "else"];

/// A cell as Python.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Neutral {
    /// As long as the cell.
    pub(super) python: String,
    /// The file that the cell writes instead of running.
    pub(super) file: Option<CellFile>,
}

/// A `%%writefile` cell.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct CellFile {
    pub(super) name: String,
    pub(super) append: bool,
    /// The file's text within the cell.
    pub(super) content: Span,
}

/// Writes over what is no Python in the text of a cell.
pub(super) fn neutralize(cell: &str) -> Neutral {
    let start = cell.len() - cell.trim_start_matches(['\n', '\r', ' ', '\t']).len();
    let mut python = cell.to_owned();
    let mut from = 0;
    if let Some(magic) = cell[start..].strip_prefix("%%") {
        let line_end = start + line_length(&cell[start..]);
        let arguments = magic[..line_end - start - 2].trim_end();
        let name = arguments.split_whitespace().next().unwrap_or_default();
        if !PYTHON_CELL_MAGICS.contains(&name) {
            blank_lines(&mut python, start);
            return Neutral { python, file: written_file(cell, name, arguments, line_end) };
        }
        fill(&mut python, Span::new(start, line_end));
        from = line_end;
    }
    for line in logical_lines_with(&cell[from..], |rest| foreign(rest).map(|foreign| foreign.length)) {
        let (start, end) = (from + line.span.start, from + line.span.end);
        match foreign(&cell[start..end]) {
            Some(Foreign { prefix: Some(length), .. }) => {
                fill(&mut python, Span::new(start, start + length - 2));
                python.replace_range(start + length - 2..start + length, "; ");
            }
            Some(Foreign { start: inner, .. }) => fill(&mut python, Span::new(start + inner, end)),
            None => {}
        }
    }
    Neutral { python, file: None }
}

/// A line, or the end of one, that is no Python.
struct Foreign {
    /// Where it begins in the line: after `x =` for `x = !ls`.
    start: usize,
    /// The whole line, continued by backslashes.
    length: usize,
    /// Length of the magic before a Python statement, with the space behind it.
    prefix: Option<usize>,
}

/// Whether the text begins with a line that is no Python.
fn foreign(rest: &str) -> Option<Foreign> {
    let first = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
    let whole = |start: usize| Some(Foreign { start, length: line_length(rest), prefix: None });
    if let Some(magic) = PYTHON_LINE_MAGICS.iter().find(|magic| first.starts_with(**magic)) {
        let argument = first[magic.len()..].trim_start();
        let is_python = argument.starts_with(|c: char| c.is_alphabetic() || c == '_') && !first.ends_with('\\');
        return Some(Foreign {
            start: 0,
            length: line_length(rest),
            prefix: Some(first.len() - argument.len()).filter(|_| is_python),
        });
    }
    if first.starts_with(['%', '!', '?']) || is_help(first) || is_bare_magic(first) {
        return whole(0);
    }
    assigned(first).and_then(whole)
}

/// `x?`, `x.y??`
fn is_help(line: &str) -> bool {
    let line = line.trim_end();
    let name = line.trim_end_matches('?');
    let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '*' | '[' | ']');
    name.len() < line.len() && !name.is_empty() && name.chars().all(part)
}

fn is_bare_magic(line: &str) -> bool {
    let Some((word, rest)) = line.split_once([' ', '\t']) else { return false };
    let next = rest.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let path = rest.trim_start().starts_with(['/', '~']) || rest.trim_start().starts_with("..");
    BARE_MAGICS.contains(&word) && (path || !next.is_empty() && !OPERATOR_WORDS.contains(&next))
}

/// Where the command begins in `x = !ls` and `x = %magic`.
fn assigned(line: &str) -> Option<usize> {
    let equals = line.find('=')?;
    let target = &line[..equals];
    let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | ',' | ' ' | '\t' | '*');
    let command = line[equals + 1..].trim_start();
    let fits = !target.trim().is_empty() && target.chars().all(part) && command.starts_with(['!', '%']);
    fits.then(|| line.len() - command.len())
}

/// Length of the first line, with the lines that backslashes add to it, without the last line break.
fn line_length(text: &str) -> usize {
    let mut done = 0;
    loop {
        let rest = &text[done..];
        let Some(length) = rest.find(['\n', '\r']) else { return text.len() };
        let line = &rest[..length];
        if !line.ends_with('\\') {
            return done + length;
        }
        done += length + if rest[length..].starts_with("\r\n") { 2 } else { 1 };
    }
}

/// The file that a `%%writefile` or `%%file` line names.
fn written_file(cell: &str, magic: &str, line: &str, line_end: usize) -> Option<CellFile> {
    if !matches!(magic, "writefile" | "file") {
        return None;
    }
    let arguments: Vec<_> = line.split_whitespace().skip(1).collect();
    let append = arguments.iter().any(|argument| matches!(*argument, "-a" | "--append"));
    let name = arguments.iter().rfind(|argument| !argument.starts_with('-'))?;
    let rest = &cell[line_end..];
    let line_break = if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) };
    let name = name.trim_matches(['"', '\'']).to_owned();
    Some(CellFile { name, append, content: Span::new(line_end + line_break, cell.len()) })
}

/// Writes over all lines from `start` on.
fn blank_lines(python: &mut String, start: usize) {
    let mut at = start;
    while at < python.len() {
        let rest = &python[at..];
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let body = rest[..length].trim_start_matches([' ', '\t']);
        // A comment needs no statement around it, whatever the indentation.
        let span = Span::new(at + length - body.len(), at + length);
        fill_with(python, span, "#");
        at += length + 1;
    }
}

/// Puts a name of the same length in the place of a span: a statement or value that tells nothing.
fn fill(python: &mut String, span: Span) {
    fill_with(python, span, "_");
}

fn fill_with(python: &mut String, span: Span, with: &str) {
    python.replace_range(span.start..span.end, &with.repeat(span.len()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(cell: &str, expected: &str) {
        assert_eq!(neutralize(cell).python, expected, "{cell}");
    }

    fn check_file(cell: &str, expected: Option<(&str, bool, &str)>) {
        let file = neutralize(cell).file;
        let file = file.as_ref().map(|file| (&*file.name, file.append, file.content.slice(cell)));
        assert_eq!(file, expected, "{cell}");
    }

    #[test]
    fn lines_that_are_no_python() {
        check("%pip install a\nx = 1", "______________\nx = 1");
        check("for a in b:\n    !ls {a}\n", "for a in b:\n    _______\n");
        check("!pip install a \\\n  b\nx", "____________________\nx");
        check("!echo \"it's (\nf(1)", "_____________\nf(1)");
        check("?x\nx.y??\nx?\n", "__\n_____\n__\n");
        check("x = !ls -la\ny = %env A\n", "x = _______\ny = ______\n");
        check("a, b = !ls", "a, b = ___");
        check("%time x = f()", "____; x = f()");
        check("pip install a-b\ncd ../x\nls in x\npip = 1\n", "_______________\n_______\nls in x\npip = 1\n");
        check("!日本\r\nx\r\n", "_______\r\nx\r\n");
    }

    #[test]
    fn python_stays() {
        let python =
            "x = (a\n% b\n!= c)\ny = '''\n%a\n!b\n'''\nz = 1 # why?\nx %= 2\nif a != b: f(c='?')\nf(a=1)\nd = a % b\n";
        check(python, python);
        check("", "");
    }

    #[test]
    fn cell_magics() {
        check("%%time\nx = 1", "______\nx = 1");
        check("\n%%capture out\n!ls\nx = 1", "\n_____________\n___\nx = 1");
        check("%%bash\nif x; then\n  ls\nfi\n", "######\n##########\n  ##\n##\n");
        check("%%html\n\n<b>日</b>", "######\n\n##########");
        check("x = 1\n%%time\n", "x = 1\n______\n");
    }

    #[test]
    fn written_files() {
        check_file(
            "%%writefile src/score.py\ndef run(b):\n    pass\n",
            Some(("src/score.py", false, "def run(b):\n    pass\n")),
        );
        check_file("%%writefile -a \"a.py\"\r\nx", Some(("a.py", true, "x")));
        check_file("%%file a.py", Some(("a.py", false, "")));
        check_file("%%writefile\nx", None);
        check_file("%%bash\nx", None);
        check_file("x = 1", None);
    }

    proptest! {
        #[test]
        fn moves_no_byte(cell in "(%%time|%%writefile a|%time |[a日 =%!?\\\\()'\"\n\r]|pip ){0,20}") {
            let neutral = neutralize(&cell);
            prop_assert_eq!(neutral.python.len(), cell.len());
            let breaks = |text: &str| text.match_indices('\n').map(|(at, _)| at).collect::<Vec<_>>();
            let kept = breaks(&neutral.python);
            prop_assert!(breaks(&cell).iter().all(|at| kept.contains(at) || cell[..*at].trim_end_matches('\r').ends_with('\\')));
        }
    }
}

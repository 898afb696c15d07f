//! Keeps a syntax error to its own line. tree-sitter goes on after an error with whatever fits, often across the lines
//! that follow; a line that does not parse on its own is therefore blanked out and the rest parsed again.

use super::error::{SyntaxError, errors_of, faults, near};
use super::lines::{LogicalLine, logical_lines};
use super::tree::{Kind, NodeId, Tree};
use crate::message;
use crate::text::Span;

/// A tree, and the text it was made from: the source, with broken lines blanked out and every byte where it was.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    pub(super) tree: Tree,
    pub(super) text: String,
    pub(super) errors: Vec<SyntaxError>,
    /// The logical lines that were blanked out, in source order.
    pub(super) masked: Vec<Span>,
}

/// How often a file is parsed at most.
const MAX_ROUNDS: usize = 6;

/// Parses `text`, blanking out lines whose errors would spoil others. No line reaches from one of `parts` to another.
pub(super) fn parse(text: &str, parts: &[Span]) -> Parsed {
    let mut parsed = Parsed { text: with_line_feeds(text), ..Parsed::default() };
    let mut lines = Vec::new();
    for round in 0..MAX_ROUNDS {
        let Some(tree) = Tree::parse(&parsed.text) else { return too_large(parsed) };
        parsed.tree = tree;
        let faults = faults(&parsed.tree);
        if faults.is_empty() {
            break;
        }
        if lines.is_empty() {
            lines = parts.iter().flat_map(|part| lines_of(text, *part)).collect();
        }
        let last = round + 1 == MAX_ROUNDS;
        let broken = if last { Vec::new() } else { parsed.spilling_lines(&faults, &lines) };
        if broken.is_empty() {
            let mut contained = errors_of(&parsed.tree, &parsed.text);
            contained.retain(|error| !parsed.is_in_masked(error.span));
            parsed.errors.extend(contained);
            break;
        }
        broken.into_iter().for_each(|(line, error)| parsed.mask(line, error, &lines));
    }
    parsed.errors.sort_by_key(|error| error.span);
    parsed.masked.sort_unstable();
    parsed
}

/// A lone carriage return ends a line in Python, but not in the grammar.
fn with_line_feeds(text: &str) -> String {
    let mut rest = text;
    let mut result = String::with_capacity(text.len());
    while let Some(at) = memchr::memchr(b'\r', rest.as_bytes()) {
        result.push_str(&rest[..at]);
        result.push(if rest[at + 1..].starts_with('\n') { '\r' } else { '\n' });
        rest = &rest[at + 1..];
    }
    result.push_str(rest);
    result
}

fn lines_of(text: &str, part: Span) -> Vec<LogicalLine> {
    let mut lines = logical_lines(part.slice(text));
    for line in &mut lines {
        line.span = Span::new(part.start + line.span.start, part.start + line.span.end);
    }
    lines
}

fn too_large(mut parsed: Parsed) -> Parsed {
    let message = message!("the file is too large to be parsed");
    parsed.errors.push(SyntaxError { span: Span::default(), message });
    parsed
}

impl Parsed {
    /// The lines at fault for errors that reach beyond one logical line.
    fn spilling_lines(&self, faults: &[NodeId], lines: &[LogicalLine]) -> Vec<(LogicalLine, SyntaxError)> {
        let mut found: Vec<(LogicalLine, SyntaxError)> = Vec::new();
        for &fault in faults {
            let extent = self.extent(fault);
            let touched = touched(lines, extent);
            if touched.len() < 2 || found.last().is_some_and(|(line, _)| line.span.end > extent.start) {
                continue;
            }
            let before = found.len();
            let unmasked = touched.iter().filter(|line| !self.is_masked(line.span));
            found.extend(unmasked.filter_map(|line| Some((*line, self.error_alone(*line)?))));
            let first = touched.iter().find(|line| line.span.end > self.tree.span(fault).start);
            if let (true, Some(line)) = (found.len() == before, first.filter(|line| !self.is_masked(line.span))) {
                found.push((*line, self.error_from(line.span.start)));
            }
        }
        found
    }

    /// The first error from `at` on that is about the source and not about what stands for a masked line.
    fn error_from(&self, at: usize) -> SyntaxError {
        let errors = errors_of(&self.tree, &self.text).into_iter();
        let mut written = errors.filter(|error| error.span.start >= at && !self.is_in_masked(error.span));
        written.next().unwrap_or_else(|| near(&self.text, at))
    }

    fn is_in_masked(&self, span: Span) -> bool {
        self.masked.iter().any(|line| line.touches(span.start))
    }

    /// What an error may have bent: the erroneous node and the statement around it, without intact compound statements.
    fn extent(&self, fault: NodeId) -> Span {
        let statement = self.tree.ancestors(fault).take_while(|id| !is_compound(self.tree.kind(*id))).last();
        self.tree.span(statement.unwrap_or(fault)).cover(self.tree.span(fault))
    }

    fn is_masked(&self, span: Span) -> bool {
        self.masked.contains(&span)
    }

    /// The error of a line that does not even parse without the lines around it.
    fn error_alone(&self, line: LogicalLine) -> Option<SyntaxError> {
        let text = line.span.slice(&self.text);
        let (before, after) = frame(text);
        let alone = format!("{before}{text}{after}\n");
        let tree = Tree::parse(&alone)?;
        let error = errors_of(&tree, &alone).into_iter().next()?;
        let place = |at: usize| (line.span.start + at.saturating_sub(before.len())).min(line.span.end);
        Some(SyntaxError { span: Span::new(place(error.span.start), place(error.span.end)), ..error })
    }

    /// Puts a statement without meaning in the line's place, of the same length.
    fn mask(&mut self, line: LogicalLine, error: SyntaxError, lines: &[LogicalLine]) {
        let next = lines.iter().find(|other| other.span.start >= line.span.end);
        let heads_block = next.is_some_and(|next| next.indent > line.indent);
        let length = line.span.len();
        let fill = |from: &str, to: &str| format!("{from}{}{to}", " ".repeat(length - from.len() - to.len()));
        let blank = match length {
            5.. if heads_block => fill("if 1", ":"),
            2.. => fill("'", "'"),
            _ => fill("0", ""),
        };
        self.text.replace_range(line.span.start..line.span.end, &blank);
        self.masked.push(line.span);
        self.errors.push(error);
    }
}

fn is_compound(kind: Kind) -> bool {
    use Kind::*;
    let clause = matches!(kind, CaseClause | ElifClause | ElseClause | ExceptClause | FinallyClause | Block | Module);
    let definition = matches!(kind, ClassDefinition | DecoratedDefinition | FunctionDefinition);
    clause || definition || matches!(kind, ForStatement | IfStatement | Match | Try | While | With)
}

fn touched(lines: &[LogicalLine], span: Span) -> &[LogicalLine] {
    let first = lines.partition_point(|line| line.span.end <= span.start);
    let end = lines.partition_point(|line| line.span.start < span.end);
    lines.get(first..end).unwrap_or_default()
}

/// What a line needs around it to be a whole program.
fn frame(line: &str) -> (&'static str, &'static str) {
    let word = line.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let before = match word {
        "elif" | "else" => "if 1: pass\n",
        "except" | "finally" => "try: pass\n",
        "case" => "match x:\n ",
        _ => "",
    };
    let after = if line.starts_with('@') { "\ndef f(): pass" } else { "" };
    (before, after)
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::super::testing::show_calls;

    /// Each error as `message@place`, and the calls that are left.
    fn check(source: &str, errors: &[&str], calls: &[&str]) {
        let module = parse(source);
        let found = module.errors().iter();
        let found: Vec<_> = found.map(|error| format!("{}@{}", error.message.english(), error.span.start)).collect();
        assert_eq!(found, errors, "{source}");
        assert_eq!(show_calls(&module), calls, "{source}");
    }

    #[test]
    fn an_error_inside_a_call_leaves_its_other_arguments() {
        let near = |word: &str, at: usize| format!("Python syntax error near `{word}`@{at}");
        check("a = f(x=1, y=2 z=3)\ng(1)", &[&near("z", 15)], &["~f(x: 1, y: ?, …)", "~g(1)"]);
        check("a = f(x=1, y=, z=3)\ng(1)", &[&near("=", 12)], &["~f(x: 1, z: 3, …)", "~g(1)"]);
        check("a = f(x={1: 2, 'b' 3}, z=3)\ng(1)", &[&near("'", 15)], &["~f(x: {…}, z: 3, …)", "~g(1)"]);
    }

    #[test]
    fn a_broken_line_costs_only_itself() {
        let closed = |at: usize| format!("`(` was never closed@{at}");
        check("a = f(1,\n  b=2\nc = g(1)\nh(2)", &[&closed(5)], &["~g(1)", "~h(2)"]);
        check("def p():\n    a = f(1\n    b = g(2)\n    return b\nh(2)", &[&closed(18)], &["~g(2)", "~h(2)"]);
        check("if x\n    f(1)\ng(2)", &["`:` is missing at the end of the line@4"], &["~f(1)", "~g(2)"]);
        check("a = f(1, 2))\ng(2)", &["Python syntax error near `)`@11"], &["~g(2)"]);
        check("a = \"b\nf(1)", &["`\"` was never closed@4"], &["~f(1)"]);
        check("f(1)\na = \"\"\"b\ng(1)", &["`\"\"\"` was never closed@9"], &["~f(1)", "~g(1)"]);
        check("def f(:\n    g(1)\nh(2)", &["Python syntax error near `:`@6"], &["~g(1)", "~h(2)"]);
        check("日本 = (\nf('🦀')\n", &["`(` was never closed@9"], &["~f(\"🦀\")"]);
        let branches = "if a:\n    f(1)\nelif b c:\n    g(1)\nelse:\n    h(1)";
        check(branches, &["Python syntax error near `c`@22"], &["~f(1)", "~g(1)", "~h(1)"]);
    }

    #[test]
    fn a_name_whose_binding_is_broken_is_unknown() {
        check("a = 1\na = f(\nb = g(a)", &["`(` was never closed@11"], &["~g(?)"]);
        check("a = 1\ndef a(x y): pass\nb = g(a)", &["Python syntax error near `y`@14"], &["~g(?)"]);
    }

    #[test]
    fn python_2_and_shell_lines_are_errors() {
        check("print 'a'\nf(1)", &["Python syntax error near `print`@0"], &["~f(1)"]);
        check("exec 'a'\nf(1)", &["Python syntax error near `exec`@0"], &["~f(1)"]);
        check("%matplotlib inline\nf(1)", &["Python syntax error near `%`@0"], &["~f(1)"]);
        check("!pip install a\nf(1)", &["Python syntax error near `!`@0"], &["~f(1)"]);
    }

    #[test]
    fn what_python_takes_is_no_error() {
        check("print >>f, 1", &[], &[]);
        check("print ('a'), 1", &[], &["~print(\"a\")"]);
        check("class A[T = int]: pass\ndef f[*Ts = *tuple[int]](): pass\ndef f[**P = [int]](): pass", &[], &[]);
        check("type X[T: int = str, U = 1] = list[T]\nf(1)", &[], &["~f(1)"]);
        check("try: pass\nexcept A, B: pass", &[], &[]);
        check("match x:\n  case {'a': [1, *_], **r} if r: f(1)", &[], &["~f(1)"]);
        check("f(f'{x!r:>{w}} {\"a\" + f'{1}'}', t'{x}')", &[], &["~f(\"<?> <?>\", ?)"]);
        check("await f(1)\nreturn 2", &[], &["~f(1)"]);
        check("\u{feff}f(1)\r\n\x0cg(1)\r\n", &[], &["~f(1)", "~g(1)"]);
        check("f(1)\rg('a\\\rb')\r", &[], &["~f(1)", "~g(\"ab\")"]);
        check("", &[], &[]);
    }

    #[test]
    fn hostile_text_neither_overflows_nor_stalls() {
        let deep = |open: &str, inner: &str, close: &str, times: usize| {
            let text = format!("x = {}{inner}{}\nf(x)", open.repeat(times), close.repeat(times));
            let module = parse(&text);
            let last = module.calls().last();
            last.and_then(|site| module.call(site.id)).map(|call| call.positional.len())
        };
        assert_eq!(deep("(", "1", ")", 20_000), Some(1));
        assert_eq!(deep("[", "1", "]", 5_000), Some(1));
        assert_eq!(deep("{'a': ", "1", "}", 5_000), Some(1));
        assert_eq!(deep("", "1", " + 'a'", 10_000), Some(1));
        assert_eq!(deep("", "1", ".a", 20_000), Some(1));
        assert_eq!(deep("f(", "1", ")", 2_000), Some(1));
        let pieces =
            ["(", ")", "f(", "{", "f'{", "lambda:", "not ", "def class ", "x[", "'''", "\"\"\"\\\"", "([", "-"];
        for piece in pieces {
            assert!(!parse(&piece.repeat(3_001)).errors().is_empty(), "{piece}");
        }
    }
}

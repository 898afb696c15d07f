//! Long lines of new code, broken as formatters break them: what stands in the last brackets goes on lines of its own, an
//! argument each. Knows the characters of Python, and no values.

/// So many columns a line of new code may take.
const COLUMNS: usize = 100;

/// A line of code as lines: the first is to stand behind `before` columns, and all others begin with their indentation.
#[must_use]
pub fn wrap(line: &str, before: usize, indent: &str, unit: &str) -> Vec<String> {
    let whole = || vec![line.to_owned()];
    if before + width(line) <= COLUMNS {
        return whole();
    }
    let Some(brackets) = last_brackets(line) else { return whole() };
    let inner = format!("{indent}{unit}");
    let mut lines = vec![line[..=brackets.open].to_owned()];
    for item in brackets.items(line) {
        let mut parts = wrap(&format!("{item},"), width(&inner), &inner, unit);
        parts[0].insert_str(0, &inner);
        lines.extend(parts);
    }
    lines.push(format!("{indent}{}", &line[brackets.close..]));
    lines
}

/// How many columns text takes.
#[must_use]
pub fn width(text: &str) -> usize {
    text.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

/// A pair of brackets, and the commas right in it.
struct Brackets {
    open: usize,
    close: usize,
    commas: Vec<usize>,
}

impl Brackets {
    fn items<'a>(&self, line: &'a str) -> impl Iterator<Item = &'a str> {
        let ends = self.commas.iter().copied().chain([self.close]).collect::<Vec<_>>();
        let starts =
            std::iter::once(self.open + 1).chain(self.commas.iter().map(|comma| comma + 1)).collect::<Vec<_>>();
        let items = starts.into_iter().zip(ends).map(|(start, end)| line[start..end].trim());
        items.filter(|item| !item.is_empty())
    }

    /// Whether a comma behind the last item changes nothing: in the arguments of a call, a list, a dictionary.
    fn takes_commas(&self, line: &str) -> bool {
        let names = |c: char| c.is_alphanumeric() || "_)]".contains(c);
        let is_called = line[..self.open].ends_with(names);
        let is_call = line[self.open..].starts_with('(') == is_called;
        let inner = &line[self.open + 1..self.close];
        is_call && !inner.trim().is_empty() && !inner.contains(" for ") && !inner.contains("lambda")
    }
}

/// The last brackets that stand in no others, if the line is whole and may be broken there.
fn last_brackets(line: &str) -> Option<Brackets> {
    let (mut open, mut found): (Vec<Brackets>, Option<Brackets>) = (Vec::new(), None);
    let mut at = 0;
    while let Some(c) = line[at..].chars().next() {
        match c {
            '\'' | '"' => {
                at += string(&line[at..], c)?;
                continue;
            }
            '#' | '\\' | '\n' => return None,
            '(' | '[' | '{' => open.push(Brackets { open: at, close: at, commas: Vec::new() }),
            ')' | ']' | '}' => {
                let closed = Brackets { close: at, ..open.pop()? };
                found = if open.is_empty() { Some(closed) } else { found };
            }
            ',' => open.last_mut().into_iter().for_each(|brackets| brackets.commas.push(at)),
            _ => {}
        }
        at += c.len_utf8();
    }
    found.filter(|found| open.is_empty() && found.takes_commas(line))
}

/// The length of a string that ends on its line.
fn string(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::wrap;

    /// A line that stands behind so many columns that only what is shorter fits.
    fn check(line: &str, room: usize, expected: &str) {
        assert_eq!(wrap(line, super::COLUMNS - room, "", "  ").join("\n"), expected);
    }

    #[test]
    fn an_argument_a_line() {
        check("f(a, b)", 7, "f(a, b)");
        check("f(a, b)", 6, "f(\n  a,\n  b,\n)");
        check("x = f(a)(b, c)", 9, "x = f(a)(\n  b,\n  c,\n)");
        check("x = [a, {1: 2}]", 9, "x = [\n  a,\n  {1: 2},\n]");
        check("def f(a, b=1):", 9, "def f(\n  a,\n  b=1,\n):");
        check("f(a, \"b, (c\", '\\', d')", 9, "f(\n  a,\n  \"b, (c\",\n  '\\', d',\n)");
        check("x = f(a, b,),", 9, "x = f(\n  a,\n  b,\n),");
        check("f(**a, *b)", 9, "f(\n  **a,\n  *b,\n)");
    }

    #[test]
    fn within_arguments_too() {
        let long = format!("g({0}, {0})", "a".repeat(60));
        let inner = "a".repeat(60);
        let expected = format!("f(\n  x=g(\n    {inner},\n    {inner},\n  ),\n  y=1,\n)");
        assert_eq!(wrap(&format!("f(x={long}, y=1)"), 0, "", "  ").join("\n"), expected);
    }

    #[test]
    fn what_a_comma_would_change_stays() {
        for line in [
            "x = (a + b)",
            "x = a[b, c]",
            "f(a for a in b)",
            "[a for a in b]",
            "f(lambda a, b: a)",
            "f(a, b)  # c",
            "f(a,",
            "b)",
            "f()",
            "x = 'a",
            "a + b",
        ] {
            check(line, 1, line);
        }
    }
}

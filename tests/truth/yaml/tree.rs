//! A YAML text as a tree of keys and raw scalars, to be changed at one place and written out again in block style. It
//! reads just what the bases of the cases are written in; parlint's own parser has no part in making cases.

use parlint::text::Span;

/// A mapping, or anything else as it is written.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    Map(Vec<(String, Tree)>),
    Raw(String),
}

/// The way to an entry from the top.
pub type Path = Vec<String>;

/// The path that names stand for: `jobs.score.task`.
pub fn path(dotted: &str) -> Path {
    dotted.split('.').filter(|key| !key.is_empty()).map(str::to_owned).collect()
}

impl Tree {
    /// The tree of a text in block style.
    pub fn parse(text: &str) -> Self {
        let lines: Vec<_> = text.lines().filter(|line| !line.trim().is_empty()).collect();
        parse(&mut lines.as_slice(), 0)
    }

    pub fn get(&self, path: &[String]) -> Option<&Self> {
        path.iter().try_fold(self, |tree, key| match tree {
            Self::Map(entries) => entries.iter().find(|(known, _)| known == key).map(|(_, value)| value),
            Self::Raw(_) => None,
        })
    }

    /// The tree with this value at a path; mappings on the way are made.
    pub fn with(mut self, path: &[String], value: Self) -> Self {
        self.put(path, value);
        self
    }

    /// The tree without an entry.
    pub fn without(mut self, path: &[String]) -> Self {
        let (key, parent) = path.split_last().expect("a path of one key at least");
        if let Some(entries) = self.entries(parent) {
            entries.retain(|(known, _)| known != key);
        }
        self
    }

    /// The tree with another key in the place of one.
    pub fn renamed(mut self, path: &[String], to: &str) -> Self {
        let (key, parent) = path.split_last().expect("a path of one key at least");
        let entries = self.entries(parent).into_iter().flatten();
        entries.filter(|(known, _)| known == key).for_each(|(known, _)| to.clone_into(known));
        self
    }

    /// The entries of the mapping at a path.
    fn entries(&mut self, path: &[String]) -> Option<&mut Vec<(String, Self)>> {
        let Self::Map(entries) = self else { return None };
        match path.split_first() {
            None => Some(entries),
            Some((key, rest)) => entries.iter_mut().find(|(known, _)| known == key)?.1.entries(rest),
        }
    }

    fn put(&mut self, path: &[String], value: Self) {
        let Some((key, rest)) = path.split_first() else { return *self = value };
        if !matches!(self, Self::Map(_)) {
            *self = Self::Map(Vec::new());
        }
        let Self::Map(entries) = self else { return };
        let at = entries.iter().position(|(known, _)| known == key).unwrap_or_else(|| {
            entries.push((key.clone(), Self::Map(Vec::new())));
            entries.len() - 1
        });
        entries[at].1.put(rest, value);
    }

    /// The tree with the entries of every mapping in the other order.
    pub fn reversed(self) -> Self {
        match self {
            Self::Map(entries) => {
                Self::Map(entries.into_iter().rev().map(|(key, value)| (key, value.reversed())).collect())
            }
            raw => raw,
        }
    }

    /// The text, and where in it the entry at a path stands.
    pub fn write(&self, path: &[String]) -> (String, Option<Span>) {
        let (mut text, mut found) = (String::new(), path.is_empty().then_some(Span::default()));
        self.write_to(&mut text, 0, Some(path), &mut found);
        found = found.map(|span| if path.is_empty() { Span::new(0, text.len()) } else { span });
        (text, found)
    }

    fn write_to(&self, text: &mut String, depth: usize, path: Option<&[String]>, found: &mut Option<Span>) {
        let Self::Map(entries) = self else { return };
        for (key, value) in entries {
            text.push_str(&"  ".repeat(depth));
            let start = text.len();
            let rest =
                path.and_then(|path| path.split_first()).filter(|(first, _)| *first == key).map(|(_, rest)| rest);
            text.push_str(key);
            text.push(':');
            match value {
                Self::Map(inner) if inner.is_empty() => text.push_str(" {}"),
                Self::Map(_) => text.push('\n'),
                Self::Raw(raw) if raw.is_empty() => {}
                Self::Raw(raw) => {
                    text.push_str(&format!(" {}", raw.replace('\n', &format!("\n{}", "  ".repeat(depth + 1)))))
                }
            }
            value.write_to(text, depth + 1, rest, found);
            if rest.is_some_and(<[_]>::is_empty) {
                *found = Some(Span::new(start, text.trim_end().len()));
            }
            if !text.ends_with('\n') {
                text.push('\n');
            }
        }
    }
}

/// The mapping whose keys stand `indent` columns deep.
fn parse(lines: &mut &[&str], indent: usize) -> Tree {
    let mut entries = Vec::new();
    while let Some((line, rest)) = lines.split_first() {
        if line.len() - line.trim_start().len() < indent {
            break;
        }
        *lines = rest;
        let (key, value) = line.trim().split_once(':').expect("a key");
        let value = if value.is_empty() { parse(lines, indent + 2) } else { Tree::Raw(value.trim().to_owned()) };
        entries.push((key.to_owned(), value));
    }
    Tree::Map(entries)
}

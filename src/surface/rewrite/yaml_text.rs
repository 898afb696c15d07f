//! How a literal is written in YAML so that PyYAML reads it back as it was meant. What a plain word means is not known
//! here: the reader is asked.

use super::Literal;
use super::quote::Quote;
use crate::syntax::yaml::{self, NodeRef};
use crate::text::lines;

/// Whether a value stands in block or in flow context.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Context {
    /// After an indented `key:` or `- `.
    Block,
    /// Between brackets or braces.
    Flow,
}

impl Context {
    /// The context of a value that ends at byte `end`: inside brackets a comma or bracket follows, elsewhere never.
    pub(super) fn after(text: &str, end: usize) -> Self {
        let next = lines::skip_trivia(text, end);
        match text.as_bytes().get(next) {
            Some(b',' | b'}' | b']') => Self::Flow,
            _ => Self::Block,
        }
    }
}

/// How the lines of a block are written.
#[derive(Clone, Copy, Debug)]
pub(super) struct BlockStyle<'a> {
    /// Columns that each level is indented by.
    pub step: usize,
    /// The line break.
    pub newline: &'a str,
    /// The quotation mark where one is needed.
    pub quote: Quote,
}

/// A literal on one line.
pub(super) fn inline(literal: &Literal, quote: Quote, context: Context) -> Option<String> {
    Some(match literal {
        Literal::Text(text) => scalar(text, quote, context),
        Literal::Integer(number) => number.to_string(),
        Literal::Bool(flag) => flag.to_string(),
        Literal::Raw(source) => source.clone(),
        Literal::Mapping(entries) => {
            let entry = |(name, value): &(String, Literal)| {
                Some(format!("{}: {}", key(name, quote, Context::Flow), inline(value, quote, Context::Flow)?))
            };
            format!("{{{}}}", entries.iter().map(entry).collect::<Option<Vec<_>>>()?.join(", "))
        }
        Literal::List(items) => {
            let items = items.iter().map(|item| inline(item, quote, Context::Flow));
            format!("[{}]", items.collect::<Option<Vec<_>>>()?.join(", "))
        }
        Literal::Call(..) => return None,
    })
}

/// An entry of a block mapping whose keys stand at column `indent`; nested mappings become nested blocks. No indentation
/// before its first line and no line break after its last.
pub(super) fn block_entry(name: &str, literal: &Literal, indent: usize, style: BlockStyle) -> Option<String> {
    Some(format!("{}:{}", key(name, style.quote, Context::Block), block_value(literal, indent, style)?))
}

/// What stands after the colon of a key at column `indent` in a block mapping.
pub(super) fn block_value(literal: &Literal, indent: usize, style: BlockStyle) -> Option<String> {
    let Literal::Mapping(entries) = literal else {
        return Some(format!(" {}", inline(literal, style.quote, Context::Block)?));
    };
    if entries.is_empty() {
        return Some(" {}".to_owned());
    }
    let inner = indent + style.step;
    let line = |(name, value): &(String, Literal)| {
        Some(format!("{}{}{}", style.newline, " ".repeat(inner), block_entry(name, value, inner, style)?))
    };
    entries.iter().map(line).collect()
}

/// What stands after the dash, at column `indent`, of an item of a block list.
pub(super) fn block_item(literal: &Literal, indent: usize, style: BlockStyle) -> Option<String> {
    let Literal::Mapping(entries) = literal else { return inline(literal, style.quote, Context::Block) };
    let inner = indent + 2;
    let lines = entries.iter().map(|(name, value)| block_entry(name, value, inner, style));
    Some(lines.collect::<Option<Vec<_>>>()?.join(&format!("{}{}", style.newline, " ".repeat(inner))))
}

/// A key, quoted only if it must be.
pub(super) fn key(name: &str, quote: Quote, context: Context) -> String {
    plain_or_quoted(name, quote, |source| {
        let snippet = match context {
            Context::Block => format!("{source}: 0\n"),
            Context::Flow => format!("{{{source}: 0}}"),
        };
        let tree = yaml::parse(&snippet);
        let mut names = tree.root().into_iter().flat_map(NodeRef::entries).map(|entry| entry.name() == Some(name));
        tree.errors.is_empty() && names.next() == Some(true) && names.next().is_none()
    })
}

/// A text as a scalar, quoted only if it must be.
pub(super) fn scalar(text: &str, quote: Quote, context: Context) -> String {
    plain_or_quoted(text, quote, |source| reads_as(source, text, context))
}

fn plain_or_quoted(text: &str, quote: Quote, reads_back: impl Fn(&str) -> bool) -> String {
    let odd = |c: char| c.is_control() || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}');
    let plain = !text.is_empty() && !text.contains(odd) && text.trim() == text;
    if plain && reads_back(text) { text.to_owned() } else { quoted(text, quote) }
}

/// A text in quotation marks.
pub(super) fn quoted(text: &str, quote: Quote) -> String {
    let printable = text.chars().all(|c| matches!(c, ' '..='~') || (c.is_alphanumeric() && c > '~'));
    if quote == Quote::Single && printable {
        return format!("'{}'", text.replace('\'', "''"));
    }
    let mut source = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => source.extend(['\\', c]),
            '\n' => source.push_str("\\n"),
            '\r' => source.push_str("\\r"),
            '\t' => source.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                source.push_str(&format!("\\u{:04X}", u32::from(c)));
            }
            c => source.push(c),
        }
    }
    source + "\""
}

/// Whether PyYAML reads a scalar's source as just this text.
pub(super) fn reads_as(source: &str, text: &str, context: Context) -> bool {
    read(source, context).as_deref() == Some(text)
}

/// The text that PyYAML reads from a scalar's source.
pub(super) fn read(source: &str, context: Context) -> Option<String> {
    let snippet = match context {
        Context::Block => format!("k: {source}\n"),
        Context::Flow => format!("{{k: {source}}}"),
    };
    let tree = yaml::parse(&snippet);
    let mut entries = tree.root().into_iter().flat_map(NodeRef::entries);
    let only =
        entries.next().filter(|_| entries.next().is_none() && tree.errors.is_empty() && tree.comments.is_empty());
    only.and_then(|entry| entry.value().as_str()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, block: &str, flow: &str) {
        assert_eq!(scalar(text, Quote::Double, Context::Block), block, "{text:?} in a block");
        assert_eq!(scalar(text, Quote::Double, Context::Flow), flow, "{text:?} in flow");
    }

    #[test]
    fn quotes_what_pyyaml_would_read_otherwise() {
        check("run_function", "run_function", "run_function");
        check("azureml:a:1", "azureml:a:1", "azureml:a:1");
        check("./src/score.py", "./src/score.py", "./src/score.py");
        check("${{inputs.x}}", "${{inputs.x}}", r#""${{inputs.x}}""#);
        check("a, b", "a, b", r#""a, b""#);
        for text in
            ["yes", "10", "1:30", "~", "null", "0777", "2024-01-02", "1.5", "", "a: b", "a #b", "{a}", "[a", "*a"]
        {
            check(text, &format!("{text:?}"), &format!("{text:?}"));
        }
        for text in
            ["&a", "!a", "|", ">", "@a", "`a", "%a", "- a", "? a", " a", "a ", "a:", "<<", "=", "#a", "'a", "\"a"]
        {
            check(text, &format!("{text:?}"), &format!("{text:?}"));
        }
        check("a\nb\t\u{1}", r#""a\nb\t\u0001""#, r#""a\nb\t\u0001""#);
        assert_eq!(scalar("it's 10: ", Quote::Single, Context::Block), "'it''s 10: '");
        assert_eq!(key("yes", Quote::Double, Context::Block), "\"yes\"");
        assert_eq!(key("max_retries", Quote::Double, Context::Block), "max_retries");
    }

    proptest! {
        #[test]
        fn every_text_reads_back(text in "(\\PC|[\n\t'\"#:,{}\\[\\] \\\\-]|\u{1}|\u{2028}){0,12}", single: bool, flow: bool) {
            let quote = if single { Quote::Single } else { Quote::Double };
            let context = if flow { Context::Flow } else { Context::Block };
            let source = scalar(&text, quote, context);
            prop_assert!(reads_as(&source, &text, context), "{source:?}");
        }
    }
}

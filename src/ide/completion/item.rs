//! One thing that can be written. Knows nothing of where it comes from.

use crate::text::Span;

/// Something that can be written at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The bytes that it replaces; the cursor is inside or at their end.
    pub span: Span,
    /// What to show, and to compare with what was typed.
    pub label: String,
    /// What it is.
    pub kind: CompletionKind,
    /// What to write.
    pub insert: Insert,
    /// A few words beside the label, in the reader's language.
    pub detail: Option<String>,
    /// What it is, as Markdown in the reader's language.
    pub documentation: Option<String>,
    /// Its place in the list; what is required comes first.
    pub rank: usize,
}

/// What to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Insert {
    /// This text.
    Plain(String),
    /// A snippet as the language server protocol has them. The indentation of its further lines counts from that of the
    /// line that it is written on.
    Snippet(String),
}

impl Insert {
    /// What to write where snippets are not known: without the places to fill in, and with the first word of a choice.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut rest = match self {
            Self::Plain(text) => return text.clone(),
            Self::Snippet(snippet) => snippet.as_str(),
        };
        let mut text = String::with_capacity(rest.len());
        while let Some(at) = rest.find(['$', '\\']) {
            text.push_str(&rest[..at]);
            let (body, length) = piece(&rest[at..]);
            text.push_str(body);
            rest = &rest[at + length..];
        }
        text + rest
    }
}

/// What a snippet's `$1`, `${1:name}`, `${1|a,b|}` or escaped character stands for, and its length.
fn piece(rest: &str) -> (&str, usize) {
    if let Some(escaped) = rest.strip_prefix('\\') {
        let length = escaped.chars().next().map_or(0, char::len_utf8);
        return (&escaped[..length], 1 + length);
    }
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let Some(inner) = rest.strip_prefix("${") else { return ("", 1 + digits(&rest[1..])) };
    let length = inner.find('}').map_or(rest.len(), |close| 2 + close + 1);
    let body = &inner[digits(inner)..length.saturating_sub(3).min(inner.len())];
    let first = body.trim_start_matches([':', '|']).split([',', '|']).next().unwrap_or_default();
    (first, length)
}

/// What a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    /// A key, keyword argument or attribute.
    Key,
    /// An allowed word.
    Value,
    /// A `${{…}}`, or what stands in one.
    Expression,
    /// The name of an input or output.
    Port,
    /// A program argument.
    Argument,
    /// A file.
    File,
    /// A folder.
    Folder,
    /// The code of a rule.
    Rule,
}

impl Completion {
    /// A text that is written as it is shown.
    #[must_use]
    pub fn plain(span: Span, label: impl Into<String>, kind: CompletionKind) -> Self {
        let label = label.into();
        let insert = Insert::Plain(label.clone());
        Self { span, label, kind, insert, detail: None, documentation: None, rank: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::Insert;

    #[test]
    fn snippets_without_their_places() {
        let cases = [
            ("a: $0", "a: "),
            ("a: ${1|x,y|}$12!", "a: x!"),
            ("a: \\${{inputs.$0}}", "a: ${{inputs.}}"),
            ("${1:日本}: {$0", "日本: {"),
            ("a\\", "a"),
        ];
        for (snippet, text) in cases {
            assert_eq!(Insert::Snippet(snippet.to_owned()).plain(), text, "{snippet}");
        }
    }
}

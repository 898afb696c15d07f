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

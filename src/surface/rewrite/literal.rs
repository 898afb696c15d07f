//! What a rule wants to write, free of any language.

/// A value to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Literal {
    /// Text that is to be read back as just this text.
    Text(String),
    /// A whole number.
    Integer(i128),
    /// A Boolean.
    Bool(bool),
    /// Source of the document's own language, written as it is.
    Raw(String),
    /// A mapping: a nested block or braces in YAML, a dictionary in Python.
    Mapping(Vec<(String, Literal)>),
    /// A list.
    List(Vec<Literal>),
    /// A call with keyword arguments, `Input(type="uri_folder")`. YAML has no such thing.
    Call(String, Vec<(String, Literal)>),
}

impl Literal {
    /// Text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A mapping of these entries.
    pub fn mapping<K: Into<String>>(entries: impl IntoIterator<Item = (K, Literal)>) -> Self {
        Self::Mapping(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }

    /// A call with these keyword arguments.
    pub fn call<K: Into<String>>(callee: impl Into<String>, entries: impl IntoIterator<Item = (K, Literal)>) -> Self {
        Self::Call(callee.into(), entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }
}

//! The files of `schemas/`, embedded, and parsed once each when they are first asked for.
//!
//! Knows file names and `$ref`, not what a file says.

use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::Value;

/// One embedded file.
pub(super) struct Document {
    /// Its name inside `schemas/`, as a `$ref` writes it.
    pub(super) name: &'static str,
    text: &'static str,
    value: LazyLock<Value>,
}

macro_rules! documents {
    ($($name:literal,)*) => {
        static DOCUMENTS: [Document; [$($name),*].len()] = [$(Document {
            name: $name,
            text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/", $name)),
            value: LazyLock::new(|| parse($name)),
        },)*];
    };
}

documents! {
    "fields.schema.json",
    "v1-fields.schema.json",
    "types.schema.json",
    "parts.schema.json",
    "parallel-component.schema.json",
    "inline-node.schema.json",
    "component-node.schema.json",
    "pipeline-job.schema.json",
    "parallel-run-function.schema.json",
    "run-function.schema.json",
    "parallel-run-config.schema.json",
    "parallel-run-step.schema.json",
    "v1-config.schema.json",
    "mapping.json",
    "arguments.json",
}

impl Document {
    /// The parsed file.
    pub(super) fn value(&'static self) -> &'static Value {
        &self.value
    }
}

/// Every embedded file, in no order that matters.
#[cfg(test)]
pub(super) fn all() -> &'static [Document] {
    &DOCUMENTS
}

/// The file called `name`.
pub(super) fn find(name: &str) -> Option<&'static Document> {
    DOCUMENTS.iter().find(|document| document.name == name)
}

/// The root of the file called `name`; null if there is none, which a test of every reference excludes.
pub(super) fn root(name: &str) -> &'static Value {
    find(name).map_or(&Value::Null, Document::value)
}

/// What `reference` points at, seen from the file `from`, and the file that it stands in.
pub(super) fn resolve(from: &'static str, reference: &str) -> Option<(&'static str, &'static Value)> {
    let (file, pointer) = reference.split_once('#').unwrap_or((reference, ""));
    let document = find(if file.is_empty() { from } else { file })?;
    Some((document.name, document.value().pointer(pointer)?))
}

/// The file called `name`, as values of a type.
#[expect(clippy::expect_used, reason = "the files are compiled in; the tests read each typed file")]
pub(super) fn typed<T: Deserialize<'static>>(name: &str) -> T {
    T::deserialize(root(name)).expect("invariant: every bundled file has the shape of its type")
}

#[expect(clippy::expect_used, reason = "the files are compiled in; the test `every_document_parses` reads each")]
fn parse(name: &str) -> Value {
    let text = find(name).map_or("", |document| document.text);
    serde_json::from_str(text).expect("invariant: every bundled schema is valid JSON")
}

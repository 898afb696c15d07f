//! Source text: bytes, spans, edits and positions. Knows no language and no rule.
//!
//! Everything above this layer speaks in byte [`Span`]s of the original text. Lines, columns and UTF-16
//! appear only in [`LineIndex`], which the outermost layers use to talk to people and editors.

mod decoded;
mod edit;
mod line_index;
pub(crate) mod lines;
mod near;
mod source_file;
mod span;

pub use decoded::{Decoded, HOLE};
pub use edit::{Edit, EditError, Edits};
pub use line_index::{Encoding, LineIndex, Position};
pub use near::{is_near, nearest};
pub use source_file::SourceFile;
pub use span::Span;

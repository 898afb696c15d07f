//! What the editor asks about a place: each answer of [`crate::ide`] in the protocol's words. A function here takes the
//! scene and the byte that was asked about; the handler in `backend` is one call of `ask_at`.

use super::snapshot::Scene;
use crate::ide;
use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind};

/// What something means.
#[must_use]
pub fn hover(scene: &Scene, offset: usize) -> Option<Hover> {
    let ide::Hover { span, markdown } = ide::hover(scene.view(), offset, scene.words)?;
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value: markdown });
    Some(Hover { contents, range: scene.places().location(span).map(|location| location.range) })
}

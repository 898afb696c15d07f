//! What the editor asks about a place: each answer of [`crate::ide`] in the protocol's words. A function here takes the
//! scene and the byte that was asked about; the handler in `backend` is one call of `ask_at`.

use super::snapshot::Scene;
use crate::ide::{self, Completion, CompletionKind};
use lsp_types::*;

/// What something means.
#[must_use]
pub fn hover(scene: &Scene, offset: usize) -> Option<Hover> {
    let ide::Hover { span, markdown } = ide::hover(scene.view(), offset, scene.words)?;
    Some(Hover {
        contents: HoverContents::Markup(markup(markdown, scene.client.plain_hovers)),
        range: scene.places().location(span).map(|location| location.range),
    })
}

/// Our Markdown is light enough to be read as plain text as it stands.
fn markup(value: String, plain: bool) -> MarkupContent {
    let kind = if plain { MarkupKind::PlainText } else { MarkupKind::Markdown };
    MarkupContent { kind, value }
}

/// What can be written.
#[must_use]
pub fn completion(scene: &Scene, offset: usize) -> Option<CompletionResponse> {
    let found = ide::completion(scene.view(), offset, scene.words);
    let items = found.into_iter().enumerate().filter_map(|(index, found)| item(scene, index, found)).collect();
    Some(CompletionResponse::Array(items))
}

fn item(scene: &Scene, index: usize, found: Completion) -> Option<CompletionItem> {
    let range = scene.places().location(found.span)?.range;
    let (new_text, format) = match &found.insert {
        ide::Insert::Snippet(snippet) if scene.client.snippets => (snippet.clone(), InsertTextFormat::SNIPPET),
        insert => (insert.plain(), InsertTextFormat::PLAIN_TEXT),
    };
    Some(CompletionItem {
        // Neovim takes an edit without this for one that fits what is written already.
        filter_text: Some(found.label.clone()),
        label: found.label,
        kind: Some(kind(found.kind)),
        detail: found.detail,
        documentation: found
            .documentation
            .map(|text| Documentation::MarkupContent(markup(text, scene.client.plain_documentation))),
        sort_text: Some(format!("{index:04}")),
        insert_text_format: Some(format),
        insert_text_mode: Some(InsertTextMode::ADJUST_INDENTATION),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text })),
        ..CompletionItem::default()
    })
}

fn kind(kind: CompletionKind) -> CompletionItemKind {
    match kind {
        CompletionKind::Key => CompletionItemKind::PROPERTY,
        CompletionKind::Value => CompletionItemKind::ENUM_MEMBER,
        CompletionKind::Expression => CompletionItemKind::REFERENCE,
        CompletionKind::Port => CompletionItemKind::FIELD,
        CompletionKind::Argument => CompletionItemKind::KEYWORD,
        CompletionKind::File => CompletionItemKind::FILE,
        CompletionKind::Folder => CompletionItemKind::FOLDER,
        CompletionKind::Rule => CompletionItemKind::CONSTANT,
    }
}

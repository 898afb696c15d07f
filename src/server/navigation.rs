//! The way from name to name, outlines, links and hints in the protocol's words. What stands in another document of a
//! notebook's cells is asked of each cell.

use super::places::{Places, range};
use super::snapshot::{Scene, Snapshot};
use super::uri;
use crate::document::{Document, Language};
use crate::ide::{self, LinkTarget, Outline, OutlineKind, Target};
use crate::message::Message;
use crate::text::{SourceFile, Span};
use lsp_types::*;
use std::collections::BTreeMap;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

impl Snapshot {
    /// Every document of the workspace that has to do with parallel jobs, and what is open.
    fn documents(&self) -> Vec<Arc<Document>> {
        let files = self.index.files();
        let closed = files.iter().filter(|path| self.open.at(path).is_none()).filter_map(|path| self.at(path));
        let all = self.open.iter().cloned().chain(closed);
        all.filter_map(|buffer| buffer.document().cloned()).collect()
    }

    /// A place in another file, which stands at this path: in its cell if it is a notebook.
    pub fn elsewhere(&self, path: &Path, file: &SourceFile, span: Span) -> Option<Location> {
        let is_ours = Language::of(path).is_some();
        if let Some(buffer) = is_ours.then(|| self.at(path)).flatten() {
            return Places::new(&buffer, self.client.encoding).location(span);
        }
        Some(Location::new(uri::of(path)?, range(file, span, self.client.encoding)))
    }

    fn location(&self, scene: &Scene, target: &Target) -> Option<Location> {
        match &target.file {
            None => scene.places().location(target.span),
            Some(file) => self.elsewhere(&scene.view().project().key(file.path()), file, target.span),
        }
    }

    /// Where something is defined.
    #[must_use]
    pub fn definition(&self, scene: &Scene, offset: usize) -> Option<GotoDefinitionResponse> {
        let (_, targets) = ide::definition(scene.view(), offset)?;
        let places = targets.iter().filter_map(|target| self.location(scene, target));
        Some(GotoDefinitionResponse::Array(places.collect()))
    }

    /// Where something is named.
    #[must_use]
    pub fn references(&self, scene: &Scene, offset: usize, declarations: bool) -> Option<Vec<Location>> {
        let found = ide::references(scene.view(), offset, &self.documents());
        let wanted = found.iter().filter(|target| declarations || !target.declares);
        Some(wanted.filter_map(|target| self.location(scene, target)).collect())
    }

    /// The edits that give something another name.
    ///
    /// # Errors
    /// If that cannot be done: why.
    pub fn rename(&self, scene: &Scene, offset: usize, name: &str) -> Result<WorkspaceEdit, Message> {
        let mut edits: BTreeMap<Uri, Vec<TextEdit>> = BTreeMap::new();
        for renamed in ide::rename(scene.view(), offset, name, &self.documents())? {
            for edit in renamed.edits.iter() {
                let place = match &renamed.document {
                    None => scene.places().location(edit.span),
                    Some(document) => {
                        let path = scene.view().project().key(document.path());
                        self.elsewhere(&path, document.code(), edit.span)
                    }
                };
                let Some(Location { uri, range }) = place else { continue };
                edits.entry(uri).or_default().push(TextEdit::new(range, edit.replacement.clone()));
            }
        }
        Ok(self.edit_of_all(edits))
    }

    /// Edits of several documents, for just the versions that they were made for where the client knows such.
    fn edit_of_all(&self, edits: BTreeMap<Uri, Vec<TextEdit>>) -> WorkspaceEdit {
        if !self.client.versioned_edits {
            return WorkspaceEdit { changes: Some(edits.into_iter().collect()), ..WorkspaceEdit::default() };
        }
        let version = |uri: &Uri| self.open.find(uri).and_then(|buffer| buffer.version_of(uri));
        let of_text = |(uri, edits): (Uri, Vec<TextEdit>)| TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier { version: version(&uri), uri },
            edits: edits.into_iter().map(OneOf::Left).collect(),
        };
        let changes = DocumentChanges::Edits(edits.into_iter().map(of_text).collect());
        WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
    }

    /// What the workspace holds whose name has these letters.
    #[must_use]
    pub fn symbols(&self, query: &str) -> Vec<SymbolInformation> {
        let query = query.to_lowercase();
        let mut found = Vec::new();
        for document in self.documents() {
            let scene = self.at(document.path()).and_then(|buffer| self.scene(&buffer));
            let Some(scene) = scene else { continue };
            for item in ide::outline(scene.view()) {
                symbols_of(&scene, &item, None, &query, &mut found);
            }
        }
        found
    }
}

#[allow(deprecated, reason = "the protocol's type still has the field")]
fn symbols_of(scene: &Scene, item: &Outline, holder: Option<&str>, query: &str, found: &mut Vec<SymbolInformation>) {
    let place = scene.places().location(item.name_span);
    if let Some(location) = place.filter(|_| item.name.to_lowercase().contains(query)) {
        found.push(SymbolInformation {
            name: item.name.clone(),
            kind: kind(item.kind),
            tags: None,
            deprecated: None,
            location,
            container_name: holder.map(str::to_owned),
        });
    }
    item.children.iter().for_each(|child| symbols_of(scene, child, Some(&item.name), query, found));
}

/// What can be renamed at a place.
///
/// # Errors
/// If nothing can: why.
pub fn prepare_rename(scene: &Scene, offset: usize) -> Result<Option<PrepareRenameResponse>, Message> {
    let (span, placeholder) = ide::prepare_rename(scene.view(), offset)?;
    let range = scene.places().location(span).map(|location| location.range);
    Ok(range.map(|range| PrepareRenameResponse::RangeWithPlaceholder { range, placeholder }))
}

/// The places of this document that name the same.
#[must_use]
pub fn highlight(scene: &Scene, offset: usize) -> Option<Vec<DocumentHighlight>> {
    let highlight = |target: &Target| {
        let range = scene.places().location(target.span)?.range;
        let kind = if target.declares { DocumentHighlightKind::WRITE } else { DocumentHighlightKind::READ };
        Some(DocumentHighlight { range, kind: Some(kind) })
    };
    Some(ide::highlight(scene.view(), offset).iter().filter_map(highlight).collect())
}

/// What a document or cell holds.
#[must_use]
pub fn outline(scene: &Scene, uri: &Uri) -> DocumentSymbolResponse {
    let found = ide::outline(scene.view());
    DocumentSymbolResponse::Nested(found.iter().filter_map(|item| symbol(scene, uri, item)).collect())
}

#[allow(deprecated, reason = "the protocol's type still has the field")]
fn symbol(scene: &Scene, uri: &Uri, item: &Outline) -> Option<DocumentSymbol> {
    let (whole, name) = (scene.places().location(item.span)?, scene.places().location(item.name_span)?);
    let children: Vec<_> = item.children.iter().filter_map(|child| symbol(scene, uri, child)).collect();
    (whole.uri == *uri && name.uri == *uri).then(|| DocumentSymbol {
        name: item.name.clone(),
        detail: item.detail.clone(),
        kind: kind(item.kind),
        tags: None,
        deprecated: None,
        range: whole.range,
        selection_range: name.range,
        children: Some(children),
    })
}

fn kind(kind: OutlineKind) -> SymbolKind {
    match kind {
        OutlineKind::Pipeline => SymbolKind::MODULE,
        OutlineKind::Node | OutlineKind::Step => SymbolKind::CLASS,
        OutlineKind::Port => SymbolKind::FIELD,
        OutlineKind::Function => SymbolKind::FUNCTION,
        OutlineKind::Option => SymbolKind::PROPERTY,
    }
}

/// What in a document or cell leads to files and pages.
#[must_use]
pub fn links(scene: &Scene, document: &Uri) -> Vec<DocumentLink> {
    let link = |link: &ide::Link| {
        let place = scene.places().location(link.span).filter(|place| place.uri == *document)?;
        let target = match &link.target {
            LinkTarget::Path(path) => uri::of(&scene.view().project().key(path))?,
            LinkTarget::Url(url) => Uri::from_str(url).ok()?,
        };
        Some(DocumentLink { range: place.range, target: Some(target), tooltip: None, data: None })
    };
    ide::links(scene.view()).iter().filter_map(link).collect()
}

/// What counts in a part of a document or cell although it is not written.
#[must_use]
pub fn hints(scene: &Scene, params: &InlayHintParams) -> Option<Vec<InlayHint>> {
    let document = &params.text_document.uri;
    let offset = |position| scene.places().offset(document, position);
    let part = Span::new(offset(params.range.start)?, offset(params.range.end)?);
    let hint = |hint: ide::Hint| {
        let place = scene.places().location(Span::at(hint.offset)).filter(|place| place.uri == *document)?;
        Some(InlayHint {
            position: place.range.start,
            label: InlayHintLabel::String(hint.label),
            kind: None,
            text_edits: None,
            tooltip: hint.tooltip.map(InlayHintTooltip::String),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        })
    };
    Some(ide::hints(scene.view(), part, scene.words).into_iter().filter_map(hint).collect())
}

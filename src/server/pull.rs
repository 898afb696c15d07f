//! Diagnostics for who asks for them: of one document, or of the whole workspace, and nothing of what is known already.

use super::diagnostics::result_id;
use super::documents::Buffer;
use super::shared::Shared;
use super::snapshot::Snapshot;
use lsp_types::*;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The diagnostics of a document, for who may know them already.
#[must_use]
pub fn of_document(items: Vec<Diagnostic>, known: Option<&str>) -> DocumentDiagnosticReport {
    match kind(items, known) {
        DocumentDiagnosticReportKind::Full(full_document_diagnostic_report) => {
            RelatedFullDocumentDiagnosticReport { related_documents: None, full_document_diagnostic_report }.into()
        }
        DocumentDiagnosticReportKind::Unchanged(unchanged_document_diagnostic_report) => {
            RelatedUnchangedDocumentDiagnosticReport { related_documents: None, unchanged_document_diagnostic_report }
                .into()
        }
    }
}

fn kind(items: Vec<Diagnostic>, known: Option<&str>) -> DocumentDiagnosticReportKind {
    let result_id = result_id(&items);
    if known == Some(&result_id) {
        return UnchangedDocumentDiagnosticReport { result_id }.into();
    }
    FullDocumentDiagnosticReport { result_id: Some(result_id), items }.into()
}

/// The diagnostics of all documents that are open or in the workspace; nothing any more when `cancelled`. What was known
/// of other documents is known no more.
#[must_use]
pub fn of_workspace(
    shared: &Shared,
    snapshot: &Snapshot,
    known: Vec<PreviousResultId>,
    cancelled: &AtomicBool,
) -> Vec<WorkspaceDocumentDiagnosticReport> {
    let mut known: HashMap<_, _> = known.into_iter().map(|known| (known.uri, known.value)).collect();
    let mut reports = Vec::new();
    for buffer in documents(snapshot) {
        if cancelled.load(Ordering::Relaxed) {
            return Vec::new();
        }
        let checked = shared.check_now(snapshot, &buffer);
        for (uri, items) in &checked.shown {
            let kind = kind(items.clone(), known.remove(uri).as_deref());
            reports.push(report(uri.clone(), buffer.version_of(uri), kind));
        }
    }
    let gone = known.into_keys().map(|uri| report(uri, None, FullDocumentDiagnosticReport::default().into()));
    reports.extend(gone);
    reports
}

fn documents(snapshot: &Snapshot) -> Vec<Arc<Buffer>> {
    let in_workspace = |path: &Path| snapshot.workspace.root_of(path).is_some() && snapshot.open.at(path).is_none();
    let files = snapshot.index.files();
    let files = files.iter().filter(|path| in_workspace(path)).filter_map(|path| snapshot.at(path));
    let configurations = snapshot.workspace.found();
    let configurations = configurations.iter().filter(|path| snapshot.open.at(path).is_none());
    let configurations = configurations.filter_map(|path| Buffer::file(Arc::new(snapshot.workspace.read(path)?)));
    snapshot.open.iter().cloned().chain(files).chain(configurations.map(Arc::new)).collect()
}

fn report(uri: Uri, version: Option<i32>, kind: DocumentDiagnosticReportKind) -> WorkspaceDocumentDiagnosticReport {
    let version = version.map(i64::from);
    match kind {
        DocumentDiagnosticReportKind::Full(full_document_diagnostic_report) => {
            WorkspaceFullDocumentDiagnosticReport { uri, version, full_document_diagnostic_report }.into()
        }
        DocumentDiagnosticReportKind::Unchanged(unchanged_document_diagnostic_report) => {
            WorkspaceUnchangedDocumentDiagnosticReport { uri, version, unchanged_document_diagnostic_report }.into()
        }
    }
}

//! The methods of the protocol: each takes its parameters apart, changes the state or takes a snapshot of it before its
//! first `.await`, and has the work done elsewhere.

use super::client::Client;
use super::configuration::Workspace;
use super::diagnostics::result_id;
use super::documents::{Buffer, Content, Text};
use super::log::Log;
use super::notebook::Cells;
use super::snapshot::{Checked, Scene, Snapshot};
use super::state::State;
use super::{features, uri, worker};
use crate::guard::guarded;
use crate::locale;
use crate::tables::Locale;
use lsp_types::*;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, Result};

/// What the handlers and the worker share.
pub struct Shared {
    /// The way to the client.
    pub client: tower_lsp::Client,
    /// Wakes the worker.
    pub poke: Notify,
    /// What happens.
    pub log: Arc<Log>,
    state: Mutex<State>,
}

impl Shared {
    /// The state, for a moment.
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What there is to say of an open document at the moment of the snapshot: what is known already, or else found out
    /// on a thread for blocking work.
    pub async fn check(&self, snapshot: Snapshot, buffer: Arc<Buffer>) -> Arc<Checked> {
        if let Some(known) = self.state().known(&buffer) {
            return known;
        }
        let (again, tick) = (Arc::clone(&buffer), snapshot.tick);
        let checked = self.work(move || snapshot.check(&buffer)).await;
        let checked = Arc::new(checked.unwrap_or_else(|| Checked::nothing(again, tick)));
        for failure in &checked.failures {
            self.log.error(format_args!("{}: {failure}", checked.buffer.path.display()));
        }
        self.state().keep(&checked);
        checked
    }

    /// Does something that takes time on a thread for such; nothing comes of a panic but a line in the log.
    pub async fn work<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        let done = tokio::task::spawn_blocking(move || guarded(work)).await;
        let done = done.unwrap_or_else(|error| Err(error.to_string()));
        done.map_err(|panic| self.log.error(panic)).ok()
    }
}

/// The server, as `tower-lsp` sees it.
pub struct Backend {
    shared: Arc<Shared>,
    /// The language of messages, whatever the client's is.
    locale: Option<Locale>,
}

impl Backend {
    /// A server for this client.
    #[must_use]
    pub fn new(client: tower_lsp::Client, locale: Option<Locale>, log: Arc<Log>) -> Self {
        let own = locale.unwrap_or_else(|| locale::of_environment(|name| std::env::var(name).ok()));
        let shared = Shared { client, poke: Notify::new(), log, state: Mutex::new(State::new(own)) };
        Self { shared: Arc::new(shared), locale }
    }

    /// Changes the state and wakes the worker.
    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.shared.state());
        self.shared.poke.notify_one();
    }

    /// The open document of this name, or that with the cell of this name, and all else as it is now.
    fn look_at(&self, uri: &Uri) -> Option<(Snapshot, Arc<Buffer>)> {
        let state = self.shared.state();
        Some((state.snapshot(), state.open().find(uri)?.clone()))
    }

    /// The answer to a question about a document, found on another thread from all as it is now.
    async fn ask<T: Send + 'static>(
        &self,
        uri: &Uri,
        question: impl FnOnce(&Scene) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        let Some((snapshot, buffer)) = self.look_at(uri) else { return Ok(None) };
        let answer = self.shared.work(move || question(&snapshot.scene(&buffer)?)).await;
        answer.ok_or_else(Error::internal_error)
    }

    /// The answer to a question about a byte of the analysed text, given as a place in a document or cell.
    async fn ask_at<T: Send + 'static>(
        &self,
        place: TextDocumentPositionParams,
        question: impl FnOnce(&Scene, usize) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        let TextDocumentPositionParams { text_document, position } = place;
        let uri = text_document.uri.clone();
        self.ask(&uri, move |scene| question(scene, scene.places().offset(&text_document.uri, position)?)).await
    }

    fn begin(&self, params: &InitializeParams) -> Client {
        let client = Client::new(&params.capabilities);
        let mut state = self.shared.state();
        state.client = client;
        let asked = params.locale.as_deref().and_then(language);
        state.locale = self.locale.or(asked).unwrap_or(state.locale);
        state.configure(Workspace::new(roots(params), &[]));
        client
    }
}

/// The language of a tag such as `ja-JP`.
fn language(tag: &str) -> Option<Locale> {
    Locale::from_name(&tag.split(['-', '_']).next()?.to_ascii_lowercase())
}

#[allow(deprecated, reason = "clients from before there were several folders name one root")]
fn roots(params: &InitializeParams) -> Vec<PathBuf> {
    let folders = params.workspace_folders.iter().flatten().map(|folder| &folder.uri);
    let mut roots: Vec<_> = folders.filter(|uri| uri::is_file(uri)).map(uri::path).collect();
    if roots.is_empty() {
        roots.extend(params.root_uri.iter().filter(|uri| uri::is_file(uri)).map(uri::path));
    }
    roots
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let client = self.begin(&params);
        let name = params.client_info.as_ref().map_or("a client without a name", |info| &info.name);
        self.shared.log.info(format_args!("a session with {name}: {client:?}, folders {:?}", roots(&params)));
        Ok(InitializeResult {
            capabilities: client.offer(),
            server_info: Some(ServerInfo {
                name: super::SOURCE.to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
            offset_encoding: None,
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        tokio::spawn(worker::work(Arc::clone(&self.shared)));
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let text = Text::new(params.text_document);
        self.change(|state| state.put(Buffer::new(text.uri.clone(), Content::Text(Arc::new(text)))));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let VersionedTextDocumentIdentifier { uri, version } = params.text_document;
        self.change(|state| {
            let encoding = state.client.encoding;
            let Some(buffer) = state.open().find(&uri) else { return };
            let Content::Text(text) = &buffer.content else { return };
            let text = text.changed(version, params.content_changes, encoding);
            state.put(Buffer::new(text.uri.clone(), Content::Text(Arc::new(text))));
        });
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        self.change(|state| state.touch(&uri::path(&params.text_document.uri)));
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.change(|state| state.close(&params.text_document.uri));
    }

    async fn notebook_did_open(&self, params: DidOpenNotebookDocumentParams) {
        let uri = params.notebook_document.uri.clone();
        let cells = Cells::new(params.notebook_document, params.cell_text_documents);
        self.change(|state| state.put(Buffer::new(uri, Content::Cells(cells))));
    }

    async fn notebook_did_change(&self, params: DidChangeNotebookDocumentParams) {
        let uri = params.notebook_document.uri;
        let Some(change) = params.change.cells else { return };
        self.change(|state| {
            let encoding = state.client.encoding;
            let Some(buffer) = state.open().find(&uri) else { return };
            let Content::Cells(cells) = &buffer.content else { return };
            let cells = cells.changed(change, encoding);
            state.put(Buffer::new(uri, Content::Cells(cells)));
        });
    }

    async fn notebook_did_save(&self, params: DidSaveNotebookDocumentParams) {
        self.change(|state| state.touch(&uri::path(&params.notebook_document.uri)));
    }

    async fn notebook_did_close(&self, params: DidCloseNotebookDocumentParams) {
        self.change(|state| state.close(&params.notebook_document.uri));
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        self.ask_at(params.text_document_position_params, features::hover).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        self.ask_at(params.text_document_position, features::completion).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let Some((snapshot, buffer)) = self.look_at(&params.text_document.uri) else { return Ok(None) };
        let checked = self.shared.check(snapshot.clone(), buffer).await;
        let actions = self.shared.work(move || snapshot.actions(&checked, &params)).await;
        let actions = actions.ok_or_else(Error::internal_error)?;
        Ok(Some(actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()))
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let mut items = Vec::new();
        if let Some((snapshot, buffer)) = self.look_at(&params.text_document.uri) {
            let checked = self.shared.check(snapshot, buffer).await;
            self.shared.state().show(&checked);
            items = checked.shown.get(&params.text_document.uri).cloned().unwrap_or_default();
        }
        Ok(report(items, params.previous_result_id.as_deref()).into())
    }
}

/// The answer to who may know it already.
fn report(items: Vec<Diagnostic>, known: Option<&str>) -> DocumentDiagnosticReport {
    let result_id = result_id(&items);
    if known == Some(&result_id) {
        let unchanged_document_diagnostic_report = UnchangedDocumentDiagnosticReport { result_id };
        return RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report,
        }
        .into();
    }
    let full_document_diagnostic_report = FullDocumentDiagnosticReport { result_id: Some(result_id), items };
    RelatedFullDocumentDiagnosticReport { related_documents: None, full_document_diagnostic_report }.into()
}

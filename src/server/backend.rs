//! The methods of the protocol: each takes its parameters apart, changes the state or takes a snapshot of it before its
//! first `.await`, and has the work done elsewhere.

use super::actions::Promise;
use super::client::Client;
use super::documents::{Buffer, Content, Text};
use super::log::Log;
use super::notebook::Cells;
use super::scan::{self, keep_scanning};
use super::shared::Shared;
use super::snapshot::{Scene, Snapshot};
use super::state::State;
use super::{editor_settings, features, navigation, pull, uri, worker};
use crate::config::Layer;
use crate::document::Language;
use crate::locale;
use crate::tables::Locale;
use lsp_types::*;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};

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
        Self { shared: Arc::new(Shared::new(client, log, State::new(own))), locale }
    }

    /// The client does not want to wait for something any more.
    pub async fn cancel_progress(&self, params: WorkDoneProgressCancelParams) {
        if params.token == ProgressToken::String(scan::TOKEN.to_owned()) {
            self.shared.cancel_scan();
        }
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
        self.ask_all(uri, move |_, scene| question(scene)).await
    }

    /// The answer to a question about a document and all others.
    async fn ask_all<T: Send + 'static>(
        &self,
        uri: &Uri,
        question: impl FnOnce(&Snapshot, &Scene) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        let Some((snapshot, buffer)) = self.look_at(uri) else { return Ok(None) };
        let answer = self.shared.work(move || question(&snapshot, &snapshot.scene(&buffer)?)).await;
        answer.ok_or_else(Error::internal_error)
    }

    /// The answer to a question about a byte of a document and all others.
    async fn ask_all_at<T: Send + 'static>(
        &self,
        place: TextDocumentPositionParams,
        question: impl FnOnce(&Snapshot, &Scene, usize) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        let TextDocumentPositionParams { text_document, position } = place;
        let uri = text_document.uri.clone();
        let question = move |snapshot: &Snapshot, scene: &Scene| {
            question(snapshot, scene, scene.places().offset(&text_document.uri, position)?)
        };
        self.ask_all(&uri, question).await
    }

    /// The answer to a question about a byte of the analysed text, given as a place in a document or cell.
    async fn ask_at<T: Send + 'static>(
        &self,
        place: TextDocumentPositionParams,
        question: impl FnOnce(&Scene, usize) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        self.ask_all_at(place, move |_, scene, offset| question(scene, offset)).await
    }

    fn begin(&self, params: &InitializeParams) -> Client {
        let client = Client::new(&params.capabilities);
        let name = params.client_info.as_ref().map_or("a client without a name", |info| &info.name);
        let asked = params.locale.as_deref().and_then(language);
        let roots = roots(params);
        self.shared.log.info(format_args!("a session with {name} in {roots:?}: {client:?}"));
        let mut state = self.shared.state();
        state.client = client;
        state.locale = self.locale.or(asked).unwrap_or(state.locale);
        state.roots = roots;
        drop(state);
        let problems = self.take_settings(params.initialization_options.as_ref().unwrap_or(&Value::Null));
        problems.iter().for_each(|problem| self.shared.log.warning(problem));
        client
    }

    /// Takes the settings that the client has now, or those that it sent if it cannot be asked.
    async fn ask_for_settings(&self, sent: Option<Value>) {
        let mut settings = sent;
        if self.shared.state().client.has_settings {
            let section = ConfigurationItem { scope_uri: None, section: Some(super::SOURCE.to_owned()) };
            let answer = self.shared.client.configuration(vec![section]).await;
            settings = answer.ok().and_then(|mut answer| answer.pop()).or(settings);
        }
        for problem in self.take_settings(&settings.unwrap_or_default()) {
            self.shared.client.log_message(MessageType::WARNING, problem).await;
        }
    }

    /// Takes the editor's settings; the answer is what is wrong with them.
    fn take_settings(&self, settings: &Value) -> Vec<String> {
        let mut problems = Vec::new();
        self.shared.change(|state| {
            let folder = state.roots.first().map_or(Path::new(""), PathBuf::as_path);
            let (layer, found) = editor_settings::read(settings, folder);
            problems = found;
            let command_line = Layer { locale: self.locale, ..Layer::default() };
            state.overrides = vec![Arc::new(layer), Arc::new(command_line)];
            state.configure();
        });
        problems
    }
}

/// The language of a tag such as `ja-JP`.
fn language(tag: &str) -> Option<Locale> {
    Locale::from_name(&tag.split(['-', '_']).next()?.to_ascii_lowercase())
}

fn folders(folders: &[WorkspaceFolder]) -> impl Iterator<Item = PathBuf> {
    folders.iter().map(|folder| &folder.uri).filter(|uri| uri::is_file(uri)).map(uri::path)
}

#[allow(deprecated, reason = "clients from before there were several folders name one root")]
fn roots(params: &InitializeParams) -> Vec<PathBuf> {
    match &params.workspace_folders {
        Some(several) => folders(several).collect(),
        None => params.root_uri.iter().filter(|uri| uri::is_file(uri)).map(uri::path).collect(),
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let client = self.begin(&params);
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
        tokio::spawn(keep_scanning(Arc::clone(&self.shared)));
        let registrations = self.shared.state().client.registrations();
        if !registrations.is_empty() {
            let registered = self.shared.client.register_capability(registrations).await;
            registered.unwrap_or_else(|error| self.shared.log.warning(error));
        }
        if self.shared.state().client.has_settings {
            self.ask_for_settings(None).await;
        }
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.shared.change(|state| state.put(Buffer::text(Text::new(params.text_document))));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let VersionedTextDocumentIdentifier { uri, version } = params.text_document;
        self.shared.change(|state| {
            let encoding = state.client.encoding;
            let Some(buffer) = state.open().find(&uri) else { return };
            let Content::Text(text) = &buffer.content else { return };
            let changed = Buffer::text(text.changed(version, params.content_changes, encoding)).after(buffer);
            state.put(changed);
        });
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        self.shared.change(|state| state.touch(&uri::path(&params.text_document.uri)));
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.shared.change(|state| state.close(&params.text_document.uri));
    }

    async fn notebook_did_open(&self, params: DidOpenNotebookDocumentParams) {
        let uri = params.notebook_document.uri.clone();
        let cells = Cells::new(params.notebook_document, params.cell_text_documents);
        self.shared.change(|state| state.put(Buffer::notebook(uri, cells)));
    }

    async fn notebook_did_change(&self, params: DidChangeNotebookDocumentParams) {
        let uri = params.notebook_document.uri;
        let Some(change) = params.change.cells else { return };
        self.shared.change(|state| {
            let encoding = state.client.encoding;
            let Some(buffer) = state.open().find(&uri) else { return };
            let Content::Cells(cells) = &buffer.content else { return };
            let cells = cells.changed(change, encoding);
            state.put(Buffer::notebook(uri, cells));
        });
    }

    async fn notebook_did_save(&self, params: DidSaveNotebookDocumentParams) {
        self.shared.change(|state| state.touch(&uri::path(&params.notebook_document.uri)));
    }

    async fn notebook_did_close(&self, params: DidCloseNotebookDocumentParams) {
        self.shared.change(|state| state.close(&params.notebook_document.uri));
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.shared.change(|state| {
            for FileEvent { uri, typ } in &params.changes {
                let path = uri::path(uri);
                // A file that was there already has shown by now whether it matters.
                let is_new = *typ == FileChangeType::CREATED || !state.is_indexed(&path);
                state.rescan |= is_new && *typ != FileChangeType::DELETED && Language::of(&path).is_some();
                state.touch(&path);
            }
        });
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.shared.change(|state| {
            let removed: Vec<_> = folders(&params.event.removed).collect();
            state.roots.retain(|root| !removed.contains(root));
            state.roots.extend(folders(&params.event.added));
            state.configure();
        });
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.ask_for_settings(params.settings.get(super::SOURCE).cloned()).await;
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        self.ask_at(params.text_document_position_params, features::hover).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        self.ask_at(params.text_document_position, features::completion).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        self.ask_all_at(params.text_document_position_params, Snapshot::definition).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let declarations = params.context.include_declaration;
        let question =
            move |snapshot: &Snapshot, scene: &Scene, offset| snapshot.references(scene, offset, declarations);
        self.ask_all_at(params.text_document_position, question).await
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        self.ask_at(params.text_document_position_params, navigation::highlight).await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        let uri = params.text_document.uri;
        self.ask(&uri.clone(), move |scene| Some(navigation::outline(scene, &uri))).await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        let snapshot = self.shared.state().snapshot();
        let found = self.shared.work(move || snapshot.symbols(&params.query)).await;
        Ok(Some(WorkspaceSymbolResponse::Flat(found.ok_or_else(Error::internal_error)?)))
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        let uri = params.text_document.uri;
        self.ask(&uri.clone(), move |scene| Some(navigation::links(scene, &uri))).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let uri = params.text_document.uri.clone();
        self.ask(&uri, move |scene| navigation::hints(scene, &params)).await
    }

    async fn prepare_rename(&self, params: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
        let question = |scene: &Scene, offset| {
            Some(navigation::prepare_rename(scene, offset).map_err(|message| scene.words.say(&message)))
        };
        self.ask_at(params, question).await?.unwrap_or(Ok(None)).map_err(refused)
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let question = move |snapshot: &Snapshot, scene: &Scene, offset| {
            let renamed = snapshot.rename(scene, offset, &params.new_name);
            Some(renamed.map_err(|message| scene.words.say(&message)))
        };
        self.ask_all_at(params.text_document_position, question).await?.transpose().map_err(refused)
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let Some((snapshot, buffer)) = self.look_at(&params.text_document.uri) else { return Ok(None) };
        let checked = self.shared.check(snapshot.clone(), buffer).await;
        let actions = self.shared.work(move || snapshot.actions(&checked, &params)).await;
        let actions = actions.ok_or_else(Error::internal_error)?;
        Ok(Some(actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()))
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        let data = action.data.clone().and_then(|data| serde_json::from_value::<Promise>(data).ok());
        let promise = data.ok_or_else(|| Error::invalid_params("this action was not offered"))?;
        let (snapshot, buffer) = self.look_at(&promise.uri).ok_or_else(Error::content_modified)?;
        let checked = self.shared.check(snapshot.clone(), buffer).await;
        let edit = self.shared.work(move || snapshot.keep_promise(&checked, &promise)).await;
        let edit = edit.ok_or_else(Error::internal_error)?.ok_or_else(Error::content_modified)?;
        Ok(CodeAction { edit: Some(edit), ..action })
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let mut items = Vec::new();
        if let Some((snapshot, buffer)) = self.look_at(&params.text_document.uri) {
            let checked = self.shared.check(snapshot, buffer).await;
            self.shared.state().show(&checked);
            items = checked.shown.get(&params.text_document.uri).cloned().unwrap_or_default();
        }
        Ok(pull::of_document(items, params.previous_result_id.as_deref()).into())
    }

    async fn workspace_diagnostic(&self, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReportResult> {
        // Who asks before all is known waits for it.
        let mut scanned = self.shared.scanned.subscribe();
        scanned.wait_for(|scanned| *scanned).await.map_err(|_| Error::internal_error())?;
        let cancelled = Arc::new(AtomicBool::new(false));
        let _cancel = Cancel(Arc::clone(&cancelled));
        let shared = Arc::clone(&self.shared);
        let snapshot = shared.state().snapshot();
        let known = params.previous_result_ids;
        let items = self.shared.work(move || pull::of_workspace(&shared, &snapshot, known, &cancelled)).await;
        Ok(WorkspaceDiagnosticReport { items: items.ok_or_else(Error::internal_error)? }.into())
    }
}

/// Tells the work for a question that nobody waits for the answer any more.
struct Cancel(Arc<AtomicBool>);

impl Drop for Cancel {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// The protocol's code for a request that was understood and cannot be met.
const REQUEST_FAILED: i64 = -32803;

/// The answer to such a request.
fn refused(why: String) -> Error {
    Error { code: ErrorCode::ServerError(REQUEST_FAILED), message: why.into(), data: None }
}

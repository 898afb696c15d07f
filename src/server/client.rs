//! What the client can do, as it said when the session began, and what the server offers it.

use crate::text::Encoding;
use lsp_types::*;
use serde_json::{Value, json};

/// What begins something that can be completed, beside letters.
const COMPLETES: [&str; 9] = [".", "{", "$", "/", "-", "[", "\"", "'", "="];

/// The client's abilities, as far as they make a difference.
#[derive(Clone, Copy, Debug)]
pub struct Client {
    /// The unit in which columns are counted.
    pub encoding: Encoding,
    /// Whether it asks for diagnostics; else they are sent to it.
    pub pulls: bool,
    /// Whether it can be told to ask for diagnostics again.
    pub refreshes: bool,
    /// Whether it shows places that have to do with a diagnostic.
    pub related: bool,
    /// Whether it shows that something is deprecated or unnecessary.
    pub tags: bool,
    /// Whether the edits of a code action may be told when it is chosen.
    pub resolves: bool,
    /// Whether edits may say which version of a document they are for.
    pub versioned_edits: bool,
    /// Whether it shows what is said of single edits.
    pub annotates: bool,
    /// Whether edits may make files.
    pub creates_files: bool,
    /// Whether it shows actions that cannot be done, and why.
    pub shows_disabled: bool,
    /// Whether what it writes may have places to fill in.
    pub snippets: bool,
    /// Whether it would rather have plain text than Markdown in a hover.
    pub plain_hovers: bool,
    /// Whether it would rather have plain text than Markdown beside what can be completed.
    pub plain_documentation: bool,
    /// Whether it shows how far the server is.
    pub shows_progress: bool,
    /// Whether it can be told which files to watch.
    pub watches: bool,
    /// Whether it can be asked for settings.
    pub has_settings: bool,
    /// Whether it can be told that the server wants to know of changed settings.
    pub reports_settings: bool,
}

impl Client {
    /// The abilities of a client.
    #[must_use]
    pub fn new(capabilities: &ClientCapabilities) -> Self {
        let documents = capabilities.text_document.as_ref();
        let workspace = capabilities.workspace.as_ref();
        let pulls = documents.is_some_and(|documents| documents.diagnostic.is_some());
        let refreshes = workspace.and_then(|workspace| workspace.diagnostics.as_ref()?.refresh_support);
        let related = documents.and_then(|documents| documents.publish_diagnostics.as_ref()?.related_information);
        let window = capabilities.window.as_ref();
        let watches = workspace.and_then(|workspace| workspace.did_change_watched_files?.dynamic_registration);
        let reports_settings = workspace.and_then(|workspace| workspace.did_change_configuration?.dynamic_registration);
        let edits = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
        let versioned_edits = edits.and_then(|edits| edits.document_changes).unwrap_or(false);
        let operations = edits.and_then(|edits| edits.resource_operations.as_deref()).unwrap_or_default();
        let actions = documents.and_then(|documents| documents.code_action.as_ref());
        let items = documents.and_then(|documents| documents.completion.as_ref()?.completion_item.as_ref());
        let hover = documents.and_then(|documents| documents.hover.as_ref());
        Self {
            encoding: encoding(capabilities),
            pulls,
            refreshes: refreshes.unwrap_or(false),
            related: related.unwrap_or(pulls),
            tags: pulls
                || documents
                    .is_some_and(|it| it.publish_diagnostics.as_ref().is_some_and(|it| it.tag_support.is_some())),
            resolves: actions.is_some_and(resolves),
            versioned_edits,
            annotates: versioned_edits && edits.is_some_and(|edits| edits.change_annotation_support.is_some()),
            creates_files: versioned_edits && operations.contains(&ResourceOperationKind::Create),
            shows_disabled: actions.and_then(|actions| actions.disabled_support).unwrap_or(false),
            snippets: items.and_then(|items| items.snippet_support).unwrap_or(false),
            plain_hovers: prefers_plain(hover.and_then(|hover| hover.content_format.as_deref())),
            plain_documentation: prefers_plain(items.and_then(|items| items.documentation_format.as_deref())),
            shows_progress: window.and_then(|window| window.work_done_progress).unwrap_or(false),
            watches: watches.unwrap_or(false),
            has_settings: workspace.and_then(|workspace| workspace.configuration).unwrap_or(false),
            reports_settings: reports_settings.unwrap_or(false),
        }
    }

    /// What the server does for this client.
    #[must_use]
    pub fn offer(&self) -> ServerCapabilities {
        ServerCapabilities {
            position_encoding: Some(kind(self.encoding)),
            text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::INCREMENTAL),
                save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
                ..TextDocumentSyncOptions::default()
            })),
            workspace: Some(WorkspaceServerCapabilities {
                workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                    supported: Some(true),
                    change_notifications: Some(OneOf::Left(true)),
                }),
                ..WorkspaceServerCapabilities::default()
            }),
            notebook_document_sync: Some(OneOf::Left(NotebookDocumentSyncOptions {
                notebook_selector: vec![NotebookSelector::ByCells {
                    notebook: None,
                    cells: vec![NotebookCellSelector { language: "python".to_owned() }],
                }],
                save: Some(true),
            })),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            definition_provider: Some(OneOf::Left(true)),
            references_provider: Some(OneOf::Left(true)),
            document_highlight_provider: Some(OneOf::Left(true)),
            document_symbol_provider: Some(OneOf::Left(true)),
            workspace_symbol_provider: Some(OneOf::Left(true)),
            document_link_provider: Some(DocumentLinkOptions {
                resolve_provider: Some(false),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            }),
            inlay_hint_provider: Some(OneOf::Left(true)),
            rename_provider: Some(OneOf::Right(RenameOptions {
                prepare_provider: Some(true),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            })),
            completion_provider: Some(CompletionOptions {
                trigger_characters: Some(COMPLETES.map(str::to_owned).to_vec()),
                ..CompletionOptions::default()
            }),
            code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
                code_action_kinds: Some(vec![
                    CodeActionKind::QUICKFIX,
                    super::actions::FIX_ALL,
                    super::migration::MIGRATE,
                    super::migration::REWRITE,
                ]),
                resolve_provider: Some(self.resolves),
                ..CodeActionOptions::default()
            })),
            diagnostic_provider: self.pulls.then(|| {
                DiagnosticServerCapabilities::Options(DiagnosticOptions {
                    identifier: Some(super::SOURCE.to_owned()),
                    inter_file_dependencies: true,
                    workspace_diagnostics: true,
                    work_done_progress_options: WorkDoneProgressOptions::default(),
                })
            }),
            ..ServerCapabilities::default()
        }
    }
}

/// Whether a client names plain text first; who names nothing reads Markdown.
fn prefers_plain(formats: Option<&[MarkupKind]>) -> bool {
    formats.and_then(|formats| formats.first()) == Some(&MarkupKind::PlainText)
}

fn resolves(actions: &CodeActionClientCapabilities) -> bool {
    let edits =
        actions.resolve_support.as_ref().is_some_and(|support| support.properties.iter().any(|it| it == "edit"));
    edits && actions.data_support == Some(true)
}

/// The unit that is nearest to ours among those the client knows; all know UTF-16.
fn encoding(capabilities: &ClientCapabilities) -> Encoding {
    let known = capabilities.general.as_ref().and_then(|general| general.position_encodings.as_deref()).unwrap_or(&[]);
    let preferred = [Encoding::Utf8, Encoding::Utf32];
    preferred.into_iter().find(|encoding| known.contains(&kind(*encoding))).unwrap_or(Encoding::Utf16)
}

fn kind(encoding: Encoding) -> PositionEncodingKind {
    match encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    }
}

/// The files of which the server wants to know when they change: those that it reads, and those that tell it what to read.
const WATCHED: [&str; 3] = [
    "**/*.{yml,yaml,py,ipynb,txt,json}",
    "**/{parlint.toml,.parlint.toml,pyproject.toml}",
    "**/{MLTable,.amlignore,.gitignore}",
];

impl Client {
    /// What the server asks of the client beside what it offers.
    #[must_use]
    pub fn registrations(&self) -> Vec<Registration> {
        let mut registrations = Vec::new();
        if self.watches {
            let watchers = WATCHED.map(|glob| json!({ "globPattern": glob })).to_vec();
            registrations.push(registration("workspace/didChangeWatchedFiles", json!({ "watchers": watchers })));
        }
        if self.reports_settings {
            registrations.push(registration("workspace/didChangeConfiguration", json!({ "section": super::SOURCE })));
        }
        registrations
    }
}

fn registration(method: &str, options: Value) -> Registration {
    Registration { id: method.to_owned(), method: method.to_owned(), register_options: Some(options) }
}

/** The status item: how the server is, and how much it found. Only there where parlint has something to do. */

import * as vscode from "vscode";
import { activeDocuments } from "./documents.ts";
import { describe, isProblemState } from "./problems.ts";
import type { Server } from "./server.ts";

const SOURCE = "parlint";

export class Status implements vscode.Disposable {
  readonly #server: Server;
  readonly #item: vscode.StatusBarItem;
  readonly #subscriptions: vscode.Disposable[];
  /** Whether a parallel job was seen in this session. */
  #needed = false;

  constructor(server: Server) {
    this.#server = server;
    this.#item = vscode.window.createStatusBarItem("parlint.status", vscode.StatusBarAlignment.Left, 10);
    this.#item.name = "parlint";
    this.#item.command = "parlint.showMenu";
    const show = () => void this.#show();
    this.#subscriptions = [
      this.#item,
      server.onDidChangeState(show),
      vscode.languages.onDidChangeDiagnostics(show),
      vscode.window.onDidChangeActiveTextEditor(show),
      vscode.window.onDidChangeActiveNotebookEditor(show),
    ];
  }

  dispose(): void {
    this.#subscriptions.forEach((it) => void it.dispose());
  }

  async #show(): Promise<void> {
    const found = findings();
    this.#needed ||= found.length > 0 || (await holdsJobs(activeDocuments(), this.#server));
    const state = this.#server.state;
    if (!this.#needed && !(isProblemState(state) && activeDocuments().length > 0)) {
      this.#item.hide();
      return;
    }
    this.#item.text = `${icon(this.#server, found)} parlint${found.length > 0 ? ` ${found.length}` : ""}`;
    this.#item.tooltip = tooltip(this.#server, found);
    const warns = state === "stopped" || isProblemState(state);
    this.#item.backgroundColor = warns ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
    this.#item.accessibilityInformation = { label: `parlint: ${sentence(this.#server, found)}` };
    this.#item.show();
  }
}

function findings(): vscode.Diagnostic[] {
  const all = vscode.languages.getDiagnostics().flatMap(([, diagnostics]) => diagnostics);
  return all.filter((diagnostic) => diagnostic.source === SOURCE);
}

/** The server knows no symbol but those of parallel jobs. */
async function holdsJobs(documents: vscode.TextDocument[], server: Server): Promise<boolean> {
  for (const document of documents) {
    const textDocument = { uri: server.client?.code2ProtocolConverter.asUri(document.uri) };
    const symbols = await server.client
      ?.sendRequest<unknown[] | null>("textDocument/documentSymbol", { textDocument })
      .catch(() => null);
    if (symbols != null && symbols.length > 0) {
      return true;
    }
  }
  return false;
}

function icon(server: Server, found: vscode.Diagnostic[]): string {
  switch (server.state) {
    case "running":
      return found.length === 0 ? "$(check)" : found.some(isError) ? "$(error)" : "$(warning)";
    case "starting":
      return "$(loading~spin)";
    default:
      return "$(circle-slash)";
  }
}

function isError({ severity }: vscode.Diagnostic): boolean {
  return severity === vscode.DiagnosticSeverity.Error;
}

function sentence(server: Server, found: vscode.Diagnostic[]): string {
  const { state } = server;
  if (isProblemState(state)) {
    return describe(state);
  }
  switch (state) {
    case "running":
      return counts(found);
    case "starting":
      return vscode.l10n.t("The server is starting.");
    case "stopped":
      return vscode.l10n.t("The server does not run.");
  }
}

function counts(found: vscode.Diagnostic[]): string {
  if (found.length === 0) {
    return vscode.l10n.t("No findings.");
  }
  const errors = found.filter(isError).length;
  const warnings = found.filter((it) => it.severity === vscode.DiagnosticSeverity.Warning).length;
  const others = found.length - errors - warnings;
  return vscode.l10n.t("Errors: {0}, warnings: {1}, hints: {2}.", errors, warnings, others);
}

function tooltip(server: Server, found: vscode.Diagnostic[]): string {
  const version = server.binary?.version.join(".");
  return [`parlint ${version ?? ""}`.trim(), sentence(server, found)].join("\n");
}

/** Which documents are parlint's business. */

import * as vscode from "vscode";
import type { DocumentSelector } from "vscode-languageclient/node";

const LANGUAGES = ["yaml", "python"];

/** Files, texts that were never saved, and cells of notebooks. */
const SCHEMES = ["file", "untitled", "vscode-notebook-cell"];

/** VS Code has no language for TOML of its own: configurations are told by their names. */
const CONFIGURATIONS = "**/{parlint.toml,.parlint.toml,pyproject.toml}";

export const NOTEBOOK = "jupyter-notebook";

export const SELECTOR: DocumentSelector = [
  ...LANGUAGES.flatMap((language) => SCHEMES.map((scheme) => ({ scheme, language }))),
  { scheme: "file", pattern: CONFIGURATIONS },
];

export function isOurs(document: vscode.TextDocument): boolean {
  return LANGUAGES.includes(document.languageId) && SCHEMES.includes(document.uri.scheme);
}

/** The documents of the active editor: one text, or the code cells of a notebook. */
export function activeDocuments(): vscode.TextDocument[] {
  const notebook = vscode.window.activeNotebookEditor?.notebook;
  if (notebook !== undefined) {
    return codeCells(notebook);
  }
  const document = vscode.window.activeTextEditor?.document;
  return document !== undefined && isOurs(document) ? [document] : [];
}

export function codeCells(notebook: vscode.NotebookDocument): vscode.TextDocument[] {
  return notebook
    .getCells()
    .map((cell) => cell.document)
    .filter(isOurs);
}

/** What happens when something is saved: fixes that are certainly right, and the check that waited for it. */

import * as vscode from "vscode";
import { DocumentDiagnosticRequest } from "vscode-languageclient/node";
import { currentSettings } from "./configuration.ts";
import { codeCells, isOurs } from "./documents.ts";
import { fixesOf } from "./fixes.ts";
import type { Server } from "./server.ts";

export function onSave(server: Server): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.onWillSaveTextDocument((event) => {
      if (isOurs(event.document) && wantsFixes(event.reason)) {
        event.waitUntil(fixesOf(server, [event.document]).then((edit) => edit.get(event.document.uri)));
      }
    }),
    vscode.workspace.onWillSaveNotebookDocument((event) => {
      const cells = codeCells(event.notebook);
      if (cells.length > 0 && wantsFixes(event.reason)) {
        event.waitUntil(fixesOf(server, cells));
      }
    }),
    vscode.workspace.onDidSaveNotebookDocument((notebook) => {
      if (currentSettings().run === "onSave") {
        codeCells(notebook).forEach((cell) => {
          checkAgain(server, cell);
        });
      }
    }),
  );
}

/** Who has everything saved while typing does not want the text to move under the cursor. */
function wantsFixes(reason: vscode.TextDocumentSaveReason): boolean {
  return reason === vscode.TextDocumentSaveReason.Manual && currentSettings().fixOnSave;
}

/** Has the client ask for the findings of a cell: of itself it does so for files alone when they are saved. */
function checkAgain(server: Server, cell: vscode.TextDocument): void {
  const feature = server.client?.getFeature(DocumentDiagnosticRequest.method);
  feature?.getProvider(cell)?.onDidChangeDiagnosticsEmitter.fire();
}

/** Code actions of the server by their kind, asked for and applied as a whole. */

import * as vscode from "vscode";
import {
  type CodeAction,
  type CodeActionParams,
  CodeActionRequest,
  CodeActionResolveRequest,
  type LanguageClient,
} from "vscode-languageclient/node";
import type { Server } from "./server.ts";

const FIX_ALL = "source.fixAll.parlint";

/** All safe fixes of some documents. */
export async function fixesOf(
  server: Server,
  documents: vscode.TextDocument[],
): Promise<vscode.WorkspaceEdit> {
  const all = new vscode.WorkspaceEdit();
  const { client } = server;
  for (const document of client === undefined ? [] : documents) {
    const action = client && (await actionOf(client, document, FIX_ALL));
    const edit = await client?.protocol2CodeConverter.asWorkspaceEdit(action?.edit);
    edit?.entries().forEach(([uri, edits]) => {
      // The action of one cell fixes the whole notebook.
      if (!all.has(uri)) {
        all.set(uri, edits);
      }
    });
  }
  return all;
}

/** The first code action of a kind for a whole document, with its edit. */
export async function actionOf(
  client: LanguageClient,
  document: vscode.TextDocument,
  kind: string,
): Promise<CodeAction | undefined> {
  const end = document.lineAt(document.lineCount - 1).range.end;
  const params: CodeActionParams = {
    textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(document),
    range: client.code2ProtocolConverter.asRange(new vscode.Range(new vscode.Position(0, 0), end)),
    context: { diagnostics: [], only: [kind] },
  };
  const actions = (await client.sendRequest(CodeActionRequest.type, params)) ?? [];
  const action = actions.find((action): action is CodeAction => "kind" in action || "edit" in action);
  if (action === undefined || action.edit !== undefined) {
    return action;
  }
  return client.sendRequest(CodeActionResolveRequest.type, action);
}

/**
 * parlint in VS Code. All that is known of parallel jobs is in the server; here it is started, and what VS Code can do
 * beside the protocol is joined to it.
 */

import * as vscode from "vscode";
import { contributeSchemas } from "./beside.ts";
import { registerCommands } from "./commands/index.ts";
import { RULE_SCHEME, rulePages } from "./commands/explainRule.ts";
import { MIGRATION_SCHEME, migrationTexts } from "./commands/migrateFile.ts";
import { needsRestart } from "./configuration.ts";
import { isProblemState, tell } from "./problems.ts";
import { onSave } from "./saving.ts";
import { Server } from "./server.ts";
import { Status } from "./status.ts";

export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel("parlint", { log: true });
  const server = new Server(context, output);
  context.subscriptions.push(
    output,
    server,
    new Status(server),
    onSave(server),
    registerCommands({ context, server, output }),
    vscode.workspace.registerTextDocumentContentProvider(RULE_SCHEME, rulePages),
    vscode.workspace.registerTextDocumentContentProvider(MIGRATION_SCHEME, migrationTexts),
    server.onDidChangeState((state) => {
      if (isProblemState(state)) {
        void tell(state, output);
      }
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (needsRestart(event)) {
        void server.restart();
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void server.restart()),
  );
  contributeSchemas(context, () => server.client !== undefined);
  // Nobody waits for it: VS Code is ready before the server is.
  void server.restart();
}

/** Carries the active file over to SDK v2: shows what would change, and changes it when that is accepted. */

import * as vscode from "vscode";
import { activeDocuments } from "../documents.ts";
import { actionOf } from "../fixes.ts";
import { toConfirm } from "../preview.ts";
import type { Tools } from "./index.ts";

const MIGRATE = "source.migrate.parlint";

export async function migrateFile({ server }: Tools): Promise<void> {
  const { client } = server;
  const [document] = activeDocuments();
  const action = client && document && (await actionOf(client, document, MIGRATE));
  if (client === undefined || action?.edit === undefined) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t("There is nothing of SDK v1 to migrate in this file."),
    );
    return;
  }
  const description = vscode.l10n.t("What has no successor is kept, with a comment that says why.");
  const edit = toConfirm(action.edit, vscode.l10n.t("Migrate to SDK v2"), description);
  await vscode.workspace.applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(edit), {
    isRefactoring: true,
  });
}

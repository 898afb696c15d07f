/** Applies all safe fixes of the active editor. */

import * as vscode from "vscode";
import { activeDocuments } from "../documents.ts";
import { fixesOf } from "../fixes.ts";
import type { Tools } from "./index.ts";

export async function fixAll({ server }: Tools): Promise<void> {
  const edit = await fixesOf(server, activeDocuments());
  if (edit.size === 0) {
    vscode.window.setStatusBarMessage(
      vscode.l10n.t("parlint: there is nothing to fix for certain here."),
      5000,
    );
    return;
  }
  await vscode.workspace.applyEdit(edit);
}

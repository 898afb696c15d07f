/** What the status item offers: all commands that make sense now. */

import * as vscode from "vscode";
import { isProblemState, tell } from "../problems.ts";
import type { Tools } from "./index.ts";

export async function showMenu({ server, output }: Tools): Promise<void> {
  if (isProblemState(server.state)) {
    await tell(server.state, output);
    return;
  }
  const items = [
    {
      label: `$(list-unordered) ${vscode.l10n.t("Show Problems")}`,
      command: "workbench.actions.view.problems",
    },
    { label: `$(wand) ${vscode.l10n.t("Apply All Safe Fixes")}`, command: "parlint.fixAll" },
    {
      label: `$(arrow-swap) ${vscode.l10n.t("Migrate This File to SDK v2")}`,
      command: "parlint.migrateFile",
    },
    {
      label: `$(files) ${vscode.l10n.t("Migrate the Workspace to SDK v2")}`,
      command: "parlint.migrateWorkspace",
    },
    { label: `$(question) ${vscode.l10n.t("Explain a Rule")}`, command: "parlint.explainRule" },
    { label: `$(output) ${vscode.l10n.t("Show Output")}`, command: "parlint.showOutput" },
    { label: `$(debug-restart) ${vscode.l10n.t("Restart the Server")}`, command: "parlint.restartServer" },
  ];
  const choice = await vscode.window.showQuickPick(items, { title: "parlint" });
  if (choice !== undefined) {
    await vscode.commands.executeCommand(choice.command);
  }
}

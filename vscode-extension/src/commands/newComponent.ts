/** Writes a new parallel component with its entry script, from the templates, and opens it. */

import * as vscode from "vscode";
import { fill, isName } from "../template.ts";
import type { Tools } from "./index.ts";

const ENCODER = new TextEncoder();

export async function newComponent({ context }: Tools, folder?: unknown): Promise<void> {
  const parent = folder instanceof vscode.Uri ? folder : await chooseFolder();
  const name = parent && (await askName());
  if (parent === undefined || name === undefined) {
    return;
  }
  const target = vscode.Uri.joinPath(parent, name);
  if (await exists(target)) {
    await vscode.window.showErrorMessage(vscode.l10n.t("{0} exists already.", target.fsPath));
    return;
  }
  const files = [
    { template: "component.yml", path: "component.yml" },
    { template: "environment.yml", path: "environment.yml" },
    { template: "entry_script.py", path: `src/${name}.py` },
  ];
  for (const { template, path } of files) {
    const text = await vscode.workspace.fs.readFile(
      vscode.Uri.joinPath(context.extensionUri, "templates", template),
    );
    const filled = fill(new TextDecoder().decode(text), name);
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(target, path), ENCODER.encode(filled));
  }
  await vscode.window.showTextDocument(vscode.Uri.joinPath(target, "component.yml"));
}

async function chooseFolder(): Promise<vscode.Uri | undefined> {
  const [only, ...others] = vscode.workspace.workspaceFolders ?? [];
  if (only !== undefined && others.length === 0) {
    return only.uri;
  }
  if (only !== undefined) {
    return (await vscode.window.showWorkspaceFolderPick())?.uri;
  }
  const chosen = await vscode.window.showOpenDialog({ canSelectFiles: false, canSelectFolders: true });
  return chosen?.[0];
}

async function askName(): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t("New Parallel Component"),
    prompt: vscode.l10n.t("The component's name: small letters, digits and underscores."),
    value: "score_images",
    validateInput: (name) =>
      isName(name)
        ? undefined
        : vscode.l10n.t("A small letter first, then small letters, digits and underscores."),
  });
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

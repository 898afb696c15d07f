/** Carries the active file over to SDK v2: shows what would change, and changes it when that is accepted. */

import { basename } from "node:path";
import * as vscode from "vscode";
import { activeDocuments } from "../documents.ts";
import { actionOf } from "../fixes.ts";
import { replaced } from "../preview.ts";
import { offer } from "./acceptMigration.ts";
import type { Tools } from "./index.ts";

const MIGRATE = "source.migrate.parlint";

export const MIGRATION_SCHEME = "parlint-migration";

const texts = new Map<string, string>();

/** Gives both sides of a preview to the editor. */
export const migrationTexts: vscode.TextDocumentContentProvider = {
  provideTextDocumentContent: (uri) => texts.get(uri.toString()),
};

export async function migrateFile(tools: Tools): Promise<void> {
  const documents = activeDocuments();
  const [document] = documents;
  const edit = document && (await migrationOf(document, tools));
  if (document === undefined || edit === undefined || edit.size === 0) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t("There is nothing of SDK v1 to migrate in this file."),
    );
    return;
  }
  const name = basename(document.uri.path);
  const versions = documents.map(({ version }) => version);
  const [before, after] = sides(documents, edit);
  await vscode.commands.executeCommand("vscode.diff", before, after, `${name}: SDK v1 ↔ v2`);
  await offer({
    question: vscode.l10n.t(
      "Migrate {0}? What has no successor is kept, with a comment that says why.",
      name,
    ),
    make: async () => {
      if (documents.every((it, index) => it.version === versions[index])) {
        await vscode.workspace.applyEdit(edit, { isRefactoring: true });
      } else {
        // What was accepted is not what it would become now.
        await migrateFile(tools);
      }
    },
    close: async () => {
      await close(after);
      [before, after].forEach((uri) => texts.delete(uri.toString()));
    },
  });
}

async function migrationOf(document: vscode.TextDocument, { server: { client } }: Tools) {
  const action = client && (await actionOf(client, document, MIGRATE));
  return action && client.protocol2CodeConverter.asWorkspaceEdit(action.edit);
}

function sides(documents: vscode.TextDocument[], edit: vscode.WorkspaceEdit): [vscode.Uri, vscode.Uri] {
  const path = documents[0]?.uri.path ?? "";
  const before = documents.map((it) => it.getText());
  const after = documents.map((it) => edited(it, edit.get(it.uri)));
  return [side("v1", path, before), side("v2", path, after)];
}

/** Closes the preview, wherever it is by now. */
async function close(shown: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const isShown = ({ input }: vscode.Tab) =>
    input instanceof vscode.TabInputTextDiff && input.modified.toString() === shown.toString();
  await vscode.window.tabGroups.close(tabs.filter(isShown));
}

/** The name of one side of the preview: the text, or the cells of a notebook one after the other. */
function side(version: string, path: string, parts: string[]): vscode.Uri {
  const file = path.replace(/\.ipynb$/, ".py");
  const uri = vscode.Uri.from({ scheme: MIGRATION_SCHEME, path: file, query: `${version} ${Date.now()}` });
  texts.set(uri.toString(), parts.join("\n\n"));
  return uri;
}

function edited(document: vscode.TextDocument, edits: vscode.TextEdit[]): string {
  const replacements = edits.map(({ range, newText }) => ({
    start: document.offsetAt(range.start),
    end: document.offsetAt(range.end),
    text: newText,
  }));
  return replaced(document.getText(), replacements);
}

/** Carries all files of the workspace over to SDK v2: shows the report of what would change, and changes it when accepted. */

import * as vscode from "vscode";
import { currentSettings } from "../configuration.ts";
import { lookAt, migrate, type Work } from "../migration.ts";
import { localeOf } from "../settings.ts";
import { offer } from "./acceptMigration.ts";
import type { Tools } from "./index.ts";

/** What may be accepted, and what is made: the button is above the first alone. */
const OFFERED = "parlint.migration";
const MADE = "parlint.migrated";

/** The page has colours of its own for a browser; here it has the editor's. */
const COLOURS = `<style>:root:root {
  --ground: var(--vscode-editor-background); --ink: var(--vscode-editor-foreground);
  --quiet: var(--vscode-descriptionForeground); --line: var(--vscode-widget-border);
  --panel: var(--vscode-editorWidget-background);
}</style></head>`;

export async function migrateWorkspace(tools: Tools): Promise<void> {
  const found = await working(tools, vscode.l10n.t("Looking for SDK v1"), lookAt);
  if (found === "none") {
    return;
  }
  if (found === undefined) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t("There is nothing of SDK v1 to migrate in this workspace."),
    );
    return;
  }
  const panel = show(OFFERED, found.page);
  if (found.files === 0) {
    return;
  }
  await offer({
    question: vscode.l10n.t(
      "Migrate {0} files? What has no successor is kept, with a comment that says why.",
      found.files,
    ),
    make: async () => {
      const page = await working(tools, vscode.l10n.t("Migrating to SDK v2"), migrate);
      if (page !== "none") {
        show(MADE, page);
      }
    },
    close: () => {
      panel.dispose();
      return Promise.resolve();
    },
  });
}

/** Has the binary work on the files as they are on the disk, until it is done or cancelled. */
async function working<T>(
  { server, output }: Tools,
  title: string,
  work: (work: Work) => Promise<T>,
): Promise<T | "none"> {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
  const binary = server.binary?.path;
  if (binary === undefined || folders.length === 0 || !(await vscode.workspace.saveAll())) {
    return "none";
  }
  const locale = localeOf(currentSettings(), vscode.env.language);
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    let told = 0;
    const onProgress = (percentage: number) => {
      progress.report({ message: `${percentage} %`, increment: percentage - told });
      told = percentage;
    };
    const abort = new AbortController();
    token.onCancellationRequested(() => {
      abort.abort();
    });
    try {
      return await work({ binary, folders, locale, signal: abort.signal, onProgress });
    } catch (error) {
      if (!abort.signal.aborted) {
        output.error(String(error));
        void vscode.window.showErrorMessage(vscode.l10n.t("The migration failed: {0}", String(error)));
      }
      return "none";
    }
  });
}

function show(type: string, page: string): vscode.WebviewPanel {
  const title = vscode.l10n.t("From SDK v1 to SDK v2");
  const panel = vscode.window.createWebviewPanel(type, title, vscode.ViewColumn.Active);
  panel.webview.html = page.replace("</head>", COLOURS);
  return panel;
}

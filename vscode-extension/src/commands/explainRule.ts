/** Shows the page of a rule: that of the finding under the cursor is offered first. */

import * as vscode from "vscode";
import { allRules, page, type Rule } from "../rules.ts";
import type { Tools } from "./index.ts";

export const RULE_SCHEME = "parlint-rule";

const pages = new Map<string, string>();

/** Gives the pages to the editor. */
export const rulePages: vscode.TextDocumentContentProvider = {
  provideTextDocumentContent: (uri) => pages.get(uri.path),
};

export async function explainRule({ server }: Tools, code?: unknown): Promise<void> {
  if (server.binary === undefined) {
    return;
  }
  const rules = await allRules(server.binary.path);
  const rule = rules.find((rule) => rule.code === code) ?? (await choose(rules));
  if (rule === undefined) {
    return;
  }
  const uri = vscode.Uri.from({ scheme: RULE_SCHEME, path: `/${rule.code}.md` });
  pages.set(uri.path, page(rule));
  await vscode.commands.executeCommand("markdown.showPreview", uri);
}

async function choose(rules: Rule[]): Promise<Rule | undefined> {
  const here = codesAtCursor();
  const items = rules.map((rule) => ({
    label: rule.code,
    description: rule.name,
    detail: rule.summary.replaceAll("`", ""),
    rule,
  }));
  items.sort((one, other) => Number(here.has(other.label)) - Number(here.has(one.label)));
  const choice = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Explain a Rule"),
    placeHolder: vscode.l10n.t("A code, a name, or what it is about"),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return choice?.rule;
}

/** The codes of the findings on the line of the cursor. */
function codesAtCursor(): Set<string> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    return new Set();
  }
  const { line } = editor.selection.active;
  const here = vscode.languages
    .getDiagnostics(editor.document.uri)
    .filter(
      ({ source, range }) => source === "parlint" && range.start.line <= line && line <= range.end.line,
    );
  return new Set(here.map(({ code }) => String(typeof code === "object" ? code.value : code)));
}

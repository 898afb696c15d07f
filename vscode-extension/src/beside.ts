/** Other extensions that know YAML: what they say already is not said again. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { schemaContent, schemaFor, SCHEME } from "./schemas.ts";

/** Red Hat's YAML, and Azure Machine Learning. */
const YAML = "redhat.vscode-yaml";
const OTHERS = [YAML, "ms-toolsai.vscode-ai"];

type Items = vscode.CompletionItem[] | vscode.CompletionList | null | undefined;

/** Documents in which the others are being asked now: the question comes by here too. */
const asked = new Set<string>();

/** Completions without those that another extension offers. */
export async function withoutDoubles(
  document: vscode.TextDocument,
  position: vscode.Position,
  context: vscode.CompletionContext,
  items: Items,
): Promise<Items> {
  if (document.languageId !== "yaml" || items == null || !OTHERS.some(isActive)) {
    return items;
  }
  const own = Array.isArray(items) ? items : items.items;
  const key = document.uri.toString();
  if (asked.has(key) || own.length === 0) {
    return [];
  }
  asked.add(key);
  try {
    const labels = await offered(document.uri, position, context.triggerCharacter);
    return own.filter((item) => !labels.has(label(item)));
  } finally {
    asked.delete(key);
  }
}

function isActive(extension: string): boolean {
  return vscode.extensions.getExtension(extension)?.isActive ?? false;
}

async function offered(uri: vscode.Uri, position: vscode.Position, trigger?: string): Promise<Set<string>> {
  const command = "vscode.executeCompletionItemProvider";
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(command, uri, position, trigger);
  // Words of the text are what VS Code offers where nobody else does.
  return new Set(list.items.filter((item) => item.kind !== vscode.CompletionItemKind.Text).map(label));
}

function label(item: vscode.CompletionItem): string {
  return typeof item.label === "string" ? item.label : item.label.label;
}

/** What Red Hat's extension gives to others, as far as it is used here. */
interface YamlExtension {
  registerContributor?: (
    scheme: string,
    schemaOf: (resource: string) => string | undefined,
    contentOf: (schema: string) => string | undefined,
  ) => boolean;
}

/** Has Red Hat's extension ask here for the schemas of our files, once it is there. */
export function contributeSchemas(context: vscode.ExtensionContext, serverRuns: () => boolean): void {
  const folder = join(context.extensionPath, "schemas");
  const contribute = async () => {
    const yaml = vscode.extensions.getExtension<YamlExtension | undefined>(YAML);
    const exports = await yaml?.activate();
    exports?.registerContributor?.(
      SCHEME,
      (resource) => schemaFor(textOf(resource), serverRuns()),
      (schema) => schemaContent(schema, (file) => readFileSync(join(folder, file), "utf8")),
    );
    return exports !== undefined;
  };
  const listener = vscode.extensions.onDidChange(() => void contributeOnce());
  const contributeOnce = async () => {
    if (await contribute()) {
      listener.dispose();
    }
  };
  context.subscriptions.push(listener);
  void contributeOnce();
}

function textOf(resource: string): string {
  return (
    vscode.workspace.textDocuments.find((document) => document.uri.toString() === resource)?.getText() ?? ""
  );
}

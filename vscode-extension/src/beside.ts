/** Other extensions that know YAML: what they say already is not said again. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as vscode from "vscode";
import { withoutEchoes } from "./echo.ts";
import { schemaContent, schemaFor, SCHEME } from "./schemas.ts";

/** Red Hat's YAML, and Azure Machine Learning. */
const YAML = "redhat.vscode-yaml";
const OTHERS = [YAML, "ms-toolsai.vscode-ai"];

/** How long others may think: who is slow, or waits for the network, holds up nobody. */
const PATIENCE = 700;

type Items = vscode.CompletionItem[] | vscode.CompletionList | null | undefined;
type HoverPart = vscode.Hover["contents"][number];

/** Completions without those that another extension offers. */
export function withoutDoubles(
  document: vscode.TextDocument,
  position: vscode.Position,
  context: vscode.CompletionContext,
  items: Items,
): Promise<Items> {
  const question = ["vscode.executeCompletionItemProvider", document.uri, position, context.triggerCharacter];
  return besideOthers(document, question, items ?? undefined, (items, others) => {
    // Words of the text are what VS Code offers where nobody else does.
    const offers = (others as vscode.CompletionList).items.filter(
      (item) => item.kind !== vscode.CompletionItemKind.Text,
    );
    const labels = new Set(offers.map(label));
    const own = Array.isArray(items) ? items : items.items;
    return own.filter((item) => !labels.has(label(item)));
  });
}

/** A hover without what another extension says in the same words. */
export function withoutEcho(
  document: vscode.TextDocument,
  position: vscode.Position,
  hover: vscode.Hover | null | undefined,
): Promise<vscode.Hover | undefined> {
  const question = ["vscode.executeHoverProvider", document.uri, position];
  return besideOthers(document, question, hover ?? undefined, (hover, others) => {
    const said = (others as vscode.Hover[]).flatMap(({ contents }) => contents.map(textOfPart));
    const contents = hover.contents.map((part) => ownPart(part, said)).filter((part) => part !== "");
    return contents.length > 0 ? new vscode.Hover(contents, hover.range) : undefined;
  });
}

/** Questions that others are being asked now, with their arguments: they come by here too. */
const asked = new Set<string>();

/** What is left of our own answer beside those of others to the same question. */
async function besideOthers<Own>(
  { languageId }: vscode.TextDocument,
  [command = "", ...question]: readonly unknown[],
  own: Own | undefined,
  without: (own: Own, others: unknown) => Own | undefined,
): Promise<Own | undefined> {
  if (own === undefined || languageId !== "yaml" || !OTHERS.some(isActive)) {
    return own;
  }
  const key = JSON.stringify([command, ...question]);
  if (asked.has(key)) {
    return undefined;
  }
  asked.add(key);
  try {
    const answer = vscode.commands.executeCommand(String(command), ...question);
    const others = await Promise.race([answer, sleep(PATIENCE, undefined)]);
    return others === undefined ? own : without(own, others);
  } finally {
    asked.delete(key);
  }
}

function isActive(extension: string): boolean {
  return vscode.extensions.getExtension(extension)?.isActive ?? false;
}

function label(item: vscode.CompletionItem): string {
  return typeof item.label === "string" ? item.label : item.label.label;
}

function ownPart(part: HoverPart, said: string[]): HoverPart {
  const text = textOfPart(part);
  const own = withoutEchoes(text, said);
  return own === text ? part : own === "" ? "" : new vscode.MarkdownString(own);
}

function textOfPart(part: HoverPart): string {
  return typeof part === "string" ? part : (part as vscode.MarkdownString).value;
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

/** What the language client is told: whose documents, which settings, and what happens in between. */

import type { Readable } from "node:stream";
import * as vscode from "vscode";
import { type LanguageClientOptions, RevealOutputChannelOn, vsdiag } from "vscode-languageclient/node";
import { withoutDoubles, withoutEcho } from "./beside.ts";
import { currentSettings } from "./configuration.ts";
import { SELECTOR } from "./documents.ts";

export function clientOptions(output: vscode.LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: SELECTOR,
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: () => currentSettings().forServer,
    diagnosticPullOptions: { onChange: true, onSave: true },
    stdioOptions: { stdout: logLines, stderr: logLines },
    middleware: {
      provideDiagnostics: (document, known, token, next) =>
        waitsForSave(document) && known !== undefined
          ? { kind: vsdiag.DocumentDiagnosticReportKind.unChanged, resultId: known }
          : next(document, known, token),
      provideCompletionItem: async (document, position, context, token, next) =>
        withoutDoubles(document, position, context, await next(document, position, context, token)),
      provideHover: async (document, position, token, next) =>
        withoutEcho(document, position, await next(document, position, token)),
    },
  };
}

/** Whether a document is not to be checked now: what it showed when it was last saved stays. */
function waitsForSave(document: vscode.TextDocument | vscode.Uri): boolean {
  return "isDirty" in document && document.isDirty && currentSettings().run === "onSave";
}

/** The server's log, each line at the level that it says. */
function logLines(input: Readable, output: vscode.LogOutputChannel): void {
  let rest = "";
  input.setEncoding("utf8");
  input.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach((line) => {
      logLine(line, output);
    });
  });
}

function logLine(line: string, output: vscode.LogOutputChannel): void {
  const [, level, message] = /^\[ *[\d.]+\] (\w+): (.*)$/.exec(line) ?? [];
  switch (level) {
    case "error":
      output.error(message ?? line);
      break;
    case "warning":
      output.warn(message ?? line);
      break;
    case "debug":
      output.debug(message ?? line);
      break;
    default:
      output.info(message ?? line);
  }
}

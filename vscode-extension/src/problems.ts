/** Why the server does not run, in words, and what can be done about it. */

import * as vscode from "vscode";
import type { Problem } from "./binary.ts";
import type { State } from "./server.ts";

const INSTALLATION = "https://github.com/parlint/parlint#install";

export function isProblemState(state: State): state is Problem {
  return typeof state === "object";
}

export function describe(problem: Problem): string {
  switch (problem.kind) {
    case "missing":
      return vscode.l10n.t(
        "This package of the extension has no parlint binary for this system, and there is none on PATH. Install parlint, or set parlint.path.",
      );
    case "unusable":
      return vscode.l10n.t("{0} cannot be run as parlint: {1}", problem.path, problem.reason);
    case "version":
      return vscode.l10n.t(
        "{0} is parlint {1}, which does not fit this extension: it needs {2}, or a later one that is compatible.",
        problem.path,
        problem.found,
        problem.wanted,
      );
  }
}

/** Tells about a problem, with buttons for what can be done. */
export async function tell(problem: Problem, output: vscode.LogOutputChannel): Promise<void> {
  const text = describe(problem);
  output.error(text);
  const settings = vscode.l10n.t("Open Settings");
  const install = vscode.l10n.t("How to Install");
  const log = vscode.l10n.t("Show Output");
  const choice = await vscode.window.showErrorMessage(text, settings, install, log);
  switch (choice) {
    case settings:
      await vscode.commands.executeCommand("workbench.action.openSettings", "parlint.path");
      break;
    case install:
      await vscode.env.openExternal(vscode.Uri.parse(INSTALLATION));
      break;
    case log:
      output.show();
      break;
  }
}

/** The settings, asked of VS Code. */

import { homedir } from "node:os";
import * as vscode from "vscode";
import { NEED_RESTART, readSettings, type Settings } from "./settings.ts";

const SECTION = "parlint";

export function currentSettings(): Settings {
  const configuration = vscode.workspace.getConfiguration(SECTION);
  return readSettings((name) => configuration.get(name), homedir());
}

/** Whether the server has to be started anew after a change. */
export function needsRestart(event: vscode.ConfigurationChangeEvent): boolean {
  return NEED_RESTART.some((name) => event.affectsConfiguration(`${SECTION}.${name}`));
}

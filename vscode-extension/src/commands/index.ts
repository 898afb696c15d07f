/** The commands: each is a file of its own, and a line here. */

import * as vscode from "vscode";
import { isProblemState, tell } from "../problems.ts";
import type { Server } from "../server.ts";
import { acceptMigration } from "./acceptMigration.ts";
import { explainRule } from "./explainRule.ts";
import { fixAll } from "./fixAll.ts";
import { migrateFile } from "./migrateFile.ts";
import { migrateWorkspace } from "./migrateWorkspace.ts";
import { newComponent } from "./newComponent.ts";
import { showMenu } from "./showMenu.ts";

/** What commands work with. */
export interface Tools {
  readonly context: vscode.ExtensionContext;
  readonly server: Server;
  readonly output: vscode.LogOutputChannel;
}

type Command = (tools: Tools, argument?: unknown) => unknown;

/** A command may be what starts the extension: it waits for the server, and says why there is none. */
function withServer(command: Command): Command {
  return async (tools, argument) => {
    const state = await tools.server.settled();
    if (isProblemState(state)) {
      return tell(state, tools.output);
    }
    if (state !== "running") {
      return vscode.window.showWarningMessage(vscode.l10n.t("The server does not run."));
    }
    return command(tools, argument);
  };
}

const COMMANDS: Record<string, Command> = {
  "parlint.restartServer": ({ server }) => server.restart(),
  "parlint.showOutput": ({ output }) => {
    output.show();
  },
  "parlint.fixAll": withServer(fixAll),
  "parlint.migrateFile": withServer(migrateFile),
  "parlint.migrateWorkspace": withServer(migrateWorkspace),
  "parlint.acceptMigration": acceptMigration,
  "parlint.explainRule": withServer(explainRule),
  "parlint.newComponent": newComponent,
  "parlint.showMenu": showMenu,
};

export function registerCommands(tools: Tools): vscode.Disposable {
  const commands = Object.entries(COMMANDS).map(([name, command]) =>
    vscode.commands.registerCommand(name, (argument?: unknown) => command(tools, argument)),
  );
  return vscode.Disposable.from(...commands);
}

/** The language server's life: started, stopped, started anew; and why it is not there if it is not. */

import * as vscode from "vscode";
import { LanguageClient, State as ClientState } from "vscode-languageclient/node";
import { type Binary, findBinary, isProblem, type Problem } from "./binary.ts";
import { currentSettings } from "./configuration.ts";
import { clientOptions } from "./options.ts";
import { serverArguments } from "./settings.ts";
import { parseVersion } from "./version.ts";

export type State = "starting" | "running" | "stopped" | Problem;

export class Server implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #output: vscode.LogOutputChannel;
  readonly #changed = new vscode.EventEmitter<State>();
  #client: LanguageClient | undefined;
  #binary: Binary | undefined;
  #state: State = "stopped";
  /** Starts and stops, one after the other. */
  #last: Promise<void> = Promise.resolve();

  readonly onDidChangeState = this.#changed.event;

  constructor(context: vscode.ExtensionContext, output: vscode.LogOutputChannel) {
    this.#context = context;
    this.#output = output;
  }

  get state(): State {
    return this.#state;
  }

  /** The client while the server runs. */
  get client(): LanguageClient | undefined {
    return this.#state === "running" ? this.#client : undefined;
  }

  /** The binary that the server runs, for commands that ask it something themselves. */
  get binary(): Binary | undefined {
    return this.#binary;
  }

  /** Waits until the server runs, or until it is known why it does not. */
  async settled(): Promise<State> {
    await this.#last;
    return this.#state;
  }

  restart(): Promise<void> {
    this.#last = this.#last.then(() => this.#stop()).then(() => this.#start());
    return this.#last;
  }

  dispose(): Promise<void> {
    this.#last = this.#last.then(() => this.#stop());
    return this.#last;
  }

  async #start(): Promise<void> {
    this.#show("starting");
    const settings = currentSettings();
    const found = await findBinary(
      {
        setting: settings.path,
        extension: this.#context.extensionPath,
        searchPath: process.env["PATH"] ?? "",
      },
      wantedVersion(this.#context),
    );
    if (isProblem(found)) {
      this.#show(found);
      return;
    }
    this.#binary = found;
    this.#output.info(`${found.path} ${found.version.join(".")}`);
    const executable = { command: found.path, args: serverArguments(settings) };
    this.#client = new LanguageClient("parlint", "parlint", executable, clientOptions(this.#output));
    this.#client.onDidChangeState(({ newState }) => {
      this.#show(stateOf(newState));
    });
    try {
      await this.#client.start();
    } catch (error) {
      this.#show({ kind: "unusable", path: found.path, reason: String(error) });
    }
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    this.#binary = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      // It is gone all the same.
      this.#output.warn(String(error));
    }
    this.#show("stopped");
  }

  #show(state: State): void {
    this.#state = state;
    this.#changed.fire(state);
  }
}

function stateOf(state: ClientState): State {
  switch (state) {
    case ClientState.Running:
      return "running";
    case ClientState.Starting:
      return "starting";
    default:
      return "stopped";
  }
}

/** The extension and the binary are released together. */
function wantedVersion(context: vscode.ExtensionContext) {
  const { version } = context.extension.packageJSON as { version: string };
  return parseVersion(`parlint ${version}`) ?? ([0, 0, 0] as const);
}

/** code-server with the built extension, in a profile of its own. */

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { addLanguagePack } from "./language.ts";

const ROOT = join(import.meta.dirname, "../../..");
const PACKAGE = join(ROOT, "vscode-extension/dist/parlint-linux-x64.vsix");
const NEIGHBOUR = join(import.meta.dirname, "neighbour/neighbour.vsix");
const ENTRY = join(process.env["CODE_SERVER"] ?? "", "out/node/entry.js");

/** Nothing that moves, asks or looks into the network. */
const SETTINGS = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.colorTheme": "Default Dark Modern",
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "chat.disableAIFeatures": true,
  "editor.fontFamily": "DejaVu Sans Mono",
  "editor.cursorBlinking": "solid",
  "editor.minimap.enabled": false,
  "editor.accessibilitySupport": "off",
  "files.autoSave": "off",
  "files.simpleDialog.enable": true,
  "window.commandCenter": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
};

/** How the server differs from one that is just installed. */
export interface Wishes {
  /** The display language of VS Code. */
  readonly language?: "ja" | "ko";
  /** Settings of the user. */
  readonly settings?: Record<string, unknown>;
  /** Whether folders are to be trusted before anything in them counts. */
  readonly asksForTrust?: boolean;
  /** Whether Red Hat's YAML extension, or what stands for it, is there too. */
  readonly besideYaml?: boolean;
}

export class CodeServer {
  readonly url: string;
  /** The display language. */
  readonly language: string;
  readonly #process: ChildProcess;
  readonly #folder: string;

  private constructor(url: string, language: string, process: ChildProcess, folder: string) {
    this.url = url;
    this.language = language;
    this.#process = process;
    this.#folder = folder;
  }

  static async start(wishes: Wishes = {}): Promise<CodeServer> {
    const folder = mkdtempSync(join(tmpdir(), "parlint-vscode-"));
    mkdirSync(join(folder, "data/User"), { recursive: true });
    const settings = { ...SETTINGS, ...wishes.settings };
    writeFileSync(join(folder, "data/User/settings.json"), JSON.stringify(settings));
    const profile = ["--extensions-dir", join(folder, "extensions"), "--user-data-dir", join(folder, "data")];
    if (wishes.language !== undefined) {
      addLanguagePack(wishes.language, join(folder, "data"));
    }
    const packages = [PACKAGE, ...(wishes.besideYaml ? [NEIGHBOUR] : [])];
    const install = packages.flatMap((path) => ["--install-extension", path]);
    execFileSync(process.execPath, [ENTRY, ...profile, ...install]);
    const port = await freePort();
    const options = ["--auth", "none", "--bind-addr", `127.0.0.1:${port}`, "--disable-telemetry"];
    const quiet = ["--disable-update-check", "--disable-getting-started-override"];
    const trust = wishes.asksForTrust ? [] : ["--disable-workspace-trust"];
    const language = wishes.language ? ["--locale", wishes.language] : [];
    const child = spawn(process.execPath, [ENTRY, ...profile, ...options, ...quiet, ...trust, ...language], {
      stdio: "ignore",
    });
    const server = new CodeServer(`http://127.0.0.1:${port}`, wishes.language ?? "en", child, folder);
    await server.#ready();
    return server;
  }

  /** A copy of a folder of the repository with more files in it, to open as a workspace. */
  workspace(folder: string, files: Record<string, string> = {}): string {
    const copy = mkdtempSync(join(this.#folder, "workspace-"));
    cpSync(join(ROOT, folder), copy, { recursive: true });
    Object.entries(files).forEach(([path, text]) => {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      writeFileSync(join(copy, path), text);
    });
    return copy;
  }

  /** The process ids of the language servers that run for this server. */
  languageServers(): number[] {
    return descendants(this.#process.pid ?? -1).filter((pid) =>
      commandLine(pid).includes("/bin/parlint\0server\0"),
    );
  }

  async stop(): Promise<void> {
    const children = descendants(this.#process.pid ?? -1);
    this.#process.kill();
    await Promise.race([once(this.#process, "exit"), sleep(5000)]);
    children.filter((pid) => commandLine(pid) !== "").forEach(kill);
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  async #ready(): Promise<void> {
    for (let attempt = 0; attempt < 120; attempt++) {
      const answer = await fetch(`${this.url}/healthz`).catch(() => undefined);
      if (answer?.ok) {
        return;
      }
      await sleep(250);
    }
    throw new Error("code-server does not answer");
  }
}

export function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It is gone already.
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") {
    throw new Error("no free port");
  }
  return address.port;
}

/** How much memory a process has, in MiB. */
export function memory(pid: number): number {
  return Number(/^VmRSS:\s*(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1]) / 1024;
}

/** How much processor time a process has had, in hundredths of a second. */
export function processorTime(pid: number): number {
  const [user, system] = statistics(pid).slice(11, 13).map(Number);
  return (user ?? 0) + (system ?? 0);
}

/** What the system tells of a process after its name, which may hold spaces and parentheses. */
function statistics(pid: number | string): string[] {
  const stat = read(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

/** The processes that a process started, and those that they started. */
function descendants(ancestor: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    parents.set(Number(name), Number(statistics(name)[1]));
  }
  const found = [ancestor];
  for (const one of found) {
    found.push(...[...parents].filter(([, parent]) => parent === one).map(([child]) => child));
  }
  return found.slice(1);
}

function commandLine(pid: number): string {
  return read(`/proc/${pid}/cmdline`);
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

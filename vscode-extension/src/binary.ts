/**
 * Where the parlint binary is: what `parlint.path` names, else the one that came with the extension, else the one on
 * PATH. Knows nothing of VS Code.
 */

import { execFile } from "node:child_process";
import { access, constants, stat } from "node:fs/promises";
import { delimiter, isAbsolute, join } from "node:path";
import { promisify } from "node:util";
import { fits, parseVersion, showVersion, type Version } from "./version.ts";

/** Where to look. */
export interface Places {
  /** The setting `parlint.path`; empty if it is not set. */
  readonly setting: string;
  /** The folder of the extension. */
  readonly extension: string;
  /** The variable PATH. */
  readonly searchPath: string;
}

export interface Binary {
  readonly path: string;
  readonly version: Version;
}

/** Why there is no binary to run. */
export type Problem =
  | { readonly kind: "missing" }
  | { readonly kind: "unusable"; readonly path: string; readonly reason: string }
  | { readonly kind: "version"; readonly path: string; readonly found: string; readonly wanted: string };

const NAME = process.platform === "win32" ? "parlint.exe" : "parlint";

/** How long a binary may take to tell its version. */
const PATIENCE = 10_000;

/** The binary to run, or why there is none. */
export async function findBinary(places: Places, wanted: Version): Promise<Binary | Problem> {
  const path = await locate(places);
  return path === undefined ? { kind: "missing" } : inspect(path, wanted);
}

export function isProblem(found: Binary | Problem): found is Problem {
  return "kind" in found;
}

/** The first place that counts. What the setting names is taken as it is: who asks for it wants no other. */
async function locate(places: Places): Promise<string | undefined> {
  if (places.setting !== "") {
    return places.setting;
  }
  for (const path of [join(places.extension, "bin", NAME), ...onSearchPath(places.searchPath)]) {
    if (await isExecutable(path)) {
      return path;
    }
  }
  return undefined;
}

/** Relative entries of PATH depend on where the editor was started, perhaps in a folder that is not trusted. */
function onSearchPath(searchPath: string): string[] {
  const folders = searchPath.split(delimiter).filter(isAbsolute);
  return folders.map((folder) => join(folder, NAME));
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

async function inspect(path: string, wanted: Version): Promise<Binary | Problem> {
  let output: string;
  try {
    output = (await promisify(execFile)(path, ["--version"], { timeout: PATIENCE })).stdout;
  } catch (error) {
    return { kind: "unusable", path, reason: error instanceof Error ? error.message : String(error) };
  }
  const version = parseVersion(output);
  if (version === undefined) {
    return { kind: "unusable", path, reason: output.trim().slice(0, 200) };
  }
  if (!fits(version, wanted)) {
    return { kind: "version", path, found: showVersion(version), wanted: showVersion(wanted) };
  }
  return { path, version };
}

/** The migration of whole folders, which the binary does itself. Knows nothing of VS Code. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { createInterface } from "node:readline";

/** Whose files, and how. */
export interface Work {
  readonly binary: string;
  /** At least one. */
  readonly folders: readonly string[];
  readonly locale: string;
  readonly signal: AbortSignal;
  /** Is told how many percent are done. */
  readonly onProgress: (percentage: number) => void;
}

/** What the migration of the folders would make of their files, or has made of them. */
export interface Outcome {
  /** How many files change. */
  readonly files: number;
  /** The page that tells of all of them. */
  readonly page: string;
}

/** The part of the report that is read here; docs/output.md tells of the rest. */
interface Report {
  readonly summary: {
    readonly files: { readonly converted: number; readonly partly: number; readonly left: number };
  };
}

/** What would change, and why some of it would not; nothing at all if there is nothing of SDK v1. */
export async function lookAt(work: Work): Promise<Outcome | undefined> {
  const { data, page } = await reports(work, []);
  const { converted, partly, left } = (JSON.parse(data) as Report).summary.files;
  return converted + partly + left === 0 ? undefined : { files: converted + partly, page };
}

/** Rewrites the files, and gives the page that tells what became of them. */
export async function migrate(work: Work): Promise<string> {
  return (await reports(work, ["--write"])).page;
}

async function reports(work: Work, options: readonly string[]): Promise<{ data: string; page: string }> {
  const folder = await mkdtemp(join(tmpdir(), "parlint-"));
  const [data, page] = [join(folder, "report.json"), join(folder, "report.html")];
  const args = ["--quiet", "--progress", "--locale", work.locale, "--report", data, "--report", page];
  try {
    await run(work, ["migrate", ...args, ...options]);
    return { data: await readFile(data, "utf8"), page: await readFile(page, "utf8") };
  } finally {
    // One that is cancelled may be writing still.
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
}

/** Runs the binary in the first of the folders: the report names files as they are seen from there. */
async function run({ binary, folders, signal, onProgress }: Work, args: readonly string[]): Promise<void> {
  const [cwd = "."] = folders;
  const paths = folders.map((folder) => relative(cwd, folder) || ".");
  const child = spawn(binary, [...args, "--", ...paths], {
    cwd,
    signal,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const said: string[] = [];
  createInterface(child.stderr).on("line", (line) => {
    const [, percentage] = /^(\d+)%$/.exec(line) ?? [];
    if (percentage === undefined) {
      said.push(line);
    } else {
      onProgress(Number(percentage));
    }
  });
  const [status] = (await once(child, "close")) as [number | null];
  if (status !== 0) {
    throw new Error(said.join("\n"));
  }
}

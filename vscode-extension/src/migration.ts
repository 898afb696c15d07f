/** The migration of whole folders, which the binary does itself. Knows nothing of VS Code. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

/** Whose files, and how. */
export interface Work {
  readonly binary: string;
  /** At least one. */
  readonly folders: readonly string[];
  readonly locale: string;
  readonly signal: AbortSignal;
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
  const { summary } = JSON.parse(await report(work, "json", [])) as Report;
  const { converted, partly, left } = summary.files;
  return converted + partly + left === 0
    ? undefined
    : { files: converted + partly, page: await report(work, "html", []) };
}

/** Rewrites the files, and gives the page that tells what became of them. */
export function migrate(work: Work): Promise<string> {
  return report(work, "html", ["--write"]);
}

async function report(work: Work, format: "html" | "json", options: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "parlint-"));
  const file = join(folder, `report.${format}`);
  try {
    await run(work, ["migrate", "--quiet", "--locale", work.locale, "--report", file, ...options]);
    return await readFile(file, "utf8");
  } finally {
    // One that is cancelled may be writing still.
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
}

/** Runs the binary in the first of the folders: the report names files as they are seen from there. */
async function run({ binary, folders, signal }: Work, args: readonly string[]): Promise<void> {
  const [cwd = "."] = folders;
  const paths = folders.map((folder) => relative(cwd, folder) || ".");
  const child = spawn(binary, [...args, "--", ...paths], {
    cwd,
    signal,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const [status] = (await once(child, "close")) as [number | null];
  if (status !== 0) {
    throw new Error(said.trim());
  }
}

import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, test } from "node:test";
import { findBinary, isProblem } from "../src/binary.ts";

const FOLDER = mkdtempSync(join(tmpdir(), "parlint-"));
after(() => {
  rmSync(FOLDER, { recursive: true });
});

/** A folder with a program named parlint that says this. */
function program(folder: string, output: string, mode = 0o755): string {
  const path = join(FOLDER, folder, "parlint");
  mkdirSync(join(FOLDER, folder), { recursive: true });
  writeFileSync(path, `#!/bin/sh\necho "${output}"\n`);
  chmodSync(path, mode);
  return path;
}

const bundled = program("extension/bin", "parlint 1.0.0");
const onPath = program("path", "parlint 1.0.0");
const set = program("set", "parlint 1.0.0");
const old = program("old", "parlint 0.9.0");
const other = program("other", "something else");
program("closed", "parlint 1.0.0", 0o644);

/** What is found, in short. */
async function check(
  setting: string,
  extension: string,
  searchPath: string,
  expected: string,
): Promise<void> {
  const places = { setting, extension: join(FOLDER, extension), searchPath };
  const found = await findBinary(places, [1, 0, 0]);
  const short = isProblem(found) ? `${found.kind} ${"path" in found ? found.path : ""}` : found.path;
  assert.equal(short.trim(), expected);
}

const folder = (name: string) => join(FOLDER, name);

test("the setting counts before the bundled binary, and that before PATH", async () => {
  await check(set, "extension", folder("path"), set);
  await check("", "extension", folder("path"), bundled);
  await check("", "none", folder("path"), onPath);
});

test("PATH is searched in order, for what can be run", async () => {
  await check("", "none", [folder("none"), folder("closed"), folder("path")].join(delimiter), onPath);
  await check("", "none", [folder("old"), folder("path")].join(delimiter), `version ${old}`);
  await check("", "none", ["", ".", "path"].join(delimiter), "missing");
  await check("", "none", "", "missing");
});

test("what the setting names is run or nothing", async () => {
  await check(folder("none"), "extension", folder("path"), `unusable ${folder("none")}`);
  await check(other, "extension", folder("path"), `unusable ${other}`);
  await check(old, "extension", folder("path"), `version ${old}`);
});

test("tells what is found and what is wanted", async () => {
  const found = await findBinary({ setting: old, extension: "", searchPath: "" }, [1, 0, 0]);
  assert.deepEqual(found, { kind: "version", path: old, found: "0.9.0", wanted: "1.0.0" });
});

/** The migration of folders, with the real binary: PARLINT_BINARY. */

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { lookAt, migrate, type Work } from "../src/migration.ts";

const BINARY = process.env["PARLINT_BINARY"] ?? "../target/debug/parlint";
const FOLDER = mkdtempSync(join(tmpdir(), "parlint-"));
after(() => {
  rmSync(FOLDER, { recursive: true });
});

const IGNORE = () => undefined;

function work(example: string, signal = new AbortController().signal): Work {
  const folder = join(FOLDER, example);
  cpSync(`../examples/${example}`, folder, { recursive: true });
  return { binary: BINARY, folders: [folder], locale: "ja", signal, onProgress: IGNORE };
}

test("nothing of SDK v1", async () => {
  assert.equal(await lookAt(work("clean")), undefined);
});

test("a look changes nothing, and tells how many files would change", async () => {
  const broken = work("broken");
  const found = await lookAt(broken);
  assert.equal(found?.files, 2);
  assert.match(found.page, /<html lang="ja">[\s\S]*<\/head>[\s\S]*v1\/score\.ipynb/);
  assert.match(readFileSync(join(FOLDER, "broken/v1/score.py"), "utf8"), /ParallelRunConfig\(/);
});

test("the migration changes the files, and nothing is left after it", async () => {
  const broken = work("broken");
  assert.match(await migrate(broken), /v1\/score\.py/);
  assert.match(readFileSync(join(FOLDER, "broken/v1/score.py"), "utf8"), /parallel_run_function\(/);
  assert.equal(await lookAt(broken), undefined);
});

test("it is told how far a migration is", async () => {
  const told: number[] = [];
  await lookAt({ ...work("broken"), onProgress: (percentage) => told.push(percentage) });
  assert.deepEqual([told.at(0), told.at(-1)], [0, 100]);
  assert.deepEqual(
    told,
    told.toSorted((one, other) => one - other),
  );
});

test("one that is cancelled, or fails, says so", async () => {
  await assert.rejects(lookAt(work("broken", AbortSignal.abort())), { name: "AbortError" });
  await assert.rejects(lookAt({ ...work("broken"), locale: "xx" }), /xx/);
});

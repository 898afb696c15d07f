import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { schemaContent, schemaFor } from "../src/schemas.ts";

/** The schema of a text without the server, and with it. */
function check(text: string, alone: string | undefined, beside: string | undefined): void {
  const name = (file: string | undefined) => file && `parlint://schemas/${file}`;
  assert.equal(schemaFor(text, false), name(alone), text);
  assert.equal(schemaFor(text, true), name(beside), text);
}

test("texts that are ours altogether are left to the server while it runs", () => {
  check("name: a\ntype: parallel\n", "parallel-component.schema.json", "quiet");
  check('type: "parallel"\n', "parallel-component.schema.json", "quiet");
  check("parallel_run_config:\n  node_count: 2\n", "v1-config.schema.json", "quiet");
});

test("pipelines belong to others too", () => {
  check("type: pipeline\njobs:\n  a:\n    type: parallel\n", "pipeline-job.schema.json", undefined);
});

test("other texts are none of our business", () => {
  check("", undefined, undefined);
  check("type: command\n", undefined, undefined);
  check("jobs:\n  build:\n    steps: []\n", undefined, undefined);
  check("type: parallelism\n", undefined, undefined);
});

test("the content comes from the file of this name, and from nowhere else", () => {
  const read = (file: string) => `text of ${file}`;
  assert.equal(schemaContent("parlint://schemas/quiet", read), "{}");
  assert.equal(schemaContent("parlint://schemas/types.schema.json", read), "text of types.schema.json");
  assert.equal(schemaContent("parlint://schemas/../secret", read), undefined);
  assert.equal(schemaContent("https://example.org/quiet", read), undefined);
});

test("the schemas that are named are there", () => {
  for (const text of ["type: parallel", "parallel_run_config:", "jobs: {a: {type: parallel}}"]) {
    const file = schemaFor(text, false)?.replace("parlint://schemas/", "");
    assert.ok(existsSync(`../schemas/${file ?? "none"}`), file);
  }
});

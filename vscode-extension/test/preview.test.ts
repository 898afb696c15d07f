import assert from "node:assert/strict";
import { test } from "node:test";
import { toConfirm } from "../src/preview.ts";

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
const edit = { range, newText: "a" };
const annotated = { ...edit, annotationId: "parlint" };
const changeAnnotations = { parlint: { label: "Migrate", description: "Why", needsConfirmation: true } };

test("every edit is to be confirmed", () => {
  assert.deepEqual(
    toConfirm(
      { documentChanges: [{ textDocument: { uri: "file:///a", version: 3 }, edits: [edit] }] },
      "Migrate",
      "Why",
    ),
    {
      documentChanges: [{ textDocument: { uri: "file:///a", version: 3 }, edits: [annotated] }],
      changeAnnotations,
    },
  );
});

test("so are new files, and edits of clients that know no versions", () => {
  const create = { kind: "create" as const, uri: "file:///b" };
  assert.deepEqual(toConfirm({ documentChanges: [create] }, "Migrate", "Why").documentChanges, [
    { ...create, annotationId: "parlint" },
  ]);
  assert.deepEqual(toConfirm({ changes: { "file:///a": [edit] } }, "Migrate", "Why").documentChanges, [
    { textDocument: { uri: "file:///a", version: null }, edits: [annotated] },
  ]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutEchoes } from "../src/echo.ts";

const PAGE = "`timeout`: seconds\n\nHow long `run` may take (60 by default).\n\n- At least 1";

test("what others say in the same words is left out, however they mark it up", () => {
  const others = [
    "#### Timeout\n\nHow long \\`run\\` may take\n\\(60 by default\\)\\.\n\nSource: [schema](x)",
  ];
  assert.equal(withoutEchoes(PAGE, others), "`timeout`: seconds\n\n- At least 1");
});

test("what they say in other words, or in part, stays", () => {
  for (const others of [
    [],
    ["The timeout."],
    ["How long run may take"],
    ["Show long run may take 60 by defaults"],
  ]) {
    assert.equal(withoutEchoes(PAGE, others), PAGE);
  }
});

test("a heading alone says nothing", () => {
  assert.equal(withoutEchoes("`a`: b\n\nWhat it is.", ["What it is"]), "");
  assert.equal(withoutEchoes("`a`: b", ["What it is"]), "`a`: b");
  assert.equal(withoutEchoes("What it is", ["What it is."]), "");
});

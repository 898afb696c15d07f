import assert from "node:assert/strict";
import { test } from "node:test";
import { replaced } from "../src/preview.ts";

test("replacements count from the text as it was, in whatever order they come", () => {
  const replacements = [
    { start: 0, end: 1, text: "AA" },
    { start: 4, end: 6, text: "" },
    { start: 2, end: 2, text: "-" },
  ];
  assert.equal(replaced("abcdef", replacements), "AAb-cd");
  assert.equal(replaced("abcdef", [...replacements].reverse()), "AAb-cd");
  assert.equal(replaced("abc", []), "abc");
});

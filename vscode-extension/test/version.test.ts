import assert from "node:assert/strict";
import { test } from "node:test";
import { fits, parseVersion } from "../src/version.ts";

function check(found: string, wanted: string, expected: boolean): void {
  const [one, other] = [parseVersion(`parlint ${found}`), parseVersion(`parlint ${wanted}`)];
  assert.ok(one && other);
  assert.equal(fits(one, other), expected, `${found} for ${wanted}`);
}

test("a later compatible version fits", () => {
  check("1.2.3", "1.2.3", true);
  check("1.2.4", "1.2.3", true);
  check("1.3.0", "1.2.3", true);
  check("0.1.1", "0.1.0", true);
});

test("an older one, and one after a breaking change, does not", () => {
  check("1.2.2", "1.2.3", false);
  check("1.1.9", "1.2.3", false);
  check("2.0.0", "1.2.3", false);
  check("0.2.0", "0.1.0", false);
  check("1.0.0", "0.1.0", false);
  check("0.0.2", "0.0.1", false);
});

test("reads what the binary says, and nothing else", () => {
  assert.deepEqual(parseVersion("parlint 0.1.0\n"), [0, 1, 0]);
  assert.deepEqual(parseVersion("parlint 10.20.30-rc.1\n"), [10, 20, 30]);
  for (const output of ["", "pylint 3.0.0", "parlint", "parlint 1.0", "usage: parlint 1.2.3 x"]) {
    assert.equal(parseVersion(output), undefined, output);
  }
});

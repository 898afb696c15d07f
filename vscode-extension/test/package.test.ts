/** What is in the package: what the extension needs, and nothing else. The binary comes with `build`. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { test } from "node:test";

execFileSync(process.execPath, ["scripts/bundle.js"]);
const listed = execFileSync("node_modules/.bin/vsce", ["ls", "--no-dependencies"], { encoding: "utf8" });
const files = listed.trim().split("\n");
const besideBinary = files.filter((file) => !file.startsWith("bin/"));

/** All that may be there. */
const PARTS = [
  /^(README|CHANGELOG)\.md$/,
  /^LICENSE$/,
  /^package(\.nls(\.(ja|ko))?)?\.json$/,
  /^l10n\/bundle\.l10n\.(ja|ko)\.json$/,
  /^dist\/extension\.cjs$/,
  /^bin\/parlint(\.exe)?$/,
  /^media\/icon\.png$/,
  /^media\/walkthrough\/\w+\.svg$/,
  /^schemas\/[\w-]+\.schema\.json$/,
  /^snippets\/\w+\.json$/,
  /^templates\/\w+\.(yml|py)$/,
];

function bytes(file: string): number {
  return statSync(file).size;
}

test("there are no sources, tests or tools in it, and nothing is missing", () => {
  for (const file of files) {
    assert.ok(
      PARTS.some((part) => part.test(file)),
      file,
    );
  }
  for (const part of PARTS.filter((part) => !part.test("bin/parlint"))) {
    assert.ok(
      files.some((file) => part.test(file)),
      String(part),
    );
  }
});

test("what is read when VS Code starts the extension is one small file", () => {
  const bundle = readFileSync("dist/extension.cjs", "utf8");
  assert.ok(bytes("dist/extension.cjs") < 512 * 1024, `${bytes("dist/extension.cjs")} bytes`);
  assert.ok(!bundle.includes("sourceMappingURL"), "it carries no source map");
  // Nothing is to be found in a folder node_modules: there is none.
  const required = [...bundle.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name ?? "");
  const builtin = new Set([...process.getBuiltinModule("node:module").builtinModules, "vscode"]);
  assert.deepEqual(
    required.filter((name) => !builtin.has(name.replace("node:", ""))),
    [],
  );
});

test("all but the binary is small", () => {
  const size = besideBinary.map(bytes).reduce((sum, size) => sum + size, 0);
  assert.ok(size < 640 * 1024, `${size} bytes`);
});

test("each schema is one that others are given, or that one refers to", () => {
  const schemas = files.filter((file) => file.startsWith("schemas/"));
  const texts = schemas.map((file) => readFileSync(file, "utf8"));
  const givers = ["src/schemas.ts", "package.json"].map((file) => readFileSync(file, "utf8"));
  for (const schema of schemas) {
    const [, name = "none"] = /^schemas\/([\w-]+)/.exec(schema) ?? [];
    const isReferred = texts.some((text) => text.includes(`"$ref":"${name}.schema.json`));
    const isGiven = givers.some((text) => text.includes(`"${name}"`) || text.includes(`/${name}.schema`));
    assert.ok(isReferred || isGiven, schema);
  }
  const referred = texts.flatMap((text) =>
    [...text.matchAll(/"\$ref":"([\w.-]+\.schema\.json)/g)].map(([, it]) => it),
  );
  assert.ok(referred.length > 0);
  for (const name of new Set(referred)) {
    assert.ok(schemas.includes(`schemas/${name ?? ""}`), name);
  }
});

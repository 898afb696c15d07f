// Puts together what is packaged beside what stands here: the bundle, and copies of files that stand once in the
// repository. Usage: node scripts/bundle.js [--debug]

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { FILES } from "../src/schemas.ts";

process.chdir(join(import.meta.dirname, ".."));
const debug = process.argv.includes("--debug");

await build({
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.cjs",
  bundle: true,
  platform: "node",
  // What VS Code 1.91, the oldest that is supported, brings with it.
  target: "node20",
  format: "cjs",
  external: ["vscode"],
  minify: !debug,
  sourcemap: debug ? "inline" : false,
  logLevel: "warning",
});

cpSync("../LICENSE", "LICENSE");
rmSync("schemas", { recursive: true, force: true });
mkdirSync("schemas");
// What other extensions are given, and what that refers to: the list grows.
const schemas = ["parlint.schema.json", ...FILES];
for (const file of schemas) {
  const text = readFileSync(`../schemas/${file}`, "utf8");
  const schema = JSON.parse(text);
  // Under their own names the schemas would be looked for in the network.
  delete schema.$id;
  writeFileSync(`schemas/${file}`, JSON.stringify(schema));
  const referred = [...text.matchAll(/"\$ref": "([\w.-]+\.schema\.json)/g)].map(([, name]) => name);
  schemas.push(...new Set(referred.filter((name) => !schemas.includes(name))));
}

// Puts together what is packaged beside what stands here: the bundle, and copies of files that stand once in the
// repository. Usage: node scripts/bundle.js [--debug]

import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

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
for (const file of readdirSync("../schemas").filter((name) => name.endsWith(".schema.json"))) {
  const schema = JSON.parse(readFileSync(`../schemas/${file}`, "utf8"));
  // Under their own names the schemas would be looked for in the network.
  delete schema.$id;
  writeFileSync(`schemas/${file}`, JSON.stringify(schema));
}

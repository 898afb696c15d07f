/** What the extension writes for people, parlint itself has nothing to say about. Takes the binary: PARLINT_BINARY. */

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { allRules, page } from "../src/rules.ts";
import { fill, isName } from "../src/template.ts";

const BINARY = process.env["PARLINT_BINARY"] ?? "../target/debug/parlint";
const FOLDER = mkdtempSync(join(tmpdir(), "parlint-"));
after(() => {
  rmSync(FOLDER, { recursive: true });
});

interface Snippet {
  readonly body: string[];
}

/** What a snippet inserts if nothing is changed. */
function inserted(file: string, name: string): string {
  const snippets = JSON.parse(readFileSync(`snippets/${file}.json`, "utf8")) as Record<string, Snippet>;
  const body = snippets[name]?.body.join("\n") ?? "";
  return body
    .replaceAll(/(?<!\\)\$(?:\{\d+:([^}]*)\}|\d+)/g, "$1")
    .replaceAll("\\$", "$")
    .replaceAll("\\}", "}");
}

/** What parlint says about a folder with these files. */
function check(name: string, files: Record<string, string>): void {
  const folder = join(FOLDER, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const options = ["--isolated", "--fail-on", "info", "--output-format", "concise", "--locale", "en"];
  const { status, stdout, stderr } = spawnSync(BINARY, options, { cwd: folder, encoding: "utf8" });
  assert.equal(status, 0, stdout + stderr);
}

/** The same with a fault: parlint does read the files. */
function checkFaulty(name: string, files: Record<string, string>): void {
  assert.throws(() => {
    check(name, files);
  }, /PJ\d{3}/);
}

const component = (name: string) => fill(readFileSync(`templates/${name}`, "utf8"), "score_images");
const script = inserted("python", "Entry script of a parallel job");

test("the template of a component", () => {
  const files = {
    "component.yml": component("component.yml"),
    "environment.yml": component("environment.yml"),
    "src/score_images.py": component("entry_script.py"),
  };
  check("template", files);
  checkFaulty("broken", { ...files, "component.yml": files["component.yml"].replace('"10"', "10") });
});

test("the snippet of a component", () => {
  const yaml = inserted("yaml", "Parallel component");
  check("component", { "component.yml": yaml, "src/score_images.py": script });
  checkFaulty("component-broken", { "component.yml": yaml.replace("max_retries", "max_retry") });
});

test("the snippet of a step", () => {
  const step = inserted("yaml", "Parallel step").replaceAll(/^/gm, "  ").trimEnd();
  const yaml = `type: pipeline\nsettings:\n  default_compute: azureml:cpu\njobs:\n${step}\n`;
  check("step", { "pipeline.yml": yaml, "src/score_images.py": script });
  checkFaulty("step-broken", { "pipeline.yml": yaml.replace("mini_batch_size", "mini_batch_sise") });
});

test("the snippets of Python", () => {
  const imports =
    "from azure.ai.ml import Input, Output\nfrom azure.ai.ml.parallel import RunFunction, parallel_run_function\n";
  const python = `${imports}\n${inserted("python", "parallel_run_function")}`;
  check("python", { "submit.py": python, "src/score_images.py": script });
  checkFaulty("python-broken", { "submit.py": python.replace("max_retries", "max_retry") });
});

test("names of components", () => {
  assert.deepEqual(["score", "score_2", "Score", "2score", "a b", "", "a/b", ".."].map(isName), [
    true,
    true,
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
});

test("the rules, as the binary tells of them", async () => {
  const rules = await allRules(BINARY);
  const rule = rules.find(({ code }) => code === "PJ101");
  assert.ok(rule);
  assert.match(page(rule), /^# PJ101 mini-batch-size-type\n\n/);
});

test("extension and binary are of one version", () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  assert.equal(execFileSync(BINARY, ["--version"], { encoding: "utf8" }).trim(), `parlint ${version}`);
});

/** What the manifest promises is there. */

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";

interface Manifest {
  readonly activationEvents: string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: { supported: string; restrictedConfigurations: string[] };
    readonly virtualWorkspaces: { supported: boolean };
  };
  readonly contributes: {
    readonly commands: { command: string }[];
    readonly keybindings: { command: string }[];
    readonly walkthroughs: {
      readonly steps: { media: { svg: string }; completionEvents: string[] }[];
    }[];
    readonly configuration: { properties: Record<string, { scope: string }> };
  };
}

const text = readFileSync("package.json", "utf8");
const { activationEvents, capabilities, contributes } = JSON.parse(text) as Manifest;
const commands = contributes.commands.map(({ command }) => command).sort();

test("nothing but the first file of a language that parlint reads starts the extension", () => {
  assert.deepEqual(activationEvents, ["onLanguage:yaml", "onLanguage:python", "onNotebook:jupyter-notebook"]);
  const documents = readFileSync("src/documents.ts", "utf8");
  for (const [, name = "none"] of activationEvents.map((event) => event.split(":"))) {
    assert.ok(documents.includes(`"${name}"`), name);
  }
});

test("a folder that is not trusted does not say which program is run", () => {
  assert.equal(capabilities.untrustedWorkspaces.supported, "limited");
  const { properties } = contributes.configuration;
  const namePrograms = Object.keys(properties).filter((name) =>
    properties[name]?.scope.startsWith("machine"),
  );
  assert.deepEqual(namePrograms, ["parlint.path"]);
  assert.deepEqual(capabilities.untrustedWorkspaces.restrictedConfigurations, namePrograms);
});

test("without a disk there is no parlint: it asks for no document that is not a file, unsaved, or a cell", () => {
  assert.equal(capabilities.virtualWorkspaces.supported, false);
  const [, schemes = ""] =
    /^const SCHEMES = (\[.*\]);$/m.exec(readFileSync("src/documents.ts", "utf8")) ?? [];
  assert.deepEqual(JSON.parse(schemes), ["file", "untitled", "vscode-notebook-cell"]);
});

test("each command is carried out, and each that is carried out is promised", () => {
  const source = readFileSync("src/commands/index.ts", "utf8");
  assert.deepEqual([...source.matchAll(/"(parlint\.\w+)":/g)].map(([, name]) => name).sort(), commands);
});

test("what is bound to keys or linked is a command", () => {
  const nls = readFileSync("package.nls.json", "utf8");
  const linked = [...(text + nls).matchAll(/ommand:(parlint\.\w+)/g)].map(([, name]) => name ?? "");
  for (const name of [...contributes.keybindings.map(({ command }) => command), ...linked]) {
    assert.ok(commands.includes(name), name);
  }
});

test("a step of the walkthrough has its picture in the package, and is done by a command that its text links", () => {
  const ours = new Set(commands);
  const nls = JSON.parse(readFileSync("package.nls.json", "utf8")) as Record<string, string>;
  const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
  assert.ok(steps.length >= 5);
  for (const { media, completionEvents } of steps) {
    assert.match(readFileSync(media.svg, "utf8"), /^<svg [\s\S]*<\/svg>\s*$/);
    const done = completionEvents.map((event) => /([\w.]+)$/.exec(event)?.[1] ?? "");
    assert.ok(done.length > 0);
    for (const command of done) {
      assert.ok(ours.has(command) || command.startsWith("workbench."), command);
      assert.ok(
        Object.values(nls).some((text) => text.includes(`(command:${command})`)),
        command,
      );
    }
  }
});

test("each command can be had with the keyboard", () => {
  const bound = new Set(contributes.keybindings.map(({ command }) => command));
  // The menu, which is bound, leads to the rest.
  const menu = readFileSync("src/commands/showMenu.ts", "utf8");
  assert.ok(bound.has("parlint.showMenu"));
  for (const command of commands) {
    assert.ok(bound.has(command) || menu.includes(`"${command}"`), command);
  }
});

test("the files are there", () => {
  const paths = [...text.matchAll(/"((?:\.\/)?(?:media|snippets)\/[\w./]+)"/g)].map(([, path]) => path ?? "");
  assert.ok(paths.length > 5);
  for (const path of paths) {
    assert.ok(existsSync(path), path);
  }
});

test("each setting is read by somebody", () => {
  const readers = ["settings", "configuration"]
    .map((name) => readFileSync(`src/${name}.ts`, "utf8"))
    .join("");
  for (const name of Object.keys(contributes.configuration.properties)) {
    // The language client itself reads how much is traced.
    assert.ok(name === "parlint.trace.server" || readers.includes(`"${name.replace("parlint.", "")}"`), name);
  }
});

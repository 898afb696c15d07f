/** Beside Red Hat's YAML extension, which knows schemas too: nothing is offered or explained twice. */

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { picture } from "../picture.ts";
import { inWindow } from "../session.ts";
import type { Workbench } from "../workbench.ts";

const SCHEMA = join(import.meta.dirname, "../../../../schemas/parallel-component.schema.json");
const COMPONENT = `type: parallel
name: score
mini_batch_error_threshold: 5
`;
/** What both say of the key, and what only one of them does. */
const BOTH = "How many mini-batches may fail before the whole job fails.";
const PARLINT = "In SDK v1: allowed_failed_count";
const NEIGHBOUR = "Source: ";

/** How often each of the texts is said at the key, when all have said what they have to say. */
async function said(workbench: Workbench, file: string, ...waited: string[]): Promise<number[]> {
  await workbench.file(file);
  await workbench.cursorAt("mini_batch_error_threshold", 3, file);
  for (const text of waited) {
    await workbench.hover(new RegExp(text.replaceAll(".", "\\.")));
  }
  await workbench.page.waitForTimeout(1500);
  const hover = await workbench.page.locator(".monaco-hover").filter({ visible: true }).first().innerText();
  await workbench.press("Escape");
  return [BOTH, PARLINT, NEIGHBOUR].map((text) => hover.replaceAll(/\s+/g, " ").split(text).length - 1);
}

/** How often a key is offered. */
async function offered(workbench: Workbench, file: string, key: string): Promise<number> {
  await workbench.file(file);
  await workbench.press("Control+End");
  await workbench.type(key.slice(0, 6));
  await workbench.press("Control+Space");
  await workbench.until("it is offered", async () => (await workbench.completions()).includes(key));
  await workbench.page.waitForTimeout(1500);
  const found = (await workbench.completions()).filter((name) => name === key);
  await workbench.press("Escape");
  return found.length;
}

suite("beside an extension for YAML", () => {
  const window = inWindow(
    "examples/clean",
    { besideYaml: true, settings: { "yaml.schemaStore.enable": false } },
    {
      "ours.yml": COMPONENT,
      "described.yml": `# yaml-language-server: $schema=${SCHEMA}\n${COMPONENT}`,
      ".vscode/settings.json": "{}",
    },
  );

  test("what it explains by itself in the same words is not explained again", async () => {
    assert.deepEqual(await said(window.workbench, "described.yml", NEIGHBOUR, PARLINT), [1, 1, 1]);
    await picture(window.workbench, "beside-yaml");
  });

  test("nor are its completions offered again", async () => {
    assert.equal(await offered(window.workbench, "described.yml", "resources"), 1);
  });

  test("a file that is parlint's altogether is left to parlint", async () => {
    assert.deepEqual(await said(window.workbench, "ours.yml", PARLINT), [1, 1, 0]);
    assert.equal(await offered(window.workbench, "ours.yml", "resources"), 1);
  });

  test("and without the server, the other extension knows its schema", async () => {
    const { workbench } = window;
    await workbench.file("ours.yml");
    const settings = join(workbench.folder, ".vscode/settings.json");
    writeFileSync(settings, '{"parlint.path": "/nowhere/parlint"}');
    await workbench.notification("/nowhere/parlint cannot be run as parlint").waitFor();
    assert.deepEqual(await said(workbench, "ours.yml", BOTH), [1, 0, 0]);
  });
});

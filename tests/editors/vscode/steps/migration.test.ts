/** SDK v1 becomes SDK v2, after a look at what changes. */

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { picture } from "../picture.ts";
import { inWindow } from "../session.ts";
import type { Workbench } from "../workbench.ts";

const SCRIPT = "v1/score.py";
const NOTEBOOK = "v1/score.ipynb";

async function openScript(workbench: Workbench): Promise<void> {
  await workbench.file(SCRIPT);
  await workbench.until("the server runs", async () =>
    (await workbench.status()).startsWith("parlint: Errors"),
  );
}

suite("migration of a file", () => {
  const window = inWindow("examples/broken");

  async function preview(): Promise<void> {
    const { workbench } = window;
    await workbench.press("Control+K", "Alt+M");
    await workbench.page
      .locator(".monaco-diff-editor .modified .view-line", { hasText: "parallel_run_function(" })
      .first()
      .waitFor();
    await workbench.notification("Migrate score.py?").waitFor();
    assert.match(workbench.onDisk(SCRIPT), /ParallelRunConfig\(/, "nothing has changed yet");
  }

  async function isMade(): Promise<void> {
    const { workbench } = window;
    await workbench.page.locator(".monaco-diff-editor").waitFor({ state: "detached" });
    await workbench.line("parallel_run_function(").waitFor();
    await workbench.save();
    assert.match(workbench.onDisk(SCRIPT), /^step = parallel_run_function\(/m);
    assert.doesNotMatch(workbench.onDisk(SCRIPT), /^config = ParallelRunConfig\(/m);
  }

  test("is previewed, and made by the button", async () => {
    const { workbench } = window;
    await openScript(workbench);
    await preview();
    await picture(workbench, "migration");
    await workbench
      .notification("Migrate score.py?")
      .getByRole("button", { name: "Migrate to SDK v2" })
      .click();
    await isMade();
    await picture(workbench, "migrated");
  });

  test("or by keys", async () => {
    const { workbench } = window;
    await workbench.press("Control+Z");
    await workbench.line("ParallelRunConfig(").waitFor();
    await workbench.save();
    await preview();
    await workbench.page.locator(".editor-actions .codicon-check").first().waitFor();
    await workbench.press("Control+K", "Alt+M");
    await isMade();
  });
});

suite("migration of the workspace", () => {
  const window = inWindow("examples/broken");

  test("is shown in a report, and made when it is accepted", async () => {
    const { workbench } = window;
    await openScript(workbench);
    await workbench.command("parlint: Migrate Workspace to SDK v2");
    const report = workbench.webview();
    await report.getByRole("heading", { name: "From SDK v1 to SDK v2" }).waitFor();
    await report.locator("code", { hasText: NOTEBOOK }).first().waitFor();
    await workbench.notification("Migrate 2 files?").waitFor();
    await picture(workbench, "migration-report");
    assert.match(workbench.onDisk(SCRIPT), /ParallelRunConfig\(/, "nothing has changed yet");
    await workbench.command("parlint: Accept the Migration");
    await workbench.until("both files are of v2", () =>
      [SCRIPT, NOTEBOOK].every((path) => workbench.onDisk(path).includes("parallel_run_function(")),
    );
    await workbench.page.locator(".editor-actions .codicon-check").waitFor({ state: "detached" });
    await report.getByRole("heading", { name: "From SDK v1 to SDK v2" }).waitFor();
  });
});

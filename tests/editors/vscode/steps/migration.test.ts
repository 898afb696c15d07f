/** A script of SDK v1 becomes one of v2, after a look at what changes. */

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { picture } from "../picture.ts";
import { inWindow } from "../session.ts";

const SCRIPT = "v1/score.py";

suite("migration", () => {
  const window = inWindow("examples/broken");

  test("is previewed, and made when it is accepted", async () => {
    const { workbench } = window;
    await workbench.file(SCRIPT);
    await workbench.until("the server runs", async () =>
      (await workbench.status()).startsWith("parlint: Errors"),
    );
    await workbench.press("Control+K", "Alt+M");
    const question = workbench.page.locator(".notification-toast", {
      hasText: "Migrate score.py?",
    });
    const apply = question.getByRole("button", { name: "Migrate to SDK v2" });
    await workbench.page
      .locator(".monaco-diff-editor .modified .view-line", { hasText: "parallel_run_function(" })
      .first()
      .waitFor();
    await apply.waitFor();
    assert.match(workbench.onDisk(SCRIPT), /ParallelRunConfig\(/, "nothing has changed yet");
    await picture(workbench, "migration");
    await apply.click();
    await workbench.page.locator(".monaco-diff-editor").waitFor({ state: "detached" });
    await workbench.line("parallel_run_function(").waitFor();
    await workbench.save();
    assert.match(workbench.onDisk(SCRIPT), /^step = parallel_run_function\(/m);
    assert.doesNotMatch(workbench.onDisk(SCRIPT), /^config = ParallelRunConfig\(/m);
    await picture(workbench, "migrated");
  });
});

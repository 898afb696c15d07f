/** What a person sees who opens a folder, without doing anything. */

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { picture } from "../picture.ts";
import { inWindow } from "../session.ts";
import { underlined } from "../squiggles.ts";

suite("reading", () => {
  const window = inWindow("examples/broken");

  test("a finding is underlined at its characters", async () => {
    const { workbench } = window;
    await workbench.file("components/score_images.yml");
    await workbench.until("`max_retry` is underlined", async () =>
      (await underlined(workbench.page)).includes("max_retry"),
    );
    await picture(workbench, "findings");
  });

  test("beside Japanese text too", async () => {
    const { workbench } = window;
    const task =
      "{type: run_function, code: ./ソース, entry_script: 採点.py, environment: azureml:環境:1, program_argument: -v}";
    writeFileSync(
      join(workbench.folder, "japanese.yml"),
      `type: parallel\nname: a\ntask: ${task}\n`,
    );
    await workbench.file("japanese.yml");
    await workbench.until("`program_argument` is underlined", async () =>
      (await underlined(workbench.page)).includes("program_argument"),
    );
    await picture(workbench, "japanese-text");
  });

  test("a hover explains a key", async () => {
    const { workbench } = window;
    await workbench.file("components/score_images.yml");
    await workbench.cursorAt(
      "mini_batch_error_threshold",
      3,
      "components/score_images.yml",
    );
    assert.match(
      await workbench.hover(),
      /mini_batch_error_threshold[\s\S]*mini-batch/,
    );
    await picture(workbench, "hover");
    await workbench.press("Escape");
  });

  test("the Problems panel lists the findings of the whole folder", async () => {
    const { workbench } = window;
    const rows = await workbench.problems();
    await picture(workbench, "problems");
    await workbench.page.locator(".part.panel .codicon-collapse-all").click();
    for (const file of [
      "score_images.yml",
      "submit.py",
      "score.py",
      "score.ipynb",
    ]) {
      await rows.filter({ hasText: file }).first().waitFor();
    }
  });

  test("the status item counts them", async () => {
    const { workbench } = window;
    await workbench.until("it counts", async () =>
      /parlint: Errors: \d+, warnings: \d+, hints: \d+\./.test(
        await workbench.status(),
      ),
    );
    await workbench.page.locator(workbench.statusItem).click();
    await workbench.page
      .locator(".quick-input-list .monaco-list-row", {
        hasText: "Restart the Server",
      })
      .waitFor();
    await picture(workbench, "status");
    await workbench.press("Escape");
  });
});

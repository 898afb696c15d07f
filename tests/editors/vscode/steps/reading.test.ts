/** What a person sees who opens a folder, without doing anything. */

import { suite, test } from "node:test";
import { picture } from "../picture.ts";
import { inWindow } from "../session.ts";
import { underlined } from "../squiggles.ts";

const JAPANESE = `type: parallel
name: a
task: {type: run_function, code: ./ソース, entry_script: 採点.py, program_argument: -v, environment: azureml:環境:1}
`;

suite("reading", () => {
  const window = inWindow("examples/broken", {}, { "japanese.yml": JAPANESE });

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
    await workbench.file("japanese.yml");
    await workbench.until("the folder and the key are underlined", async () => {
      const texts = await underlined(workbench.page);
      return texts.includes("./ソース") && texts.includes("program_argument");
    });
    await picture(workbench, "japanese-text");
  });

  test("a hover explains a key", async () => {
    const { workbench } = window;
    await workbench.file("components/score_images.yml");
    await workbench.cursorAt("mini_batch_error_threshold", 3, "components/score_images.yml");
    await workbench.hover(/mini_batch_error_threshold[\s\S]*mini-batch/);
    await picture(workbench, "hover");
    await workbench.press("Escape");
  });

  test("the Problems panel lists the findings of the whole folder", async () => {
    const { workbench } = window;
    await workbench.file("components/score_images.yml");
    const rows = await workbench.problems();
    await picture(workbench, "problems");
    await workbench.page.locator(".part.panel .codicon-collapse-all").filter({ visible: true }).click();
    for (const file of ["score_images.yml", "submit.py", "score.py", "score.ipynb"]) {
      await rows.filter({ hasText: file }).first().waitFor();
    }
  });

  test("the status item counts them", async () => {
    const { workbench } = window;
    await workbench.until("it counts", async () =>
      /parlint: Errors: \d+, warnings: \d+, hints: \d+\./.test(await workbench.status()),
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

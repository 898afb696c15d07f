/** Cells of a notebook. */

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { picture } from "../picture.ts";
import { inWindow } from "../session.ts";
import { underlined } from "../squiggles.ts";

const NOTEBOOK = "v1/score.ipynb";

suite("notebooks", () => {
  const window = inWindow("examples/broken");

  test("a cell's findings are in the cell", async () => {
    const { workbench } = window;
    await workbench.file(NOTEBOOK);
    const cell = workbench.page.locator(".cell .view-line", { hasText: "mini_batch_size" }).first();
    await workbench.page.locator(".notebookOverlay").hover();
    await workbench.until("the cell is in sight", async () => {
      await workbench.page.mouse.wheel(0, 120);
      return cell.isVisible();
    });
    await workbench.until("its values are underlined", async () => {
      const texts = await underlined(workbench.page);
      return texts.includes('"10 kb"');
    });
    await picture(workbench, "notebook");
  });

  test("and are fixed there", async () => {
    const { workbench } = window;
    await workbench.page.locator(".cell .view-line", { hasText: "mini_batch_size" }).first().click();
    await workbench.press("Control+K", "Alt+F");
    await workbench.until("it is fixed", async () => {
      await workbench.press("Control+S");
      await workbench.page.waitForTimeout(300);
      return !workbench.onDisk(NOTEBOOK).includes('\\"10 kb\\"');
    });
    assert.match(workbench.onDisk(NOTEBOOK), /mini_batch_size=\\"10KB\\"/i);
    assert.match(workbench.onDisk(NOTEBOOK), /画像のスコアリング/);
  });
});

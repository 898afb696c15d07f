/** Commands and settings of the extension. */

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { picture } from "../picture.ts";
import { inWindow } from "../session.ts";
import { underlined } from "../squiggles.ts";

const COMPONENT = "components/score_images.yml";

suite("commands", () => {
  const window = inWindow("examples/broken");

  test("a rule is explained, that of the cursor first", async () => {
    const { workbench } = window;
    await workbench.file(COMPONENT);
    await workbench.until("it is checked", async () =>
      (await underlined(workbench.page)).includes("max_retry"),
    );
    await workbench.cursorAt("max_retry", 0, COMPONENT);
    await workbench.press("Control+K", "Alt+E");
    const first = workbench.page.locator(".quick-input-list .monaco-list-row").first();
    await first.waitFor();
    assert.match(await first.innerText(), /PJ012/);
    await workbench.press("Enter");
    await workbench
      .webview()
      .getByRole("heading", { name: /^PJ012 / })
      .waitFor();
    await picture(workbench, "rule");
  });

  test("a new component has nothing that parlint would say something about", async () => {
    const { workbench } = window;
    await workbench.command("parlint: New Parallel Component");
    await workbench.answer("count_words");
    await workbench.page.locator(".tab.active", { hasText: "component.yml" }).waitFor();
    await workbench.line("count_words.py").waitFor();
    await workbench.until("the status item counts", async () =>
      (await workbench.status()).startsWith("parlint: Errors"),
    );
    await picture(workbench, "new-component");
    assert.match(workbench.onDisk("count_words/src/count_words.py"), /def run\(mini_batch\)/);
    assert.deepEqual(await underlined(workbench.page), []);
  });
});

suite("commands in a window where nothing is open", () => {
  const window = inWindow("examples/broken");

  test("start the extension, and wait for it", async () => {
    const { workbench } = window;
    await workbench.command("parlint: Explain a Rule");
    await workbench.choose("PJ101");
    await workbench
      .webview()
      .getByRole("heading", { name: /^PJ101 / })
      .waitFor();
  });
});

suite("the walkthrough", () => {
  const window = inWindow("examples/clean");

  test("leads through what there is, and its links work", async () => {
    const { workbench } = window;
    await workbench.command("Welcome: Open Walkthrough...");
    await workbench.choose("Get Started with parlint");
    const steps = workbench.page.locator(".gettingStartedContainer .step-title");
    await steps.first().waitFor();
    assert.deepEqual(await steps.allInnerTexts(), [
      "See what is wrong",
      "Fix it",
      "Understand why",
      "Leave SDK v1 behind",
      "Begin a new component",
    ]);
    await steps.last().click();
    await picture(workbench, "walkthrough");
    await workbench.page.getByRole("button", { name: "New Parallel Component" }).click();
    await workbench.answer("count_words");
    await workbench.line("count_words.py").waitFor();
  });
});

suite("checking when saved", () => {
  const window = inWindow("examples/broken", {
    settings: { "parlint.run": "onSave", "parlint.fixOnSave": true },
  });

  test("what is typed is checked, and fixed, when it is saved", async () => {
    const { workbench } = window;
    await workbench.file(COMPONENT);
    await workbench.until("it is checked when opened", async () =>
      (await underlined(workbench.page)).includes("max_retry"),
    );
    await workbench.cursorAt("timeout: 600", "timeout".length, COMPONENT);
    await workbench.type("x");
    await workbench.line("timeoutx").waitFor();
    await workbench.page.waitForTimeout(2500);
    assert.ok(!(await underlined(workbench.page)).includes("timeoutx"), "it waits");
    await workbench.save();
    await workbench.line("max_retries").waitFor();
    assert.match(workbench.onDisk(COMPONENT), /^ {2}timeout: 600\n {2}max_retries: 2$/m);
    await picture(workbench, "saved");
  });
});

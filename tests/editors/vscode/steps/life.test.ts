/** The server's life, and what is said when there is none. */

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { picture } from "../picture.ts";
import { kill, memory, processorTime } from "../server.ts";
import { inWindow, server } from "../session.ts";
import { underlined } from "../squiggles.ts";

const COMPONENT = "components/score_images.yml";

suite("the server's life", () => {
  const window = inWindow("examples/broken");

  test("a killed server comes back, and goes on with the text as it is", async () => {
    const { workbench } = window;
    await workbench.file(COMPONENT);
    await workbench.until("it is checked", async () =>
      (await underlined(workbench.page)).includes("max_retry"),
    );
    const before = (await server()).languageServers();
    assert.ok(before.length > 0);
    before.forEach(kill);
    await workbench.until("there is another", async () => {
      const now = (await server()).languageServers();
      return now.length > 0 && now.every((pid) => !before.includes(pid));
    });
    await workbench.cursorAt("max_retry", "max_retry".length, COMPONENT);
    await workbench.type("x");
    await workbench.until("what is typed is checked", async () =>
      (await underlined(workbench.page)).includes("max_retryx"),
    );
    assert.match(await workbench.status(), /^parlint: Errors/);
    await picture(workbench, "restarted");
  });

  test("a binary that is not there is told of, with what can be done", async () => {
    const { workbench } = window;
    const settings = join(workbench.folder, ".vscode");
    mkdirSync(settings);
    writeFileSync(join(settings, "settings.json"), '{"parlint.path": "/nowhere/parlint"}');
    const notification = workbench.page.locator(".notification-toast", {
      hasText: "/nowhere/parlint cannot be run as parlint",
    });
    await notification.waitFor();
    await notification.getByRole("button", { name: "Open Settings" }).waitFor();
    assert.match(await workbench.status(), /nowhere/);
    await picture(workbench, "no-binary");
    writeFileSync(join(settings, "settings.json"), "{}");
    await workbench.until("it runs again", async () => /^parlint: Errors/.test(await workbench.status()));
  });
});

suite("a folder without parallel jobs", () => {
  const window = inWindow(".github");

  test("costs nothing before a file is opened, and then little memory and no work; nothing is shown", async () => {
    const { workbench } = window;
    const others = (await server()).languageServers();
    const started = async () => (await server()).languageServers().filter((pid) => !others.includes(pid));
    assert.deepEqual(await started(), []);
    await workbench.file("workflows/extension.yml");
    await workbench.until("the server runs", async () => (await started()).length === 1);
    const [pid = 0] = await started();
    await workbench.until("it does nothing at all", async () => {
      const before = processorTime(pid);
      await workbench.page.waitForTimeout(3000);
      return processorTime(pid) === before;
    });
    assert.equal(await workbench.status(), "");
    assert.ok(memory(pid) < 48, `${memory(pid)} MiB`);
    await workbench.press("Control+A");
    await workbench.type("type: parallel\nmini_batch_size: 10\n");
    await workbench.until("it is shown with the first job", async () =>
      (await workbench.status()).startsWith("parlint: "),
    );
  });
});

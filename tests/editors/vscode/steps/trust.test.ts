/** A folder that nobody has vouched for yet. */

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, suite, test } from "node:test";
import { picture } from "../picture.ts";
import { inWindow } from "../session.ts";
import { underlined } from "../squiggles.ts";

const COMPONENT = "components/score_images.yml";

/** A program that the folder's settings name as parlint; it leaves a trace when it is run. */
const FOLDER = mkdtempSync(join(tmpdir(), "parlint-planted-"));
const PROGRAM = join(FOLDER, "planted");
const TRACE = join(FOLDER, "was-run");
writeFileSync(PROGRAM, `#!/bin/sh\ntouch "${TRACE}"\n`, { mode: 0o755 });
after(() => {
  rmSync(FOLDER, { recursive: true });
});

suite("a folder that is not trusted", () => {
  const window = inWindow(
    "examples/broken",
    { asksForTrust: true, settings: { "security.workspace.trust.startupPrompt": "never" } },
    { ".vscode/settings.json": JSON.stringify({ "parlint.path": PROGRAM }) },
  );

  test("is checked by the extension's own binary, not by the one that it names", async () => {
    const { workbench } = window;
    await workbench.page.getByText("Restricted Mode").first().waitFor();
    await workbench.file(COMPONENT);
    await workbench.until("it is checked", async () =>
      (await underlined(workbench.page)).includes("max_retry"),
    );
    await picture(workbench, "untrusted");
    assert.ok(!existsSync(TRACE));
  });

  test("once it is trusted, what it names is run", async () => {
    const { workbench } = window;
    await workbench.command("Workspaces: Manage Workspace Trust");
    await workbench.page.getByRole("button", { name: "Trust", exact: true }).click();
    await workbench.until("it was run", () => existsSync(TRACE));
    await workbench.notification("planted cannot be run as parlint").waitFor();
  });
});

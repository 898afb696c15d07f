/** What a person does to a text, with the keyboard alone. */

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { picture } from "../picture.ts";
import { inWindow } from "../session.ts";
import { underlined } from "../squiggles.ts";

const COMPONENT = "components/score_images.yml";

suite("editing", () => {
  const window = inWindow("examples/broken");

  test("a quick fix changes the document", async () => {
    const { workbench } = window;
    await workbench.file(COMPONENT);
    await workbench.until("it is underlined", async () =>
      (await underlined(workbench.page)).includes("max_retry"),
    );
    await workbench.cursorAt("max_retry", 2, COMPONENT);
    const actions = await workbench.actions();
    assert.match((await actions.allInnerTexts()).join("\n"), /max_retries/);
    await picture(workbench, "quick-fix");
    await workbench.press("Enter");
    await workbench.line("max_retries").waitFor();
    await workbench.save();
    assert.match(workbench.onDisk(COMPONENT), /^ {2}max_retries: 2$/m);
  });

  test("completion inserts a key", async () => {
    const { workbench } = window;
    await workbench.cursorAt("  max_retries: 2", 16, COMPONENT);
    await workbench.press("Enter", "Shift+Home", "Delete");
    await workbench.type("resou");
    await workbench.press("Control+Space");
    await workbench.until("it is offered", async () => (await workbench.completions()).includes("resources"));
    await picture(workbench, "completion");
    await workbench.press("Enter");
    await workbench.line("resources:").waitFor();
    await workbench.press("Escape");
    await workbench.save();
    assert.match(workbench.onDisk(COMPONENT), /^ {2}max_retries: 2\nresources:/m);
  });

  test("all safe fixes at once", async () => {
    const { workbench } = window;
    await workbench.file("pipeline.yml");
    await workbench.until("it is checked", async () =>
      (await underlined(workbench.page)).includes("force_rerunn"),
    );
    await workbench.press("Control+K", "Alt+F");
    await workbench.line("force_rerun:").waitFor();
    await workbench.save();
    await picture(workbench, "fix-all");
    const text = workbench.onDisk("pipeline.yml");
    assert.match(text, /^ {2}force_rerun: true$/m);
    assert.doesNotMatch(text, /force_rerunn|\{\{inputs\.model\}\}(?<!\$\{\{inputs\.model\}\})/);
    assert.match(text, /^# Every fault here/);
  });
});

suite("renaming", () => {
  const window = inWindow("examples/clean");

  test("an input is renamed in both files", async () => {
    const { workbench } = window;
    await workbench.file(COMPONENT);
    await workbench.until("the server has seen the folder", async () =>
      /^parlint: /.test(await workbench.status()),
    );
    await workbench.cursorAt("images:\n", 1, COMPONENT);
    await workbench.press("F2");
    const box = workbench.page.locator(".rename-box input");
    await box.waitFor();
    assert.equal(await box.inputValue(), "images");
    await box.fill("pictures");
    await picture(workbench, "rename");
    await workbench.press("Enter");
    await workbench.line("inputs.pictures").waitFor();
    await workbench.saveAll();
    const [component, pipeline] = [workbench.onDisk(COMPONENT), workbench.onDisk("pipeline.yml")];
    assert.match(component, /^ {2}pictures:\n[\s\S]*^input_data: \$\{\{inputs\.pictures\}\}$/m);
    assert.match(pipeline, /^ {6}pictures: \$\{\{parent\.inputs\.images\}\}$/m);
    assert.match(pipeline, /^ {6}images:$/m, "the other step's input keeps its name");
  });
});

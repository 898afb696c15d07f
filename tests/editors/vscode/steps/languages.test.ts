/** The display language of VS Code is the language of everything that parlint says. */

import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { picture } from "../picture.ts";
import { inWindow } from "../session.ts";
import { underlined } from "../squiggles.ts";

const COMPONENT = "components/score_images.yml";

const LANGUAGES = [
  {
    language: "ja",
    command: "安全な修正をすべて適用",
    status: /エラー: \d+/,
    script: /[\u3040-\u30ff]/,
    hover: /ミニ\s?バッチ/,
  },
  {
    language: "ko",
    command: "안전한 수정 모두 적용",
    status: /오류: \d+/,
    script: /[\uac00-\ud7a3]/,
    hover: /미니\s?배치/,
  },
] as const;

for (const { language, command, status, script, hover } of LANGUAGES) {
  suite(`in ${language}`, () => {
    const window = inWindow("examples/broken", { language });

    test(`findings, hover, status and commands in ${language}`, async () => {
      const { workbench } = window;
      await workbench.file(COMPONENT);
      await workbench.until("it is checked", async () =>
        (await underlined(workbench.page)).includes("max_retry"),
      );
      const rows = await workbench.problems();
      assert.match((await rows.allInnerTexts()).find((text) => text.includes("max_retry")) ?? "", script);
      await workbench.until("the status item counts", async () => status.test(await workbench.status()));
      await workbench.cursorAt("mini_batch_error_threshold", 3, COMPONENT);
      await workbench.hover(hover);
      await picture(workbench, language);
      await workbench.press("Escape");
      await workbench.command(command);
      await workbench.line("max_retries").waitFor();
    });
  });
}

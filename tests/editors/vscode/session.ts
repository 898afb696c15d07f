/** What the steps share: one browser, one code-server for each language and settings, and a window for each group of steps. */

import { after, afterEach, before } from "node:test";
import { failure } from "./picture.ts";
import type { Browser } from "playwright-core";
import { CodeServer, type Wishes } from "./server.ts";
import { startBrowser, Workbench } from "./workbench.ts";

let browser: Promise<Browser> | undefined;
const servers = new Map<string, Promise<CodeServer>>();

/** A server as it is wished for, the same for everybody with the same wishes. */
export function server(wishes: Wishes = {}): Promise<CodeServer> {
  const key = JSON.stringify(wishes);
  const started = servers.get(key) ?? CodeServer.start(wishes);
  servers.set(key, started);
  return started;
}

after(async () => {
  await (await browser)?.close();
  for (const started of servers.values()) {
    await (await started).stop();
  }
});

/** A window with a copy of a folder of the repository, and more files in it, for the steps of the suite that asks. */
export function inWindow(
  folder: string,
  wishes: Wishes = {},
  files: Record<string, string> = {},
): { readonly workbench: Workbench } {
  let workbench: Workbench | undefined;
  before(async () => {
    const started = await server(wishes);
    workbench = await Workbench.open(
      await (browser ??= startBrowser()),
      started,
      started.workspace(folder, files),
    );
  });
  afterEach(async (step) => {
    if (workbench !== undefined && "passed" in step && !step.passed) {
      await failure(workbench, step.name);
    }
  });
  after(() => workbench?.close());
  return {
    get workbench() {
      if (workbench === undefined) {
        throw new Error("the window is not open");
      }
      return workbench;
    },
  };
}

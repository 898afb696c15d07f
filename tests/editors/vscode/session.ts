/** What the steps share: one code-server, and a window for each group of steps. */

import { after, before } from "node:test";
import { CodeServer, type Wishes } from "./server.ts";
import { Workbench } from "./workbench.ts";

const servers = new Map<string, Promise<CodeServer>>();

/** A server as it is wished for, the same for everybody with the same wishes. */
export function server(wishes: Wishes = {}): Promise<CodeServer> {
  const key = JSON.stringify(wishes);
  const started = servers.get(key) ?? CodeServer.start(wishes);
  servers.set(key, started);
  return started;
}

after(async () => {
  for (const started of servers.values()) {
    await (await started).stop();
  }
});

/** A window with a copy of a folder of the repository, for the steps of the file that asks. */
export function inWindow(folder: string, wishes: Wishes = {}): { readonly workbench: Workbench } {
  let workbench: Workbench | undefined;
  before(async () => {
    const started = await server(wishes);
    workbench = await Workbench.open(started, started.workspace(folder));
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

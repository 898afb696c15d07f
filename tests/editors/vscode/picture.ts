/** Pictures of the window: of every step below target/, and in docs/images for the READMEs if UPDATE=1 asks for it. */

import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Workbench } from "./workbench.ts";

const ROOT = join(import.meta.dirname, "../../..");
const TAKEN = join(ROOT, "target/vscode");
const SHOWN = join(ROOT, "docs/images");

/** What the window shows where a step failed: never one for the READMEs. */
export async function failure(workbench: Workbench, step: string): Promise<void> {
  await take(workbench, `failed-${step.replaceAll(/\W+/g, "-")}.png`);
}

export async function picture(workbench: Workbench, name: string): Promise<void> {
  const file = `vscode-${name}.png`;
  await take(workbench, file);
  if (process.env["UPDATE"] === "1") {
    mkdirSync(SHOWN, { recursive: true });
    copyFileSync(join(TAKEN, file), join(SHOWN, file));
  }
}

async function take(workbench: Workbench, file: string): Promise<void> {
  mkdirSync(TAKEN, { recursive: true });
  await workbench.page.screenshot({ path: join(TAKEN, file), animations: "disabled", caret: "initial" });
}

/** VS Code's window as a person has it: keys go in, what is shown comes out. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type FrameLocator, type Locator, type Page } from "playwright-core";
import type { CodeServer } from "./server.ts";

/** How long something may take to show, on a machine that is busy. */
const PATIENCE = 120_000;

/** How long a single key may take to show, before it is pressed again. */
const ATTEMPT = 8_000;

const BROWSER = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"];
const QUIET = ["--disable-background-networking", "--disable-component-update"];

export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "", args: [...BROWSER, ...QUIET] });
}

export class Workbench {
  readonly page: Page;
  /** The folder that is open. */
  readonly folder: string;
  readonly statusItem = ".statusbar-item[id='parlint.parlint.parlint.status']";

  private constructor(page: Page, folder: string) {
    this.page = page;
    this.folder = folder;
  }

  static async open(browser: Browser, server: CodeServer, folder: string): Promise<Workbench> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 760 }, locale: server.language });
    page.setDefaultTimeout(PATIENCE);
    await page.goto(`${server.url}/?folder=${encodeURIComponent(folder)}`);
    await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor();
    return new Workbench(page, folder);
  }

  async close(): Promise<void> {
    await this.page.close();
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key);
    }
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text, { delay: 20 });
  }

  /** Opens a file of the folder by its path. */
  async file(path: string): Promise<void> {
    const name = path.slice(path.lastIndexOf("/") + 1);
    await this.#insist(async () => {
      await this.#find("Control+P", path, name);
      await this.page.locator(".tab.active", { hasText: name }).waitFor({ timeout: ATTEMPT });
    });
  }

  /** Runs a command by its title. */
  async command(title: string): Promise<void> {
    await this.#insist(() => this.#find("F1", `>${title}`, title));
  }

  /** Takes a line of the list that is open. */
  async choose(label: string): Promise<void> {
    await this.#input().fill(label);
    await this.#take(label);
  }

  /** Answers a question at the top of the window. */
  async answer(text: string): Promise<void> {
    await this.#input().fill(text);
    await this.press("Enter");
  }

  /** Puts the cursor into the first place of a text in a file, which is the active one and saved. */
  async cursorAt(text: string, offset: number, path: string): Promise<void> {
    const before = this.onDisk(path).split(text)[0] ?? "";
    const lines = before.split("\n");
    await this.goTo(lines.length, (lines.at(-1)?.length ?? 0) + offset + 1);
  }

  async goTo(line: number, column: number): Promise<void> {
    await this.#insist(async () => {
      await this.#ask("Control+G", `:${line}:${column}`);
      await this.press("Enter");
      await this.page.locator(".quick-input-widget").waitFor({ state: "hidden", timeout: ATTEMPT });
    });
  }

  /** The line of the active editor that holds a text. */
  line(text: string): Locator {
    return this.page.locator(".editor-instance .view-line", { hasText: text }).first();
  }

  async save(): Promise<void> {
    await this.press("Control+S");
    await this.page.locator(".tab.active:not(.dirty)").waitFor();
  }

  async saveAll(): Promise<void> {
    await this.command("File: Save All Files");
    await this.page.locator(".tab.dirty").first().waitFor({ state: "detached" });
  }

  /** What a file of the folder says. */
  onDisk(path: string): string {
    return readFileSync(join(this.folder, path), "utf8");
  }

  /** The rows of the Problems panel. */
  async problems(): Promise<Locator> {
    const rows = this.page.locator(".markers-panel .monaco-list-row");
    await this.#insist(async () => {
      if (!(await rows.first().isVisible())) {
        await this.press("Control+Shift+M");
        await rows.first().waitFor({ timeout: ATTEMPT });
      }
    });
    return rows;
  }

  notification(text: string): Locator {
    return this.page.locator(".notification-toast", { hasText: text });
  }

  /** The page that an extension shows in the active editor. */
  webview(): FrameLocator {
    return this.page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
  }

  /** What the status item says to who cannot see it. */
  async status(): Promise<string> {
    const item = this.page.locator(this.statusItem);
    return (await item.count()) > 0 ? ((await item.getAttribute("aria-label")) ?? "") : "";
  }

  /** Shows the hover at the cursor, which says something. */
  async hover(expected: RegExp): Promise<void> {
    const texts = this.page.locator(".monaco-editor .monaco-hover .hover-contents");
    await this.#insist(async () => {
      await this.press("Control+K", "Control+I");
      await texts.filter({ hasText: expected }).first().waitFor({ timeout: ATTEMPT });
    });
  }

  /** What can be done about what is at the cursor: the list is open. */
  async actions(): Promise<Locator> {
    const rows = this.page.locator(".action-widget .monaco-list-row");
    await this.#insist(async () => {
      await this.press("Control+.");
      await rows.first().waitFor({ timeout: ATTEMPT });
    });
    return rows;
  }

  /** The names offered after the cursor. */
  async completions(): Promise<string[]> {
    const rows = this.page.locator(".suggest-widget.visible .monaco-list-row .label-name");
    await rows.first().waitFor();
    return rows.allInnerTexts();
  }

  /** Waits until something that is asked of the page again and again holds. */
  async until(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
    const end = Date.now() + PATIENCE;
    while (!(await holds())) {
      assert.ok(Date.now() < end, `this never came true: ${what}`);
      await this.page.waitForTimeout(100);
    }
  }

  /** Takes what is found by a text in the list that a key opens. */
  async #find(key: string, text: string, label: string): Promise<void> {
    await this.#ask(key, text);
    await this.#take(label);
  }

  async #take(label: string): Promise<void> {
    const rows = this.page.locator(".quick-input-list .monaco-list-row.focused", { hasText: label });
    await rows.first().waitFor({ timeout: ATTEMPT });
    await this.press("Enter");
  }

  async #ask(key: string, text: string): Promise<void> {
    await this.press(key);
    await this.#input().fill(text, { timeout: ATTEMPT });
  }

  /** Does something again if the window, which was busy, lost a key or closed its list. */
  async #insist(action: () => Promise<void>): Promise<void> {
    const end = Date.now() + PATIENCE;
    for (;;) {
      try {
        await action();
        return;
      } catch (error) {
        if (Date.now() > end) {
          throw error;
        }
        await this.press("Escape");
      }
    }
  }

  #input(): Locator {
    return this.page.locator(".quick-input-widget input").first();
  }
}

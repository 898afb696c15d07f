/** VS Code's window as a person has it: keys go in, what is shown comes out. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import type { CodeServer } from "./server.ts";

/** How long something may take to show, on a machine that is busy. */
const PATIENCE = 45_000;

const BROWSER = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"];
const QUIET = ["--disable-background-networking", "--disable-component-update"];

export class Workbench {
  readonly page: Page;
  /** The folder that is open. */
  readonly folder: string;
  readonly statusItem = ".statusbar-item[id='parlint.parlint.parlint.status']";
  readonly #browser: Browser;

  private constructor(page: Page, folder: string, browser: Browser) {
    this.page = page;
    this.folder = folder;
    this.#browser = browser;
  }

  static async open(server: CodeServer, folder: string): Promise<Workbench> {
    const browser = await chromium.launch({
      executablePath: "/usr/bin/chromium",
      args: [...BROWSER, ...QUIET],
    });
    const page = await browser.newPage({ viewport: { width: 1280, height: 760 }, locale: server.language });
    page.setDefaultTimeout(PATIENCE);
    await page.goto(`${server.url}/?folder=${encodeURIComponent(folder)}`);
    await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor();
    return new Workbench(page, folder, browser);
  }

  async close(): Promise<void> {
    await this.#browser.close();
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
    await this.press("Control+P");
    await this.#input().fill(path);
    await this.page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().waitFor();
    await this.press("Enter");
    await this.page.locator(".tab.active", { hasText: name }).waitFor();
  }

  /** Runs a command by its title. */
  async command(title: string): Promise<void> {
    await this.press("F1");
    await this.#input().fill(`>${title}`);
    await this.page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().waitFor();
    await this.press("Enter");
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
    await this.press("Control+G");
    await this.#input().fill(`:${line}:${column}`);
    await this.press("Enter");
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
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
    if (!(await rows.first().isVisible())) {
      await this.press("Control+Shift+M");
      await rows.first().waitFor();
    }
    return rows;
  }

  /** What the status item says to who cannot see it. */
  async status(): Promise<string> {
    const item = this.page.locator(this.statusItem);
    return (await item.count()) > 0 ? ((await item.getAttribute("aria-label")) ?? "") : "";
  }

  /** What the hover at the cursor says. */
  async hover(): Promise<string> {
    await this.press("Control+K", "Control+I");
    const hover = this.page.locator(".monaco-hover .hover-contents").first();
    await hover.waitFor();
    return (await this.page.locator(".monaco-hover .hover-contents").allInnerTexts()).join("\n");
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

  #input(): Locator {
    return this.page.locator(".quick-input-widget input").first();
  }
}

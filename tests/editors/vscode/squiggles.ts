/** Which characters are underlined, measured on the page: a squiggle is a box, and so is each character. */

import type { Page } from "playwright-core";

/** The underlined texts of the active editor, from top to bottom. */
export function underlined(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const SQUIGGLES = ["error", "warning", "info"].map((kind) => `.squiggly-${kind}`).join(",");

    function charactersOf(line: Element): { text: string; box: DOMRect }[] {
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      const found = [];
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const text = node.textContent ?? "";
        for (let index = 0; index < text.length; index++) {
          const range = document.createRange();
          range.setStart(node, index);
          range.setEnd(node, index + 1);
          found.push({ text: text.charAt(index).replace("\u00a0", " "), box: range.getBoundingClientRect() });
        }
      }
      return found;
    }

    function textUnder(squiggle: Element): string {
      const box = squiggle.getBoundingClientRect();
      const middle = (box.top + box.bottom) / 2;
      const lines = [...document.querySelectorAll(".view-lines .view-line")];
      const line = lines.find((line) => {
        const { top, bottom } = line.getBoundingClientRect();
        return top <= middle && middle < bottom;
      });
      const under = (line ? charactersOf(line) : []).filter(({ box: { left, right } }) => {
        const center = (left + right) / 2;
        return box.left < center && center < box.right;
      });
      return under.map(({ text }) => text).join("");
    }

    const squiggles = [...document.querySelectorAll(`.view-overlays :is(${SQUIGGLES})`)];
    squiggles.sort((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top);
    return squiggles.map(textUnder);
  });
}

/** Every text that people read is there in every language, and nothing is there that nobody reads. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const LANGUAGES = ["ja", "ko"];

type Texts = Record<string, string>;

function texts(path: string): Texts {
  return JSON.parse(readFileSync(path, "utf8")) as Texts;
}

/** What `l10n.t` is called with in the sources. */
function inSources(): string[] {
  const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".ts"),
  );
  const sources = files.map((path) => readFileSync(`src/${path}`, "utf8"));
  const calls = sources.flatMap((source) => [...source.matchAll(/l10n\.t\(\s*("(?:[^"\\]|\\.)*")/g)]);
  const count = sources.join("").split("l10n.t(").length - 1;
  assert.equal(calls.length, count, "l10n.t is called with a literal");
  return [...new Set(calls.map(([, literal]) => JSON.parse(literal ?? "") as string))].sort();
}

/** What `package.json` refers to as `%key%`. */
function inManifest(): string[] {
  const manifest = readFileSync("package.json", "utf8");
  return [...new Set([...manifest.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key ?? ""))].sort();
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\d+\}|\(command:[\w.]+\)|`[^`]+`/g)].map(([it]) => it).sort();
}

function check(original: Texts, translated: Texts, language: string): void {
  assert.deepEqual(Object.keys(translated).sort(), Object.keys(original).sort(), language);
  for (const [key, text] of Object.entries(original)) {
    assert.deepEqual(placeholders(translated[key] ?? ""), placeholders(text), `${language}: ${key}`);
    assert.notEqual(translated[key], text, `${language}: ${key} is not translated`);
  }
}

for (const language of LANGUAGES) {
  test(`messages in ${language}`, () => {
    const original = Object.fromEntries(inSources().map((text) => [text, text]));
    check(original, texts(`l10n/bundle.l10n.${language}.json`), language);
  });

  test(`manifest in ${language}`, () => {
    check(texts("package.nls.json"), texts(`package.nls.${language}.json`), language);
  });
}

test("the manifest has a text for each key, and no other", () => {
  assert.deepEqual(Object.keys(texts("package.nls.json")).sort(), inManifest());
});

/**
 * A language pack for VS Code that translates nothing: VS Code speaks English on, but its display language, which is what
 * extensions go by, is the other one. The real packs can be had from a marketplace only.
 */

import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Puts the pack for a language into a profile, as if it had been installed. */
export function addLanguagePack(language: string, profile: string): void {
  const translations = join(profile, `${language}.i18n.json`);
  writeFileSync(translations, JSON.stringify({ version: "1.0.0", contents: {} }));
  const extension = { extensionIdentifier: { id: `parlint-tests.${language}` }, version: "1.0.0" };
  const pack = {
    hash: "1",
    extensions: [extension],
    translations: { vscode: translations },
    label: language,
  };
  writeFileSync(join(profile, "languagepacks.json"), JSON.stringify({ [language]: pack }));
}

/** Texts without what somebody else says in the same words. Knows nothing of VS Code. */

/** A text of Markdown without those of its paragraphs that others say too; empty if nothing but its heading would be left. */
export function withoutEchoes(text: string, others: readonly string[]): string {
  const said = others.map(words);
  const paragraphs = text.split(/\n{2,}/);
  const own = paragraphs.filter((paragraph) => !said.some((other) => other.includes(words(paragraph))));
  const isHeadingOnly = own.length === 1 && own[0] === paragraphs[0] && paragraphs.length > 1;
  return isHeadingOnly ? "" : own.join("\n\n");
}

/** The words alone: others mark them up, and break their lines, in their own way. */
function words(text: string): string {
  const found = text.replaceAll(/&\w+;/g, " ").match(/[\p{L}\p{N}]+/gu) ?? [];
  return ` ${found.join(" ")} `;
}

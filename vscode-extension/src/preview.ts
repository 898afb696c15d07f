/** What a text becomes by edits that are only shown yet. Knows nothing of VS Code. */

/** The replacement of a part of a text, from one offset up to another. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text after replacements, which do not overlap. */
export function replaced(text: string, replacements: readonly Replacement[]): string {
  const backwards = [...replacements].sort((one, other) => other.start - one.start);
  return backwards.reduce(
    (text, { start, end, text: by }) => text.slice(0, start) + by + text.slice(end),
    text,
  );
}

/** Versions: what `parlint --version` says, and whether it fits this extension. */

export type Version = readonly [major: number, minor: number, patch: number];

/** The version in the output of `parlint --version`, such as `parlint 1.2.3`. */
export function parseVersion(output: string): Version | undefined {
  const found = /^parlint (\d+)\.(\d+)\.(\d+)(?:[-+]\S*)?$/.exec(output.trim());
  return found ? [Number(found[1]), Number(found[2]), Number(found[3])] : undefined;
}

export function showVersion(version: Version): string {
  return version.join(".");
}

/**
 * Whether a binary can be used where `wanted` is built for: not older, and without a breaking change between them,
 * which the first number that is not zero counts.
 */
export function fits(found: Version, wanted: Version): boolean {
  const breaking = wanted.findIndex((number) => number > 0);
  for (const [index, number] of wanted.entries()) {
    const difference = (found[index] ?? 0) - number;
    if (difference !== 0) {
      return difference > 0 && index > breaking && breaking >= 0;
    }
  }
  return true;
}

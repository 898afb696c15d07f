/** The rules, as the binary tells of them. Knows nothing of VS Code. */

import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** One of the array that `parlint rule --output-format json` prints. */
export interface Rule {
  readonly code: string;
  readonly name: string;
  readonly summary: string;
  readonly documentation: string;
}

/** All rules, in the order of their codes. */
export async function allRules(binary: string): Promise<Rule[]> {
  const options = { maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)(binary, ["rule", "--output-format", "json"], options);
  return JSON.parse(stdout) as Rule[];
}

/** A rule's page, in Markdown. */
export function page(rule: Rule): string {
  return `# ${rule.code} ${rule.name}\n\n${rule.documentation}`;
}

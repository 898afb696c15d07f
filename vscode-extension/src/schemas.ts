/**
 * The schema that other extensions get for a YAML text. While the server runs it says all that there is to say about
 * texts that are parlint's altogether, so that others get a schema that says nothing: nobody wants each key offered
 * twice. Without the server they get the real one. Knows nothing of VS Code.
 */

/** The scheme of the names of schemas. */
export const SCHEME = "parlint";

const QUIET = "quiet";

/** Texts of ours, told by keys that are not indented. */
const KINDS = [
  { key: /^parallel_run_config:/m, schema: "v1-config", whole: true },
  { key: /^type:\s*["']?parallel\b/im, schema: "parallel-component", whole: true },
  // Most nodes of a pipeline are none of our business.
  { key: /^jobs:(?=[\s\S]*\btype:\s*["']?parallel\b)/im, schema: "pipeline-job", whole: false },
];

/** The files in which the schemas stand. */
export const FILES = KINDS.map(({ schema }) => file(schema));

/** The name of the schema for a text; `undefined` if it is not for us to say. */
export function schemaFor(text: string, serverRuns: boolean): string | undefined {
  const kind = KINDS.find(({ key }) => key.test(text));
  if (kind === undefined || (serverRuns && !kind.whole)) {
    return undefined;
  }
  return `${SCHEME}://schemas/${serverRuns ? QUIET : file(kind.schema)}`;
}

function file(schema: string): string {
  return `${schema}.schema.json`;
}

/** The schema of this name. `read` gives the text of a file of schemas. */
export function schemaContent(name: string, read: (file: string) => string): string | undefined {
  const file = /^parlint:\/\/schemas\/([\w.-]+)$/.exec(name)?.[1];
  return file === QUIET ? "{}" : file === undefined ? undefined : read(file);
}

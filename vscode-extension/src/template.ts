/** The templates of new files. Knows nothing of VS Code. */

/** What stands in a template where the name of the component is to be. */
const NAME = "COMPONENT_NAME";

/** Names that are good for a component, a Python module and a folder alike. */
export function isName(name: string): boolean {
  return /^[a-z][a-z0-9_]*$/.test(name);
}

export function fill(template: string, name: string): string {
  return template.replaceAll(NAME, name);
}

/** The settings `parlint.*`: read, and put as the server takes them. Knows nothing of VS Code but how it is asked. */

/** When files are checked. */
export type Run = "onType" | "onSave";

export interface Settings {
  readonly path: string;
  readonly logLevel: string;
  readonly fixOnSave: boolean;
  readonly run: Run;
  /** What `parlint.toml` could say too, under its names; what is not set is not there. */
  readonly forServer: Readonly<Record<string, unknown>>;
}

/** The value of the setting of this name below `parlint`. */
export type Ask = (name: string) => unknown;

/** The settings of the server that are given when it starts: to change them takes a restart. */
export const NEED_RESTART = ["path", "logLevel"] as const;

const FOR_SERVER = ["select", "ignore", "locale"] as const;

const LOCALES = ["en", "ja", "ko"];

const LEVELS = ["off", "error", "warning", "info", "debug"];

/** The settings as they are; a value of a wrong type counts as not given. */
export function readSettings(ask: Ask, home: string): Settings {
  const level = ask("logLevel");
  return {
    path: expandHome(text(ask("path")), home),
    logLevel: typeof level === "string" && LEVELS.includes(level) ? level : "warning",
    fixOnSave: ask("fixOnSave") === true,
    run: ask("run") === "onSave" ? "onSave" : "onType",
    forServer: given(FOR_SERVER, ask),
  };
}

/** The language of what the binary says, in a window of this display language. */
export function localeOf(settings: Settings, display: string): string {
  const wanted = settings.forServer["locale"] ?? display.slice(0, 2);
  return LOCALES.find((locale) => locale === wanted) ?? "en";
}

/** The arguments with which the server is started. */
export function serverArguments(settings: Settings): string[] {
  return ["server", "--log-level", settings.logLevel];
}

function given(names: readonly string[], ask: Ask): Record<string, unknown> {
  const all = names.map((name): [string, unknown] => [name, ask(name)]);
  return Object.fromEntries(all.filter(([, value]) => value != null));
}

function text(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}

function expandHome(path: string, home: string): string {
  return /^~(?=$|[/\\])/.test(path) ? home + path.slice(1) : path;
}

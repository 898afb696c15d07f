import assert from "node:assert/strict";
import { test } from "node:test";
import { localeOf, readSettings, serverArguments, type Settings } from "../src/settings.ts";

function check(given: Record<string, unknown>, expected: Partial<Settings>): void {
  const settings = readSettings((name) => given[name], "/home/me");
  assert.deepEqual({ ...settings, ...expected }, settings);
}

test("what is not set has its default", () => {
  check({}, { path: "", logLevel: "warning", fixOnSave: false, run: "onType", forServer: {} });
});

test("the server gets what is set, and nothing of null", () => {
  check(
    { select: null, ignore: ["PJ101"], locale: "ja" },
    { forServer: { ignore: ["PJ101"], locale: "ja" } },
  );
  check({ select: [] }, { forServer: { select: [] } });
});

test("a home folder is put in place of ~", () => {
  check({ path: " ~/bin/parlint " }, { path: "/home/me/bin/parlint" });
  check({ path: "/opt/~/parlint" }, { path: "/opt/~/parlint" });
  check({ path: "~other/parlint" }, { path: "~other/parlint" });
});

test("values of a wrong type count as not given", () => {
  check({ path: 1, logLevel: "loud", fixOnSave: "yes", run: "never" }, { path: "", logLevel: "warning" });
  check({ fixOnSave: "yes", run: "never" }, { fixOnSave: false, run: "onType" });
});

test("the server is started with its log level", () => {
  const settings = readSettings((name) => (name === "logLevel" ? "debug" : undefined), "");
  assert.deepEqual(serverArguments(settings), ["server", "--log-level", "debug"]);
});

test("the binary speaks the language of the setting, else that of the window, else English", () => {
  const locale = (given: unknown, display: string) =>
    localeOf(
      readSettings((name) => (name === "locale" ? given : undefined), ""),
      display,
    );
  assert.deepEqual(
    [locale("ko", "ja"), locale(null, "ja"), locale(null, "en-US"), locale(null, "fr"), locale("xx", "ja")],
    ["ko", "ja", "en", "en", "en"],
  );
});

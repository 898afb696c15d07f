/**
 * A stand-in for Red Hat's YAML extension, which can be had from a marketplace only: under its name, the server of that
 * extension, yaml-language-server, which asks the contributors of schemas as that extension has it.
 */

import { LanguageClient } from "vscode-languageclient/node";

interface Contributor {
  readonly schemaOf: (resource: string) => string | undefined;
  readonly contentOf: (schema: string) => string | undefined;
}

/** By the scheme of the schemas that they give. */
const contributors = new Map<string, Contributor>();

let client: LanguageClient | undefined;

export async function activate() {
  const server = { command: process.execPath, args: [process.env["YAML_SERVER"] ?? "", "--stdio"] };
  client = new LanguageClient("yaml", "YAML", server, {
    documentSelector: [{ language: "yaml" }],
    synchronize: { configurationSection: "yaml" },
  });
  client.onRequest("custom/schema/request", (resource: string) =>
    [...contributors.values()].map(({ schemaOf }) => schemaOf(resource)).filter((it) => it !== undefined),
  );
  client.onRequest(
    "custom/schema/content",
    (schema: string) => contributors.get(schema.split(":")[0] ?? "")?.contentOf(schema) ?? null,
  );
  await client.start();
  await client.sendNotification("yaml/registerCustomSchemaRequest");
  return {
    registerContributor(
      scheme: string,
      schemaOf: Contributor["schemaOf"],
      contentOf: Contributor["contentOf"],
    ) {
      contributors.set(scheme, { schemaOf, contentOf });
      return true;
    },
  };
}

export function deactivate(): Promise<void> | undefined {
  return client?.stop();
}

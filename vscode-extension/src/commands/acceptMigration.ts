/** What is shown of a migration waits here until it is accepted: by the button above it, by keys, or in the notification. */

import * as vscode from "vscode";

/** A migration that is shown, but not made yet. */
export interface Offer {
  readonly question: string;
  /** Makes it. */
  readonly make: () => Promise<void>;
  /** Closes what shows it. */
  readonly close: () => Promise<void>;
}

/** One at a time: each closes what showed the one before. */
let current: Offer | undefined;

export async function offer(next: Offer): Promise<void> {
  const before = current;
  current = next;
  await before?.close();
  const accept = vscode.l10n.t("Migrate to SDK v2");
  if ((await vscode.window.showInformationMessage(next.question, accept)) === accept && current === next) {
    await acceptMigration();
  }
}

export async function acceptMigration(): Promise<void> {
  const accepted = current;
  current = undefined;
  await accepted?.close();
  await accepted?.make();
}

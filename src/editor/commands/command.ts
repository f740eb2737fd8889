import type { App } from "../app.ts";
import type { Inbox } from "../asks/inbox.ts";
import type { Chat } from "../chat/view.ts";

/** One command: package.json's entry is made from it, and registered with what it does. */
export interface Command {
  readonly id: `folio.${string}`;
  readonly title: string;
  readonly icon?: `$(${string})`;
  /** When it is in the palette and may run; `false` keeps it out of the palette. */
  readonly when?: string | false;
  readonly keybinding?: { readonly key: string; readonly mac?: string; readonly when: string };
  /** Further places, as package.json's `contributes.menus` names them. */
  readonly menus?: Readonly<Record<string, { readonly when: string; readonly group: string }>>;
  run(context: CommandContext, ...args: unknown[]): unknown;
}

export interface CommandContext {
  readonly app: App;
  readonly chat: Chat;
  readonly inbox: Inbox;
}

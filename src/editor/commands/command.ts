/**
 * One command: package.json's entry is made from it, and it is registered with what it does. `Parts` is what the commands of
 * its family use of the window. Loading a family runs nothing.
 */
export interface Command<Parts> {
  readonly id: `folio.${string}`;
  readonly title: string;
  readonly icon?: `$(${string})`;
  /** When it is in the palette and may run; `false` keeps it out of the palette. */
  readonly when?: string | false;
  readonly keybinding?: { readonly key: string; readonly mac?: string; readonly when: string };
  /** Further places, as package.json's `contributes.menus` names them. */
  readonly menus?: Readonly<Record<string, { readonly when: string; readonly group: string }>>;
  /** What it does while no server runs: it starts one, or it tells that there is nothing to do. Absent: it needs none. */
  readonly whenOff?: "starts" | "tells";
  /** Does it; the arguments are whatever the caller gives, also other extensions. A rejection is shown to the person. */
  readonly run: (parts: Parts, ...args: unknown[]) => unknown;
}

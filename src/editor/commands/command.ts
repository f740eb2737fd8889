/**
 * One command. Its entry in package.json is made from this row, and `run` is registered for it. `Parts` is what the commands
 * of its family need. Loading a family must have no effects.
 */
export interface Command<Parts> {
  readonly id: `folio.${string}`;
  readonly title: string;
  readonly icon?: `$(${string})`;
  /** A when clause for the palette; `false` keeps the command out of the palette. */
  readonly when?: string | false;
  readonly keybinding?: { readonly key: string; readonly mac?: string; readonly when: string };
  /** Other menus, by their names in `contributes.menus` of package.json. */
  readonly menus?: Readonly<Record<string, { readonly when: string; readonly group: string }>>;
  /** What it does while no server runs: it starts one, it tells that there is nothing to do, or it works without. */
  readonly whenOff: "starts" | "tells" | "works";
  /** Any extension may call it with any arguments, so it must check them. A rejection is shown to the person. */
  readonly run: (parts: Parts, ...args: unknown[]) => unknown;
}

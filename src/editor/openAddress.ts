import { env, type Uri } from "vscode";

/**
 * Opens an address outside of VS Code, exactly as it is written. VS Code asks first and shows the whole address, unless the
 * person has told it to trust the domain; in a browser it may show another address of that host (test/FACTS.md). Resolves
 * with whether it was opened.
 */
export const openAddress = (address: string): Thenable<boolean> =>
  // VS Code takes a text too, and keeps only that as it is: it writes the percent codes of a `Uri` anew.
  env.openExternal(address as unknown as Uri);

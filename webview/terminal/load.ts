import type { ReadOutput } from "../../src/model/text/plainLines.ts";

declare global {
  /** Set by the script of `chunk.ts`. */
  var folioTerminal: (() => ReadOutput) | undefined;
}

import type { AnsiStyle } from "./sgr.ts";
import { createTerminal } from "./terminal.ts";

export interface AnsiSpan {
  readonly text: string;
  readonly style: AnsiStyle;
}

export type AnsiLine = readonly AnsiSpan[];

/** The lines that a terminal would show after it was fed this text. No control character is left in them but the tab. */
export function parseAnsi(text: string): readonly AnsiLine[] {
  const terminal = createTerminal();
  terminal.write(text);
  return terminal.lines();
}

import { leftOutOf } from "./output.ts";
import { withoutEnd, type ReadOutput } from "./plainLines.ts";
import { createTerminal } from "./terminal.ts";

/** Reads output as a terminal shows it. */
export function createTerminalLines(): ReadOutput {
  let terminal = createTerminal();
  let read = "";
  return output => {
    if (!output.startsWith(read)) {
      terminal = createTerminal();
      read = "";
    }
    const gap = read === "" ? leftOutOf(output) : null;
    if (gap) {
      terminal.write(output.slice(0, gap.at));
      // The line breaks around the mark belong to it. Output behind it must not write over it.
      terminal.fence();
      terminal.write(output.slice(gap.at, gap.end).trim());
      terminal.fence();
      terminal.write(output.slice(gap.end));
    } else terminal.write(output.slice(read.length));
    read = output;
    return withoutEnd(terminal.lines());
  };
}

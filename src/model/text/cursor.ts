import type { Grid } from "./grid.ts";
import type { Screen } from "./screen.ts";
import * as lines from "./screenLine.ts";
import type { AnsiStyle } from "./sgr.ts";

/** Output that moves further to the right means the edge of the terminal, whose usual width is 80. */
const widest = 500;
const usualEdge = 79;

/** Where a terminal writes next, and how. */
export interface Cursor {
  row: number;
  column: number;
  style: AnsiStyle;
  /** It was put into the first row of the screen, and nothing was written since: what is erased now is cleared. */
  isSetHome: boolean;
}

/** The grid and the cursor as they are now: both are others on the alternate screen. */
export interface Pen {
  grid(): Grid;
  cursor(): Cursor;
}

/** The line of the cursor, long enough to write at it. */
export function lineHere({ grid, cursor }: Pen) {
  const here = cursor();
  const { row, line } = grid().reach(here.row);
  here.row = row;
  const missing = here.column - line.width;
  if (missing > 0 && grid().allows(missing)) lines.pad(line, here.column);
  else if (missing > 0) here.column = line.width;
  return line;
}

/** How the cursor moves. */
export const createMoves = (
  pen: Pen,
): Pick<
  Screen,
  "tab" | "backTab" | "newLine" | "moveRows" | "moveColumns" | "toRow" | "toColumn"
> => {
  const { grid, cursor } = pen;
  const toColumn = (wanted: number) => {
    const { row, column } = cursor();
    const edge = Math.max(usualEdge, column, grid().lines[row]?.width ?? 0);
    cursor().column = Math.max(0, wanted <= widest ? wanted : Math.min(wanted, edge));
  };
  return {
    tab(count) {
      const stops = count === 1 || grid().allows(8 * Math.min(count, widest)) ? count : 1;
      for (let done = 0; done < Math.min(stops, widest); done++) {
        const here = cursor();
        const line = lineHere(pen);
        const isAtEnd = here.column >= line.width;
        here.column = isAtEnd ? lines.putTab(line, here.style) : lines.nextStop(here.column);
      }
    },
    backTab(count) {
      const here = cursor();
      here.column = lines.stopBefore(here.column, count);
    },
    newLine() {
      const here = cursor();
      here.isSetHome = false;
      here.row = grid().reach(here.row + 1).row;
      here.column = 0;
    },
    moveRows(count) {
      const here = cursor();
      const wanted = here.row + count;
      here.isSetHome = false;
      here.row =
        count < 0
          ? Math.max(Math.min(grid().top, here.row), wanted)
          : Math.min(Math.max(grid().bottom(), here.row), wanted);
    },
    moveColumns: count => toColumn(cursor().column + count),
    toRow(row) {
      cursor().row = grid().rowOf(row);
      cursor().isSetHome = row <= 1;
    },
    toColumn: column => toColumn(column - 1),
  };
};

import type { Pen } from "./cursor.ts";
import type { Screen } from "./screen.ts";
import * as lines from "./screenLine.ts";

/** How text of the screen is taken away or moved. */
export const createErasing = ({
  grid,
  cursor,
}: Pen): Pick<
  Screen,
  | "eraseLine"
  | "eraseScreen"
  | "eraseCharacters"
  | "insertCharacters"
  | "removeCharacters"
  | "insertLines"
  | "removeLines"
> => {
  const lineNow = () => grid().lines[cursor().row];
  const blank = (from: number, count: number) => {
    const line = lineNow();
    if (!line) return;
    if (from + count >= line.width) lines.cut(line, from);
    else if (grid().allows(count)) lines.blank(line, from, from + count);
  };
  const eraseLine = (part: number) => {
    const line = lineNow();
    if (part === 1) blank(0, cursor().column + 1);
    else if (line) lines.cut(line, part === 2 ? 0 : cursor().column);
  };
  const clear = () => {
    const here = cursor();
    const screenRow = here.row - grid().home();
    const isAtEnd = here.row >= grid().lines.length - 1 && (screenRow > 0 || here.column > 0);
    grid().turnPage();
    // Text that goes on where it was stays in its line; a cursor that moves, or has moved, does so on the new page.
    if (!isAtEnd) here.row = grid().top + Math.max(0, screenRow);
  };
  return {
    eraseLine,
    eraseScreen(part) {
      const { row, column, isSetHome } = cursor();
      if (part === 2 || (part === 0 && isSetHome && column === 0)) return clear();
      if (part === 1) for (const line of grid().lines.slice(grid().home(), row)) lines.cut(line, 0);
      else if (part === 0) grid().cutBelow(row);
      if (part <= 1) eraseLine(part);
    },
    eraseCharacters: count => blank(cursor().column, count),
    insertCharacters(count) {
      const line = lineNow();
      if (line && grid().allows(line.width + count)) lines.insert(line, cursor().column, count);
    },
    removeCharacters(count) {
      const line = lineNow();
      if (line && grid().allows(line.width)) lines.remove(line, cursor().column, count);
    },
    insertLines: count => grid().insertLines(cursor().row, count),
    removeLines: count => grid().removeLines(cursor().row, count),
  };
};

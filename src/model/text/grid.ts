import { newLine, type ScreenLine } from "./screenLine.ts";

/** The height of the terminals in which Codex runs programs. */
const usualRows = 24;
/** Output that names a row beyond this only asks how high the terminal is. */
const mostRows = 200;
/** What may be moved and filled at first, and how much more each written character allows. */
const firstCells = 100_000;
const cellsPerCharacter = 2;

/** The lines of a terminal: what scrolled away stays above the page, and the page is where the cursor moves. */
export interface Grid {
  readonly lines: readonly ScreenLine[];
  /** The first row of the page: nothing moves above it. */
  readonly top: number;
  /** The row that the cursor goes to as the first one of the screen. */
  home(): number;
  /** The last row that the cursor reaches without writing. */
  bottom(): number;
  /** The row of the grid that a row of the screen is, counted from 1. */
  rowOf(screenRow: number): number;
  /** The line of a row, with the lines before it; an earlier one where there would be too many. */
  reach(row: number): { readonly row: number; readonly line: ScreenLine };
  /** Takes everything below a row away. */
  cutBelow(row: number): void;
  /** Begins a new page behind what there is, which stays. */
  turnPage(): void;
  /** Puts empty lines at a row of the screen, or takes lines out there, as far as the screen reaches. */
  insertLines(row: number, count: number): void;
  removeLines(row: number, count: number): void;
  /** Whether work on so many cells may be done: hostile output asks for more than it writes. */
  allows(cells: number): boolean;
  /** More work is allowed for text that is written. */
  earn(characters: number): void;
}

export function createGrid(): Grid {
  const lines: ScreenLine[] = [];
  let top = 0;
  let rows = usualRows;
  let left = firstCells;
  const home = () => Math.max(top, lines.length - rows);
  const allows = (cells: number) => {
    if (cells > left) return false;
    left -= cells;
    return true;
  };
  const isOnScreen = (row: number) => row >= home() && row < lines.length;
  return {
    lines,
    get top() {
      return top;
    },
    home,
    bottom: () => Math.max(lines.length - 1, home() + rows - 1),
    rowOf(screenRow) {
      if (screenRow <= mostRows) rows = Math.max(rows, screenRow);
      return home() + Math.max(1, Math.min(screenRow, rows)) - 1;
    },
    reach(row) {
      const missing = row + 1 - lines.length;
      const reached = missing <= 1 || allows(missing) ? row : lines.length;
      while (lines.length <= reached) lines.push(newLine());
      // The line was made just above, if it was not there.
      return { row: reached, line: lines[reached] ?? newLine() };
    },
    cutBelow(row) {
      if (lines.length > row + 1) lines.length = Math.max(row + 1, top);
    },
    turnPage() {
      while (lines.length > top && lines.at(-1)?.width === 0) lines.pop();
      top = lines.length;
    },
    insertLines(row, count) {
      const added = Math.min(count, rows);
      if (!isOnScreen(row) || !allows(rows)) return;
      const end = home() + rows;
      lines.splice(row, 0, ...Array.from({ length: added }, newLine));
      if (lines.length > end) lines.splice(end);
    },
    removeLines(row, count) {
      if (isOnScreen(row) && allows(rows)) lines.splice(row, Math.min(count, rows));
    },
    allows,
    earn(characters) {
      left += characters * cellsPerCharacter;
    },
  };
}

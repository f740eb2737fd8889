import type { AnsiLine } from "./ansi.ts";
import { charWidth } from "./charWidth.ts";
import { createMoves, lineHere, type Cursor, type Pen } from "./cursor.ts";
import { createErasing } from "./erasing.ts";
import { createGrid, type Grid } from "./grid.ts";
import * as lines from "./screenLine.ts";
import { plainStyle, type AnsiStyle } from "./sgr.ts";

/** The screen of a terminal as programs command it. Counts are at least 1; rows and columns begin at 1. */
export interface Screen {
  style: AnsiStyle;
  print(text: string): void;
  /** Prints the last character again. */
  repeat(count: number): void;
  tab(count: number): void;
  backTab(count: number): void;
  /** Goes to the beginning of the next line. */
  newLine(): void;
  moveRows(count: number): void;
  moveColumns(count: number): void;
  toRow(row: number): void;
  toColumn(column: number): void;
  save(): void;
  restore(): void;
  /** Erases behind the cursor (0), up to it (1), or all (2) of its line. */
  eraseLine(part: number): void;
  /** The same for the screen. What a program clears at once stays above it. */
  eraseScreen(part: number): void;
  eraseCharacters(count: number): void;
  insertCharacters(count: number): void;
  removeCharacters(count: number): void;
  insertLines(count: number): void;
  removeLines(count: number): void;
  /** The other screen, on which programs draw what is to be gone when they end. */
  alternate(isOn: boolean): void;
  /** Nothing that was written so far changes any more. */
  fence(): void;
  lines(): readonly AnsiLine[];
}

export function createScreen(): Screen {
  let grid = createGrid();
  let main: { readonly grid: Grid; readonly cursor: Cursor } | null = null;
  let last = "";
  let cursor: Cursor = { row: 0, column: 0, style: plainStyle, isSetHome: false };
  let saved: Cursor = { ...cursor };
  const at: Pen = { grid: () => grid, cursor: () => cursor };

  const draw = (text: string) => {
    const { length } = text;
    if (length === 0) return;
    cursor.isSetHome = false;
    const line = lineHere(at);
    const { style } = cursor;
    if (lines.append(line, cursor.column, text, style)) {
      cursor.column += length;
      last = text.charAt(length - 1);
      return;
    }
    for (const character of text) {
      const { column } = cursor;
      const isPlain = character < "\u0300";
      const width = isPlain ? 1 : lines.awaits(line, column) ? 0 : charWidth(character);
      if (width === 0 && column > 0) lines.join(line, column, character);
      else {
        if (width === 2) lines.putWide(line, column, character, style);
        else lines.put(line, column, character, style);
        cursor.column += width || 1;
        last = character;
      }
    }
  };
  return {
    get style() {
      return cursor.style;
    },
    set style(style) {
      cursor.style = style;
    },
    print(text) {
      grid.earn(text.length);
      draw(text);
    },
    repeat(count) {
      if (last !== "" && grid.allows(count)) draw(last.repeat(count));
    },
    ...createMoves(at),
    ...createErasing(at),
    save() {
      saved = { ...cursor };
    },
    restore() {
      cursor = { ...saved };
    },
    alternate(isOn) {
      if (isOn && !main) {
        main = { grid, cursor: { ...cursor } };
        grid = createGrid();
        Object.assign(cursor, { row: 0, column: 0 });
      } else if (!isOn && main) {
        grid = main.grid;
        cursor = main.cursor;
        main = null;
      }
    },
    fence() {
      grid.turnPage();
      Object.assign(cursor, { row: grid.top, column: 0 });
    },
    lines() {
      const all = [...(main?.grid.lines ?? []), ...grid.lines];
      return all.length === 0 ? [[]] : all.map(lines.spansOf);
    },
  };
}

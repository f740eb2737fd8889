import type { AnsiLine, AnsiSpan } from "./ansi.ts";
import { plainStyle, type AnsiStyle } from "./sgr.ts";

const tabStop = 8;
/** Terminals have no stops further to the right: a tab there takes one column. */
const lastStop = 4000;
const joiner = "\u200d";

/**
 * One line of a terminal. Output has many of them, so a line is data and no object with methods. Most lines are only
 * appended to: a line has columns of its own from the first change within it on.
 */
export interface ScreenLine {
  /** How many columns hold something. */
  width: number;
  /** What was appended, while `cells` is null. */
  runs: { text: string; readonly style: AnsiStyle }[];
  /** The text and the style of each column; empty in the columns behind the first of a wide character or a tab. */
  cells: string[] | null;
  styles: AnsiStyle[];
  /** What is drawn, until the line changes. */
  drawn: AnsiLine | null;
}

/** The styles of a line without columns of its own. */
const none: AnsiStyle[] = [];

export const newLine = (): ScreenLine => ({
  width: 0,
  runs: [],
  cells: null,
  styles: none,
  drawn: null,
});

/** The next column that a tab leads to. */
export const nextStop = (column: number): number =>
  column >= lastStop ? column + 1 : (Math.floor(column / tabStop) + 1) * tabStop;
export const stopBefore = (column: number, count: number): number =>
  Math.max(0, Math.ceil(column / tabStop) - count) * tabStop;

const plain = /^[ -~]*$/;

/** Writes text at the end of a line, the quick way; false where it is not that simple. */
export function append(line: ScreenLine, column: number, text: string, style: AnsiStyle): boolean {
  if (column !== line.width || !plain.test(text)) return false;
  if (text === "") return true;
  if (!line.cells) addRun(line, text, style, text.length);
  else {
    line.drawn = null;
    for (let at = 0; at < text.length; at++) set(line, column + at, text.charAt(at), style);
  }
  return true;
}

/** Writes a tab at the end of the line, and gives the column after it. */
export function putTab(line: ScreenLine, style: AnsiStyle): number {
  const { width } = line;
  const to = nextStop(width);
  if (!line.cells) addRun(line, "\t", style, to - width);
  else {
    line.drawn = null;
    for (let at = width; at < to; at++) set(line, at, at === width ? "\t" : "", style);
  }
  return to;
}

/** Writes a character of one column. The line must reach up to the column. */
export function put(line: ScreenLine, column: number, text: string, style: AnsiStyle): void {
  const cells = cellsOf(line);
  if (column < cells.length) {
    split(cells, column);
    split(cells, column + 1);
  }
  set(line, column, text, style);
}

/** Writes a character of two columns. */
export function putWide(line: ScreenLine, column: number, text: string, style: AnsiStyle): void {
  put(line, column, text, style);
  put(line, column + 1, "", style);
}

/** Adds a mark to the character before a column. */
export function join(line: ScreenLine, column: number, mark: string): void {
  const cells = cellsOf(line);
  let at = column - 1;
  while (cells[at] === "") at--;
  if (cells[at] === undefined || cells[at] === "\t") return;
  cells[at] += mark;
}

/** Whether the character before a column waits for another one that is drawn as one with it. */
export const awaits = ({ cells }: ScreenLine, column: number): boolean =>
  cells !== null && (cells[column - 1] || cells[column - 2])?.endsWith(joiner) === true;

/** Makes the line reach up to a column. */
export function pad(line: ScreenLine, column: number): void {
  if (line.width < column) append(line, line.width, " ".repeat(column - line.width), plainStyle);
}

/** Makes columns blank. */
export function blank(line: ScreenLine, from: number, to: number): void {
  const cells = cellsOf(line);
  split(cells, from);
  split(cells, to);
  for (let at = from; at < Math.min(to, cells.length); at++) set(line, at, " ", plainStyle);
}

/** Takes everything from a column on away. */
export function cut(line: ScreenLine, column: number): void {
  if (column >= line.width) return;
  if (column === 0) return void Object.assign(line, newLine());
  const cells = cellsOf(line);
  split(cells, column);
  line.width = cells.length = line.styles.length = column;
}

/** Moves what stands from a column on to the right, behind blanks. */
export function insert(line: ScreenLine, column: number, count: number): void {
  if (column >= line.width) return;
  const cells = cellsOf(line);
  split(cells, column);
  const [moved, styles] = [cells.splice(column), line.styles.splice(column)];
  line.width = column;
  pad(line, column + count);
  for (const [at, text] of moved.entries()) set(line, line.width, text, styles[at] ?? plainStyle);
}

/** Takes columns out, and moves what stands behind them to the left. */
export function remove(line: ScreenLine, column: number, count: number): void {
  const cells = cellsOf(line);
  split(cells, column);
  split(cells, column + count);
  cells.splice(column, count);
  line.styles.splice(column, count);
  line.width = cells.length;
}

/** What is drawn of a line: the same object until the line changes. */
export const spansOf = (line: ScreenLine): AnsiLine =>
  (line.drawn ??= line.cells ? joinedCells(line.cells, line.styles) : line.runs.map(copyOf));

const copyOf = ({ text, style }: AnsiSpan): AnsiSpan => ({ text, style });

function joinedCells(cells: readonly string[], styles: readonly AnsiStyle[]): AnsiLine {
  const spans: AnsiSpan[] = [];
  for (let from = 0; from < cells.length;) {
    const style = styles[from] ?? plainStyle;
    let to = from + 1;
    while (to < cells.length && styles[to] === style) to++;
    spans.push({ text: cells.slice(from, to).join(""), style });
    from = to;
  }
  return spans;
}

function addRun(line: ScreenLine, text: string, style: AnsiStyle, columns: number): void {
  const last = line.runs.at(-1);
  if (last?.style === style) last.text += text;
  else line.runs.push({ text, style });
  line.drawn = null;
  line.width += columns;
}

/** The columns of a line that is about to change, made of what was appended so far. */
function cellsOf(line: ScreenLine): string[] {
  line.drawn = null;
  if (line.cells) return line.cells;
  const { runs } = line;
  const cells = (line.cells = []);
  Object.assign(line, { width: 0, runs: [], styles: [] });
  for (const { text, style } of runs)
    for (const [at, part] of text.split("\t").entries()) {
      if (at > 0) putTab(line, style);
      append(line, line.width, part, style);
    }
  return cells;
}

function set(line: ScreenLine, column: number, text: string, style: AnsiStyle): void {
  const { cells, styles } = line;
  if (!cells) return;
  if (column === cells.length) {
    cells.push(text);
    styles.push(style);
    line.width = cells.length;
  } else {
    cells[column] = text;
    styles[column] = style;
  }
}

/** Half of a wide character cannot stay: it becomes blanks where one of its columns is written. */
function split(cells: string[], column: number): void {
  if (cells[column] !== "") return;
  let first = column - 1;
  while (cells[first] === "") first--;
  for (let at = first; at === first || cells[at] === ""; at++) cells[at] = " ";
}

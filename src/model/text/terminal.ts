import type { AnsiLine } from "./ansi.ts";
import { createScreen, type Screen } from "./screen.ts";
import { applySgr, plainStyle } from "./sgr.ts";

/** What a program prints, as a terminal shows it. Colours are kept; titles, links, the clipboard and modes are dropped. */
export interface Terminal {
  /** Takes the next piece of output. A piece may end within a sequence. */
  write(text: string): void;
  /** Keeps what was written so far from what comes: the output between was left out. */
  fence(): void;
  lines(): readonly AnsiLine[];
}

/** A sequence that is longer is no sequence. */
const longestSequence = 4096;
const control = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f]|\t/g;
const sequence = /([0-9:;<=>?]*)([ -/]*)([@-~])?/y;
const intermediates = /[ -/]*/y;
/** A string such as a title ends here. A line break ends it too, so that what is never closed hides one line at most. */
const stringEnd = /[\u0007\u0018\u001a\u001b\u009c\n]/g;

export function createTerminal(): Terminal {
  const screen = createScreen();
  const graphics = createGraphics();
  let pending = "";
  let isInString = false;

  /** Takes the control character at a place, and gives the place after what it begins; null when that is not here yet. */
  const take = (text: string, from: number): number | null => {
    const code = text.charCodeAt(from);
    if (code !== 0x1b && code < 0x80) {
      if (!graphics.shift(code)) controls[text.charAt(from)]?.(screen);
      return from + 1;
    }
    // A character from U+0080 on is ESC and a letter in one.
    const letter = code === 0x1b ? text.charAt(from + 1) : String.fromCharCode(code - 0x40);
    const next = code === 0x1b ? from + 2 : from + 1;
    if (letter === "") return null;
    if (letter === "[") return takeSequence(screen, text, next);
    if (/[\]PX^_]/.test(letter)) {
      isInString = true;
      return next;
    }
    if (/[ -/]/.test(letter)) return graphics.choose(text, next - 1);
    // What cannot follow ESC is text, or begins anew.
    if (!/[0-~]/.test(letter)) return from + 1;
    escapes[letter]?.(screen);
    return next;
  };
  const skipString = (text: string, from: number): number => {
    stringEnd.lastIndex = from;
    const end = stringEnd.exec(text);
    if (!end) return text.length;
    isInString = false;
    if (end[0] === "\n" || (end[0] === "\u001b" && text[end.index + 1] !== "\\")) return end.index;
    return end.index + (end[0] === "\u001b" ? 2 : 1);
  };
  return {
    write(piece) {
      const text = pending + piece;
      pending = "";
      for (let at = 0; at < text.length;) {
        if (isInString) {
          at = skipString(text, at);
          continue;
        }
        control.lastIndex = at;
        const found = control.exec(text)?.index ?? text.length;
        // A piece may also end within a character.
        const isCut = found === text.length && /[\ud800-\udbff]/.test(text.charAt(found - 1));
        screen.print(graphics.drawn(text.slice(at, isCut ? found - 1 : found)));
        if (isCut) pending = text.slice(-1);
        if (found === text.length) return;
        const next = take(text, found);
        if (next === null) {
          if (text.length - found <= longestSequence) pending = text.slice(found);
          return;
        }
        at = next;
      }
    },
    fence() {
      pending = "";
      isInString = false;
      screen.fence();
    },
    lines: () => screen.lines(),
  };
}

const controls: Readonly<Record<string, (screen: Screen) => void>> = {
  "\b": screen => screen.moveColumns(-1),
  "\t": screen => screen.tab(1),
  "\n": screen => screen.newLine(),
  "\u000b": screen => screen.moveRows(1),
  "\u000c": screen => screen.moveRows(1),
  "\r": screen => screen.toColumn(1),
};

const escapes: Readonly<Record<string, (screen: Screen) => void>> = {
  "7": screen => screen.save(),
  "8": screen => screen.restore(),
  D: screen => screen.moveRows(1),
  E: screen => screen.newLine(),
  M: screen => screen.moveRows(-1),
  c(screen) {
    screen.alternate(false);
    screen.style = plainStyle;
    screen.toRow(1);
    screen.toColumn(1);
    screen.eraseScreen(2);
  },
};

/** What the sequence `ESC [ numbers letter` does, by its letter. `count` is the first number, 1 where none is given. */
const sequences: Readonly<
  Record<string, (screen: Screen, count: number, numbers: readonly number[]) => void>
> = {
  A: (screen, count) => screen.moveRows(-count),
  B: (screen, count) => screen.moveRows(count),
  C: (screen, count) => screen.moveColumns(count),
  D: (screen, count) => screen.moveColumns(-count),
  E(screen, count) {
    screen.moveRows(count);
    screen.toColumn(1);
  },
  F(screen, count) {
    screen.moveRows(-count);
    screen.toColumn(1);
  },
  G: (screen, count) => screen.toColumn(count),
  "`": (screen, count) => screen.toColumn(count),
  a: (screen, count) => screen.moveColumns(count),
  d: (screen, count) => screen.toRow(count),
  e: (screen, count) => screen.moveRows(count),
  H: moveTo,
  f: moveTo,
  I: (screen, count) => screen.tab(count),
  Z: (screen, count) => screen.backTab(count),
  J: (screen, _count, [part = 0]) => screen.eraseScreen(part),
  K: (screen, _count, [part = 0]) => screen.eraseLine(part),
  L: (screen, count) => screen.insertLines(count),
  M: (screen, count) => screen.removeLines(count),
  P: (screen, count) => screen.removeCharacters(count),
  X: (screen, count) => screen.eraseCharacters(count),
  "@": (screen, count) => screen.insertCharacters(count),
  b: (screen, count) => screen.repeat(count),
  s: screen => screen.save(),
  u: screen => screen.restore(),
};

function moveTo(screen: Screen, row: number, [, column]: readonly number[]): void {
  screen.toRow(row);
  screen.toColumn(Math.max(1, column ?? 1));
}

const alternateModes: ReadonlySet<string> = new Set(["?47", "?1047", "?1049"]);

/** Carries out the sequence whose `ESC [` stands before a place; null when its end is not here yet. */
function takeSequence(screen: Screen, text: string, from: number): number | null {
  sequence.lastIndex = from;
  const [whole = "", parameters = "", between = "", letter] = sequence.exec(text) ?? [];
  const end = from + whole.length;
  // Anything else within a sequence ends it, and nothing of it is shown.
  if (letter === undefined) return end === text.length ? null : end;
  if (between !== "") return end;
  if (letter === "m" && !/^[<=>?]/.test(parameters))
    screen.style = applySgr(screen.style, parameters);
  else if ((letter === "h" || letter === "l") && alternateModes.has(parameters))
    screen.alternate(letter === "h");
  else if (/^[0-9;]{0,30}$/.test(parameters) && Object.hasOwn(sequences, letter)) {
    const numbers = parameters.split(";").map(Number);
    sequences[letter]?.(screen, Math.max(1, numbers[0] ?? 1), numbers);
  }
  return end;
}

const lineDrawing = "▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";

/** The sets of characters: programs draw frames with letters of another one. */
function createGraphics() {
  const isDrawing = [false, false];
  let active = 0;
  return {
    /** Shift in and shift out. */
    shift(code: number): boolean {
      if (code !== 0x0e && code !== 0x0f) return false;
      active = code === 0x0e ? 1 : 0;
      return true;
    },
    /** Takes what follows ESC and begins with `(`, `)` and the like; null when its end is not here yet. */
    choose(text: string, from: number): number | null {
      intermediates.lastIndex = from;
      const { length } = intermediates.exec(text)?.[0] ?? "";
      const letter = text.charAt(from + length);
      if (letter === "") return null;
      if (!/[0-~]/.test(letter)) return from + length;
      const set = length === 1 ? "()".indexOf(text.charAt(from)) : -1;
      if (set >= 0) isDrawing[set] = letter === "0";
      return from + length + 1;
    },
    /** Text in the set that is active. */
    drawn: (text: string): string =>
      isDrawing[active]
        ? text.replace(/[a-~]/g, letter => lineDrawing.charAt(letter.charCodeAt(0) - 0x61))
        : text,
  };
}

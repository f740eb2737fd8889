/** How a run of terminal text looks. Colours: 0 to 15 are the theme's, others `#rrggbb`. */
export interface AnsiStyle {
  readonly foreground?: number | string;
  readonly background?: number | string;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly inverse?: boolean;
  readonly strike?: boolean;
}

export interface AnsiSpan {
  readonly text: string;
  readonly style: AnsiStyle;
}

export type AnsiLine = readonly AnsiSpan[];

// ESC sequences: CSI; OSC, DCS, SOS, PM, APC up to BEL or ST; charset selections; two-byte ones.
const token =
  /\u001b(?:\[([0-9:;<=>?]*)([ -/]*)([@-~])|[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\|$)|[ -/]+[0-~]|[0-~])|[\u0000-\u0008\u000b-\u001f\u007f\u0080-\u009f]|\u001b/g;

/**
 * Lines of terminal output: SGR colours are kept, a carriage return and `ESC [K` rewrite their line, a backspace
 * removes a character; every other sequence (titles, links, cursor, clipboard) is dropped.
 */
export function parseAnsi(text: string): readonly AnsiLine[] {
  let style: AnsiStyle = {};
  return text.split("\n").map(line => {
    const written = createLine();
    let at = 0;
    let isReturned = false;
    const write = (part: string) => {
      if (part !== "" && isReturned) {
        written.clear();
        isReturned = false;
      }
      written.put(part, style);
    };
    for (const match of line.matchAll(token)) {
      write(line.slice(at, match.index));
      at = match.index + match[0].length;
      if (match[0] === "\r") isReturned = true;
      else if (match[0] === "\b") written.takeBack();
      else if (match[3] === "m") style = applySgr(style, match[1] ?? "");
      else if (match[3] === "K" && (match[1] === "2" || isReturned)) written.clear();
    }
    write(line.slice(at));
    return written.spans();
  });
}

/** A line that is written from left to right. A step costs what it adds or removes, however long the line is. */
function createLine() {
  let runs: { readonly parts: string[]; readonly style: AnsiStyle }[] = [];
  return {
    put(part: string, style: AnsiStyle): void {
      if (part === "") return;
      const last = runs.at(-1);
      if (last?.style === style) last.parts.push(part);
      else runs.push({ parts: [part], style });
    },
    /** Removes the last character, also one of two UTF-16 units. */
    takeBack(): void {
      const parts = runs.at(-1)?.parts;
      const part = parts?.pop();
      if (!parts || part === undefined) return;
      const rest = part.slice(0, /[\ud800-\udbff][\udc00-\udfff]$/.test(part.slice(-2)) ? -2 : -1);
      if (rest !== "") parts.push(rest);
      else if (parts.length === 0) runs.pop();
    },
    clear(): void {
      runs = [];
    },
    spans: (): AnsiLine => runs.map(({ parts, style }) => ({ text: parts.join(""), style })),
  };
}

function applySgr(before: AnsiStyle, parameters: string): AnsiStyle {
  const codes = parameters
    .split(";")
    .map(part => part.split(":").map(number => (number === "" ? 0 : Number(number))));
  let style: AnsiStyle = before;
  for (let at = 0; at < codes.length; at++) {
    const group = codes[at] ?? [0];
    const code = group[0] ?? 0;
    if (code === 38 || code === 48) {
      // The colour of `38;5;n` and `38;2;r;g;b` is in the next parameters, that of `38:2::r:g:b` in the same one.
      const isInline = group.length > 1;
      const rest = isInline
        ? group.slice(1)
        : codes.slice(at + 1, at + 5).map(([first]) => first ?? 0);
      const { colour, used } = extendedColour(rest, isInline);
      if (!isInline) at += used;
      if (colour !== undefined)
        style = code === 38 ? { ...style, foreground: colour } : { ...style, background: colour };
    } else style = applyCode(style, code, group[1]);
  }
  return style;
}

function applyCode(style: AnsiStyle, code: number, detail: number | undefined): AnsiStyle {
  const { foreground: _foreground, ...withoutForeground } = style;
  const { background: _background, ...withoutBackground } = style;
  if (code === 0) return {};
  if (code === 1) return { ...style, bold: true };
  if (code === 2) return { ...style, dim: true };
  if (code === 3) return { ...style, italic: true };
  if (code === 4) return { ...style, underline: detail !== 0 };
  if (code === 7) return { ...style, inverse: true };
  if (code === 9) return { ...style, strike: true };
  if (code === 22) return { ...style, bold: false, dim: false };
  if (code === 23) return { ...style, italic: false };
  if (code === 24) return { ...style, underline: false };
  if (code === 27) return { ...style, inverse: false };
  if (code === 29) return { ...style, strike: false };
  if (code === 39) return withoutForeground;
  if (code === 49) return withoutBackground;
  if (code >= 30 && code <= 37) return { ...style, foreground: code - 30 };
  if (code >= 40 && code <= 47) return { ...style, background: code - 40 };
  if (code >= 90 && code <= 97) return { ...style, foreground: code - 82 };
  if (code >= 100 && code <= 107) return { ...style, background: code - 92 };
  return style;
}

function extendedColour(
  rest: readonly number[],
  isInline: boolean,
): { colour?: number | string; used: number } {
  if (rest[0] === 5) return { colour: indexed(rest[1] ?? 0), used: 2 };
  if (rest[0] !== 2) return { used: 1 };
  const [red = 0, green = 0, blue = 0] =
    isInline && rest.length > 4 ? rest.slice(2) : rest.slice(1);
  return { colour: hex(red, green, blue), used: 4 };
}

const levels = [0, 95, 135, 175, 215, 255];

function indexed(index: number): number | string {
  if (index < 16) return Math.max(0, Math.trunc(index));
  if (index >= 232) {
    const grey = 8 + (Math.min(index, 255) - 232) * 10;
    return hex(grey, grey, grey);
  }
  const cube = index - 16;
  return hex(
    levels[Math.floor(cube / 36)] ?? 0,
    levels[Math.floor(cube / 6) % 6] ?? 0,
    levels[cube % 6] ?? 0,
  );
}

const hex = (...parts: number[]): string =>
  `#${parts
    .map(part =>
      Math.max(0, Math.min(255, Math.trunc(part) || 0))
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;

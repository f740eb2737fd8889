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

/** The style of text that asks for none. */
export const plainStyle: AnsiStyle = {};

/** The style after a sequence `ESC [ parameters m`. What it does not know, it leaves as it was. */
export function applySgr(before: AnsiStyle, parameters: string): AnsiStyle {
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
  if (code === 0) return plainStyle;
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

/** What is left out of a long text. */
export interface Cut {
  /** Where in the text that is left, in UTF-16 units. */
  readonly at: number;
  /** How many UTF-16 units are left out there. */
  readonly count: number;
  /** The line that opened the code which goes on behind the cut; "" where that is no code. */
  readonly fence: string;
}

const head = 32 * 1024;
/** The text behind a cut is one or two of these steps long, so that a stream is cut again once a step. */
const step = 128 * 1024;
/** Longer texts are cut. */
export const longestText = head + 2 * step;
/** How far a cut is moved to fall between two lines. */
const lineReach = 4096;

/**
 * Cuts the middle out of a long text: its first 32 Ki units stay, and its last 128 to 256 Ki. `before` is what is left out
 * already. Null when nothing more is to be left out. A text that is cut while it grows ends as one that is cut at once.
 */
export function cutText(
  text: string,
  before: Cut | undefined,
): { readonly text: string; readonly cut: Cut } | null {
  const gone = before?.count ?? 0;
  const length = text.length + gone;
  if (length <= longestText) return null;
  const at = before?.at ?? lineBefore(text, head);
  const steps = Math.floor((length - head - step) / step);
  const place = head + steps * step - gone;
  if (place <= at) return null;
  const end = lineAfter(text, place);
  const fence = fenceAfter(text, { from: before ? at : 0, to: end }, before?.fence ?? "");
  return {
    text: text.slice(0, at) + text.slice(end),
    cut: { at, count: gone + end - at, fence },
  };
}

/** The beginning of the line at a place, or the place itself where that is far away. */
function lineBefore(text: string, place: number): number {
  const line = text.lastIndexOf("\n", place - 1) + 1;
  return line > 0 && place - line <= lineReach ? line : betweenCharacters(text, place);
}

/** The beginning of the first line from a place on, or the place itself where that is far away. */
function lineAfter(text: string, place: number): number {
  const line = text.slice(Math.max(0, place - 1), place + lineReach).indexOf("\n");
  return line < 0 ? betweenCharacters(text, place) : place + line;
}

const betweenCharacters = (text: string, place: number): number =>
  /^[\udc00-\udfff]/.test(text.charAt(place)) ? place + 1 : place;

/** The line that opened the code in which a range of a text ends; `open`: the one in which it begins. */
function fenceAfter(
  text: string,
  { from, to }: { readonly from: number; readonly to: number },
  open: string,
): string {
  let fence = open;
  const next = { "```": -1, "~~~": -1 };
  for (let at = from; ;) {
    for (const mark of ["```", "~~~"] as const)
      if (next[mark] < at) {
        const found = text.indexOf(mark, at);
        next[mark] = found < 0 ? Infinity : found;
      }
    const found = Math.min(next["```"], next["~~~"]);
    if (found >= to) return fence;
    const end = text.indexOf("\n", found);
    at = end < 0 ? text.length : end + 1;
    const line = Math.max(from, text.lastIndexOf("\n", found) + 1);
    fence = fenceAfterLine(text.slice(line, at), fence);
  }
}

function fenceAfterLine(line: string, fence: string): string {
  const [, mark = "", rest = ""] = /^ {0,3}(`{3,}|~{3,})([^\n]*)/.exec(line) ?? [];
  if (mark === "") return fence;
  if (fence === "")
    return mark.startsWith("`") && rest.includes("`") ? "" : `${mark}${rest.slice(0, 100)}\n`;
  const opened = /^[`~]*/.exec(fence)?.[0] ?? "";
  return mark.startsWith(opened) && rest.trim() === "" ? "" : fence;
}

const head = 64 * 1024;
const tail = 192 * 1024;

const marker = /^\n… (\d{1,15}) characters left out …\n/;
const longestMarker = 60;
const longestRest = 1000;

/**
 * Appends to the output of a command and keeps its first 64 Ki and last 192 Ki UTF-16 units. It cuts only at twice that
 * length, so that a stream costs what it adds. The text says how many units were left out.
 */
export function appendOutput(output: string, delta: string): string {
  const found = leftOutOf(output);
  const joined = output + delta;
  // A marker that this function did not write is the command's own output: it must not count.
  const foreign = found ? null : leftOutOf(joined);
  const text = foreign
    ? `${joined.slice(0, foreign.at)}\n⋯${joined.slice(foreign.at + 2)}`
    : joined;
  if (text.length <= 2 * (head + tail)) return text;
  const before = text.slice(0, found?.at ?? headEnd(text));
  const after = text.slice(found?.end ?? before.length);
  const kept = fromLine(after.slice(-tail)).replace(/^[\udc00-\udfff]/, "");
  const leftOut = (found?.count ?? 0) + after.length - kept.length;
  // A mark in the output, which is found again above; it is data and has one form.
  // oxlint-disable-next-line folio/wordless
  return `${before}\n… ${leftOut} characters left out …\n${kept}`;
}

/** The marker after the head: how much was left out, and where the marker is. */
export function leftOutOf(
  text: string,
): { readonly at: number; readonly end: number; readonly count: number } | null {
  for (const at of [head, head - 1]) {
    const [whole, count] = marker.exec(text.slice(at, at + longestMarker)) ?? [];
    if (whole !== undefined) return { at, end: at + whole.length, count: Number(count) };
  }
  return null;
}

/** A line that was cut may begin within a sequence of the terminal: a short rest of one is left out too. */
const fromLine = (text: string): string => text.slice(text.slice(0, longestRest).indexOf("\n") + 1);

/** Moves a place so that it does not cut a character in two. */
const headEnd = (text: string): number =>
  /[\ud800-\udbff]/.test(text.charAt(head - 1)) ? head - 1 : head;

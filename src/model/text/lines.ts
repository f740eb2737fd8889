/** The first and the last lines of a text, and how many lie between. */
export interface HeadAndTail {
  readonly head: string;
  readonly tail: string;
  readonly hidden: number;
}

/** Cuts the middle out of a text of many lines. Looks at the ends only, but for the count of what is hidden. */
export function headAndTail(text: string, headLines: number, tailLines: number): HeadAndTail {
  const body = text.endsWith("\n") ? text.slice(0, -1) : text;
  let headEnd = -1;
  for (let line = 0; line < headLines; line++) {
    const next = body.indexOf("\n", headEnd + 1);
    if (next < 0) return { head: body, tail: "", hidden: 0 };
    headEnd = next;
  }
  let tailStart = body.length;
  for (let line = 0; line < tailLines; line++) tailStart = body.lastIndexOf("\n", tailStart - 1);
  if (tailStart <= headEnd) return { head: body, tail: "", hidden: 0 };
  let hidden = 0;
  for (let at = headEnd; at < tailStart; at = body.indexOf("\n", at + 1)) hidden++;
  return { head: body.slice(0, headEnd), tail: body.slice(tailStart + 1), hidden };
}

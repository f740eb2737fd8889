/** A longer message of a person is folded. */
export const mostLines = 6;
/** More is never seen of a folded text, however wide the page is. */
const mostCharacters = 4000;

/** How many lines a text has; a line break at its end begins none. */
export function lineCount(text: string): number {
  let count = 1;
  for (
    let at = text.indexOf("\n");
    at >= 0 && at < text.length - 1;
    at = text.indexOf("\n", at + 1)
  )
    count++;
  return count;
}

/** The first lines of a text: a folded one of a million lines costs what is seen of it. */
export function beginningOf(text: string): string {
  let end = -1;
  for (let line = 0; line < mostLines; line++) {
    const next = text.indexOf("\n", end + 1);
    if (next < 0) return text.slice(0, mostCharacters);
    end = next;
  }
  return text.slice(0, Math.min(end, mostCharacters));
}

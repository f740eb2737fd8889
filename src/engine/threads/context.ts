import type { AdditionalContextEntry } from "../../protocol/types.gen.ts";

/** The server takes the middle out of an entry of more than 4,000 bytes (test/FACTS.md). */
const entryBytes = 4000;

/**
 * Text that goes with a message as the server takes it: as something found, which orders nothing. A long text becomes
 * several entries, in order.
 */
export function contextEntries(text: string): Record<string, AdditionalContextEntry> {
  const entries: Record<string, AdditionalContextEntry> = {};
  for (const [index, value] of pieces(text).entries()) {
    const name = index === 0 ? "context" : `context_${index + 1}`;
    entries[name] = { value, kind: "untrusted", name };
  }
  return entries;
}

/** A text in pieces that the server leaves whole; no character is cut. */
function pieces(text: string): readonly string[] {
  const found: string[] = [];
  let begin = 0;
  let at = 0;
  let bytes = 0;
  for (const character of text) {
    const more = Buffer.byteLength(character);
    if (bytes + more > entryBytes) {
      found.push(text.slice(begin, at));
      begin = at;
      bytes = 0;
    }
    at += character.length;
    bytes += more;
  }
  return at > begin ? [...found, text.slice(begin)] : found;
}

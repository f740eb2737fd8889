import type { AdditionalContextEntry } from "../../protocol/types.gen.ts";

/** The server cuts an entry of more than 4,000 characters in its middle. */
const entryLength = 3500;

/**
 * Text that goes with a message as the server takes it: as something found, which orders nothing. A long text becomes
 * several entries, in order.
 */
export function contextEntries(text: string): Record<string, AdditionalContextEntry> {
  const characters = Array.from(text);
  const entries: Record<string, AdditionalContextEntry> = {};
  for (let at = 0; at < characters.length; at += entryLength) {
    const name = at === 0 ? "context" : `context_${at / entryLength + 1}`;
    const value = characters.slice(at, at + entryLength).join("");
    entries[name] = { value, kind: "untrusted", name };
  }
  return entries;
}

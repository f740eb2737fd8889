import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { reason, type Reason } from "../../model/text/reason.ts";
import { placeOf, type Place } from "../places.ts";

/** What stands at a path before a change is made. */
export interface Standing {
  readonly place: Place;
  readonly content:
    | { readonly kind: "missing" }
    /** With its byte order mark. */
    | { readonly kind: "text"; readonly text: string }
    | { readonly kind: "unshown"; readonly why: Reason }
    | { readonly kind: "folder" };
  /** Of the bytes, of where the path leads, and of unsaved text: another value means that something else changed it. */
  readonly fingerprint: string;
  /** SHA-256 of the bytes in hexadecimal; null for what was not read. */
  readonly hash: string | null;
  /** Whether an editor holds text for the path that it has not saved. */
  readonly isUnsaved: boolean;
}

/** The same, where an editor holds a text and has not saved it. */
export const withUnsaved = (standing: Standing, text: string): Standing => ({
  ...standing,
  fingerprint: `${standing.fingerprint} ${hashOf(Buffer.from(text))}`,
  isUnsaved: true,
});

const shownBytes = 5 * 1024 * 1024;
/** A text of more lines would block whoever takes it apart. */
const shownLines = 100_000;

/** Reads what stands at a path on disk. Never rejects: what cannot be read is said. */
export async function readStanding(path: string): Promise<Standing> {
  const place = await placeOf(path);
  const around = JSON.stringify([place.isLink, place.writes]);
  const standing = (content: Standing["content"], mark: string, hash: string | null = null) => ({
    place,
    content,
    fingerprint: `${hash ?? content.kind} ${mark} ${around}`,
    hash,
    isUnsaved: false,
  });
  try {
    const found = await stat(path);
    if (found.isDirectory()) return standing({ kind: "folder" }, "");
    const stamp = `${found.ino} ${found.size} ${found.mtimeMs}`;
    // A pipe never ends, and a device has no bytes of its own.
    if (!found.isFile())
      return standing({ kind: "unshown", why: reason("unshown.special") }, stamp);
    if (found.size > shownBytes)
      return standing(
        { kind: "unshown", why: reason("unshown.large", { bytes: found.size }) },
        stamp,
      );
    const bytes = await readFile(path);
    const hash = hashOf(bytes);
    if (hasManyLines(bytes))
      return standing(
        { kind: "unshown", why: reason("unshown.long", { lines: shownLines }) },
        hash,
        hash,
      );
    const text = decode(bytes);
    return text === null
      ? standing(
          { kind: "unshown", why: reason("unshown.notText", { bytes: bytes.length }) },
          hash,
          hash,
        )
      : standing({ kind: "text", text }, hash, hash);
  } catch {
    // Not there, or not to be read: the server could not patch it either. A link to nowhere is told by its place.
    return standing({ kind: "missing" }, "");
  }
}

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

function hasManyLines(bytes: Uint8Array): boolean {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0 && count <= shownLines; at = bytes.indexOf(10, at + 1))
    count++;
  return count > shownLines;
}

/** Text as the server takes it; null for other encodings and for what holds zero bytes where text begins. */
function decode(bytes: Uint8Array): string | null {
  if (bytes.subarray(0, 8192).includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null; // another encoding: shown as a placeholder
  }
}

import { closeSync, constants, existsSync, lstatSync, mkdirSync, openSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { codeOf } from "./codeOf.ts";

/**
 * A folder below a root, reached without following a link. Where the system can (Linux), its names lead into it even
 * when a link takes its place meanwhile; elsewhere only the moment of opening is safe.
 */
export interface OpenFolder {
  /** The path under which to reach an entry while the folder is open. */
  at(name: string): string;
  close(): void;
}

/** There is a link on the way: what is written there would land elsewhere. */
export class LinkError extends Error {
  override readonly name = "LinkError";
}

const descriptors = "/proc/self/fd";
const isPinned = process.platform === "linux" && existsSync(descriptors);

/**
 * Opens a folder; the root itself may be a link. Null when there is no such folder. `making`, where given, hears of
 * every folder that is missing just before it is made. Throws `LinkError`, `ENOTDIR` for a file on the
 * way, and what the system says.
 */
export function openFolder(
  root: string,
  folder: string,
  making?: (folder: string) => void,
): OpenFolder | null {
  const parts = relative(root, folder)
    .split(sep)
    .filter(part => part !== "");
  return isPinned ? openPinned(root, parts, making) : openNamed(root, parts, making);
}

function openPinned(
  root: string,
  parts: readonly string[],
  making?: (folder: string) => void,
): OpenFolder | null {
  const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW } = constants;
  let descriptor = openSync(root, O_RDONLY | O_DIRECTORY);
  let named = root;
  try {
    for (const part of parts) {
      named = join(named, part);
      const next = `${descriptors}/${descriptor}/${part}`;
      if (!isFolder(next)) {
        if (!making) {
          closeSync(descriptor);
          return null;
        }
        making(named);
        make(next);
      }
      const inner = openSync(next, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
      closeSync(descriptor);
      descriptor = inner;
    }
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
  return {
    at: name => `${descriptors}/${descriptor}/${name}`,
    close: () => closeSync(descriptor),
  };
}

function openNamed(
  root: string,
  parts: readonly string[],
  making?: (folder: string) => void,
): OpenFolder | null {
  let named = root;
  for (const part of parts) {
    named = join(named, part);
    if (isFolder(named)) continue;
    if (!making) return null;
    making(named);
    make(named);
  }
  return { at: name => join(named, name), close: () => {} };
}

/** False when nothing is there. */
function isFolder(path: string): boolean {
  const entry = lstatSync(path, { throwIfNoEntry: false });
  if (!entry || entry.isDirectory()) return entry !== undefined;
  if (entry.isSymbolicLink()) throw new LinkError(`${path} is a link`);
  throw Object.assign(new Error(`${path} is no folder`), { code: "ENOTDIR" });
}

function make(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    // Somebody else made it at the same time; what it is is checked when it is opened.
    if (codeOf(error) !== "EEXIST" || !isFolder(path)) throw error;
  }
}

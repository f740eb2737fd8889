import { createHash } from "node:crypto";
import { constants, lstatSync, type BigIntStats } from "node:fs";
import { lstat, open, readlink } from "node:fs/promises";
import { codeOf } from "./codeOf.ts";

/** What stands at a path, small enough for a journal. */
export type Trace =
  | { readonly kind: "missing" }
  | {
      readonly kind: "file";
      /** SHA-256 in hexadecimal. */
      readonly hash: string;
      readonly size: number;
      /** Permission bits; undefined where they do not matter. */
      readonly mode?: number;
    }
  | { readonly kind: "link"; readonly target: string }
  | { readonly kind: "folder" };

/** What was seen at a path without following a link or opening anything. */
export interface Look {
  readonly kind: Trace["kind"] | "other";
  /** The same text means: the same entry, untouched since. */
  readonly stamp: string;
  readonly inode: bigint;
  readonly size: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** Nothing is there. */
export const nothing: Look = {
  kind: "missing",
  stamp: "",
  inode: 0n,
  size: 0,
  mode: 0,
  uid: 0,
  gid: 0,
};

/** Never through a link, and never waiting: opening a pipe that nobody writes to would wait for ever. */
const carefully =
  process.platform === "win32"
    ? constants.O_RDONLY
    : constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

export async function lookAt(path: string): Promise<Look> {
  try {
    return describe(await lstat(path, { bigint: true }));
  } catch (error) {
    if (isMissing(error)) return nothing;
    throw error;
  }
}

export function lookAtNow(path: string): Look {
  try {
    return describe(lstatSync(path, { bigint: true }));
  } catch (error) {
    if (isMissing(error)) return nothing;
    throw error;
  }
}

/** A path below something that is no folder any more is as missing as one in an empty folder. */
const isMissing = (error: unknown): boolean => ["ENOENT", "ENOTDIR"].includes(codeOf(error));

function describe(entry: BigIntStats): Look {
  const { dev, ino, size, mtimeNs, ctimeNs } = entry;
  const mode = Number(entry.mode & 0o7777n);
  return {
    kind: entry.isFile()
      ? "file"
      : entry.isSymbolicLink()
        ? "link"
        : entry.isDirectory()
          ? "folder"
          : "other",
    stamp: `${dev} ${ino} ${size} ${mtimeNs} ${ctimeNs} ${mode}`,
    inode: ino,
    size: Number(size),
    mode,
    uid: Number(entry.uid),
    gid: Number(entry.gid),
  };
}

/** Whether what was seen at a path is what is told; reads a file only when its size and mode fit. */
export async function isAs(path: string, look: Look, trace: Trace): Promise<boolean> {
  if (look.kind !== trace.kind) return false;
  if (trace.kind === "link") return (await readlink(path)) === trace.target;
  if (trace.kind !== "file") return true;
  if (look.size !== trace.size || (trace.mode !== undefined && trace.mode !== look.mode))
    return false;
  const content = await readCarefully(path, look);
  return content !== null && hashOf(content) === trace.hash;
}

/** The content of the very file that was seen; null when something else is there by now. */
export async function readCarefully(path: string, look: Look): Promise<Uint8Array | null> {
  const file = await open(path, carefully).catch((error: unknown) => {
    if (isMissing(error) || codeOf(error) === "ELOOP") return null;
    throw error;
  });
  if (!file) return null;
  try {
    const entry = await file.stat({ bigint: true });
    if (!entry.isFile() || entry.ino !== look.inode) return null;
    return await file.readFile();
  } finally {
    await file.close();
  }
}

export const hashOf = (content: Uint8Array): string =>
  createHash("sha256").update(content).digest("hex");

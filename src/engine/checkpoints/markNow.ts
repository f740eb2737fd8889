import { readlink } from "node:fs/promises";
import { lookAt, readCarefully } from "../disk/look.ts";
import type { Blobs } from "./blobs.ts";
import { fileMark, folderMark, linkMark, type Mark } from "./mark.ts";
import { maxFileBytes } from "./entry.ts";

/** Keeps what stands at a path now; null when nothing does, undefined when it cannot be kept. */
export async function markNow(path: string, blobs: Blobs): Promise<Mark | null | undefined> {
  const look = await lookAt(path);
  if (look.kind === "missing") return null;
  if (look.kind === "folder") return folderMark;
  if (look.kind === "link") return linkMark(await readlink(path));
  if (look.kind === "other" || look.size > maxFileBytes) return undefined;
  const content = await readCarefully(path, look);
  return content ? fileMark(await blobs.put(content), look.mode) : undefined;
}

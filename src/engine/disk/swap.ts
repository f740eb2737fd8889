import { linkSync, renameSync, symlinkSync, unlinkSync } from "node:fs";
import { codeOf } from "./codeOf.ts";
import { lookAtNow } from "./look.ts";

/** What a file system says that makes no second name for a file, or not for this one. */
const noLinks = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK", "EXDEV"]);

/**
 * Puts one file in the place of another, which keeps a second name: what another program wrote into it until then, or
 * still writes through an open handle, is found there. The place is never empty, except where a file system makes no
 * second names.
 */
export function swap(fresh: string, target: string, kept: string): void {
  let isLinked = true;
  try {
    linkSync(target, kept);
  } catch (error) {
    if (!noLinks.has(codeOf(error))) throw error;
    renameSync(target, kept);
    isLinked = false;
  }
  try {
    renameSync(fresh, target);
  } catch (error) {
    if (isLinked) unlinkSync(kept);
    else renameSync(kept, target);
    throw error;
  }
}

/** Gives a file its name only when the name is free; false when it is taken. The old name may stay. */
export function place(fresh: string, target: string): boolean {
  try {
    linkSync(fresh, target);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    if (!noLinks.has(codeOf(error))) throw error;
  }
  if (lookAtNow(target).kind !== "missing") return false;
  renameSync(fresh, target);
  return true;
}

/** The same for a link, which not every system gives a second name. */
export function placeLink(to: string, target: string): boolean {
  try {
    symlinkSync(to, target);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

export function removeIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
  }
}

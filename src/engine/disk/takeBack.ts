import { copyFileSync, constants, mkdirSync, renameSync, unlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { codeOf } from "./codeOf.ts";
import { removeEmpty } from "./carryOut.ts";
import { isAs, lookAt, lookAtNow } from "./look.ts";
import { openFolder, type OpenFolder } from "./openFolder.ts";
import type { Entry } from "./steps.ts";
import { place, placeLink, removeIfThere, swap } from "./swap.ts";

/**
 * What taking a step back came to: it stands as before; or somebody changed it since, so that it stays, and what stood
 * there before is at `copy` where that is not the same.
 */
export type TakenBack =
  { readonly kind: "takenBack" } | { readonly kind: "changed"; readonly copy?: string };

const back: TakenBack = { kind: "takenBack" };

/** A folder that was made on the way to a file. */
export interface Made {
  readonly root: string;
  readonly folder: string;
}

export interface AllTakenBack {
  /** In the order of the entries; `failed` where the system does not let us. */
  readonly outcomes: readonly (TakenBack | { readonly kind: "failed"; readonly code: string })[];
  /** Something could not be taken back. */
  readonly isLeft: boolean;
}

/** Takes all steps back, the last first, and removes the folders that were made and are empty. */
export async function takeAllBack(transaction: {
  readonly entries: readonly Entry[];
  readonly begun: ReadonlySet<number>;
  readonly made: readonly Made[];
  readonly aside: string;
}): Promise<AllTakenBack> {
  const { entries, begun, made, aside } = transaction;
  const outcomes: AllTakenBack["outcomes"][number][] = entries.map(() => back);
  let isLeft = false;
  for (const [at, entry] of [...entries.entries()].toReversed())
    try {
      outcomes[at] = await takeBack(entry, begun.has(at), aside);
    } catch (error) {
      isLeft = true;
      outcomes[at] = { kind: "failed", code: codeOf(error) || String(error) };
    }
  for (const { root, folder } of made.toReversed()) removeEmpty(root, folder);
  return { outcomes, isLeft };
}

interface Place {
  readonly entry: Entry;
  readonly folder: OpenFolder;
  readonly target: string;
  readonly fresh: string;
  readonly kept: string;
  /** Where texts are put that would be lost otherwise. */
  readonly aside: string;
}

/** Takes one step back by what is found on disk, whatever its process came to. It may be taken back twice. */
export async function takeBack(entry: Entry, isBegun: boolean, aside: string): Promise<TakenBack> {
  const folder = openFolder(entry.root, dirname(entry.path));
  if (!folder) return back;
  const at: Place = {
    entry,
    folder,
    aside,
    target: folder.at(basename(entry.path)),
    fresh: folder.at(entry.fresh),
    kept: folder.at(entry.kept),
  };
  try {
    const result = isBegun ? await undo(at) : back;
    removeIfThere(at.fresh);
    if (!isBegun) removeIfThere(at.kept);
    return result;
  } finally {
    folder.close();
  }
}

async function undo(at: Place): Promise<TakenBack> {
  const { entry, target, kept } = at;
  const [now, old] = [await lookAt(target), await lookAt(kept)];
  if (entry.expected.kind === "missing" && old.kind !== "missing") return endRemoval(at);
  if (old.kind !== "missing") {
    // It was only begun: the file has two names, or its second one was made in advance.
    const isUntouched =
      now.inode === old.inode || (old.kind === "link" && (await isAs(target, now, entry.expected)));
    if (isUntouched) removeIfThere(kept);
    else if (now.kind === "missing") return putBack(at);
    else if (await isAs(target, now, entry.wanted)) return exchange(at);
    else return { kind: "changed", copy: putAside(at.entry, kept, at.aside) };
    return back;
  }
  if (entry.expected.kind === "link" && now.kind === "missing")
    placeLink(entry.expected.target, target);
  if (entry.expected.kind !== "missing" || now.kind === "missing") return back;
  if (entry.wanted.kind === "folder")
    return removeEmpty(entry.root, entry.path) ? back : { kind: "changed" };
  return (await isAs(target, now, entry.wanted)) ? removeOurs(at) : { kind: "changed" };
}

/** What stood there gets its place again, unless somebody took it meanwhile. */
function putBack(at: Place): TakenBack {
  const isLink = lookAtNow(at.kept).kind === "link";
  const isPlaced =
    isLink && at.entry.expected.kind === "link"
      ? placeLink(at.entry.expected.target, at.target)
      : place(at.kept, at.target);
  if (!isPlaced) return { kind: "changed", copy: putAside(at.entry, at.kept, at.aside) };
  removeIfThere(at.kept);
  return back;
}

/** What stood there takes the place of ours; what somebody wrote into ours until then is put aside. */
async function exchange(at: Place): Promise<TakenBack> {
  const { entry, target, fresh, kept } = at;
  removeIfThere(fresh);
  if (entry.wanted.kind === "link") renameSync(kept, target);
  else swap(kept, target, fresh);
  const ours = await lookAt(fresh);
  if (ours.kind === "missing" || (await isAs(fresh, ours, entry.wanted))) return back;
  return { kind: "changed", copy: putAside(at.entry, fresh, at.aside) };
}

/** Removes what we made; its first name is let go before it is known whether it still was ours. */
async function removeOurs(at: Place): Promise<TakenBack> {
  renameSync(at.target, at.kept);
  return endRemoval(at);
}

async function endRemoval(at: Place): Promise<TakenBack> {
  const { entry, target, kept } = at;
  const ours = await lookAt(kept);
  if (await isAs(kept, ours, entry.wanted)) {
    unlinkSync(kept);
    return back;
  }
  if (!place(kept, target)) return { kind: "changed", copy: putAside(at.entry, kept, at.aside) };
  removeIfThere(kept);
  return { kind: "changed" };
}

/** Moves a text that has no place any more into our own folder; gives where it is. */
export function putAside(entry: Entry, path: string, aside: string): string {
  if (lookAtNow(path).kind !== "file") {
    removeIfThere(path);
    return entry.path;
  }
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  const copy = join(aside, `${entry.kept.replaceAll(/^\.|\.old$/g, "")}-${basename(entry.path)}`);
  copyFileSync(path, copy, constants.COPYFILE_EXCL);
  removeIfThere(path);
  return copy;
}

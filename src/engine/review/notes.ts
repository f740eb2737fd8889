import { randomUUID } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ChangeOutcome } from "../../model/state.ts";
import { isAlive, isOwner, ownOwner, type Owner } from "../disk/owner.ts";
import { readJson, writeJson } from "../disk/jsonFile.ts";
import type { Log } from "../log.ts";
import type { Places } from "./onDisk.ts";
import {
  isKeptOutcome,
  isRecord,
  restoredOutcome,
  type ChangePlace,
  type KeptOutcome,
} from "./outcomes.ts";

/** What a review is about to write, told before the first byte of it. */
export interface Note {
  readonly place: ChangePlace;
  /** What becomes of the change when all goes well. */
  readonly meant: ChangeOutcome;
  readonly places: Places;
}

/** Notes on disk, so that a window that was killed while it wrote leaves behind what it was about. */
export interface Notes {
  /** Resolves when the note is on disk, with what takes it away again, which never rejects. Rejects when it cannot be written. */
  begin(note: Note): Promise<() => Promise<void>>;
  /** Notes of windows that live no more. `forget` takes one away. */
  left(): Promise<readonly { readonly note: Note; forget(): Promise<void> }[]>;
}

interface Kept {
  readonly version: 1;
  readonly owner: Owner;
  readonly note: Omit<Note, "meant"> & { readonly meant: KeptOutcome };
}

export function createNotes(folder: string, log: Log): Notes {
  const forget = (file: string) => () =>
    rm(file, { force: true }).catch((error: unknown) =>
      log("warn", `${file} could not be taken away: ${String(error)}`),
    );
  return {
    async begin(note) {
      const file = join(folder, `${randomUUID()}.${process.pid}.json`);
      const kept: Kept = { version: 1, owner: ownOwner(), note };
      if (!(await writeJson(file, kept))) throw new Error("The change has too many files");
      return forget(file);
    },
    async left() {
      const found: { note: Note; forget(): Promise<void> }[] = [];
      for (const name of await readdir(folder).catch(() => [])) {
        const file = join(folder, name);
        // Half a note is of a window that had written nothing yet.
        const pid = Number(/\.(\d+)\.json\.[0-9a-f-]{36}\.new$/.exec(name)?.[1] ?? 0);
        if (pid > 0 && !isAlive({ pid, began: "" })) await forget(file)();
        if (!name.endsWith(".json")) continue;
        const kept = await readJson(file, isKept, log);
        if (!kept || isAlive(kept.owner)) continue;
        const note = { ...kept.note, meant: restoredOutcome(kept.note.meant) };
        found.push({ note, forget: forget(file) });
      }
      return found;
    },
  };
}

const isPrint = (value: unknown): boolean => value === null || typeof value === "string";

function isKept(value: unknown): value is Kept {
  if (!isRecord(value) || value["version"] !== 1 || !isOwner(value["owner"])) return false;
  const note = value["note"];
  if (!isRecord(note) || !isRecord(note["place"]) || !isKeptOutcome(note["meant"])) return false;
  const place = note["place"];
  return (
    ["threadId", "turnId", "itemId"].every(key => typeof place[key] === "string") &&
    Array.isArray(note["places"]) &&
    note["places"].every(
      (ofFile: unknown) =>
        Array.isArray(ofFile) &&
        ofFile.every(
          (at: unknown) =>
            isRecord(at) &&
            typeof at["path"] === "string" &&
            isPrint(at["before"]) &&
            isPrint(at["after"]),
        ),
    )
  );
}

import { filesUnder, type OpenTexts } from "../../src/editor/review/files.ts";
import type { Transactions } from "../../src/engine/disk/transaction.ts";
import { diskFiles, type Files } from "../../src/engine/review/files.ts";

/** A port through which reviews read and write. */
export interface FilePort {
  readonly name: string;
  /** Whether it knows of text that is not saved. */
  readonly hasEditors: boolean;
  over(disk: Files, texts: OpenTexts): Files;
}

/** Both ports: what is true of a review is true over each. */
export const filePorts: readonly FilePort[] = [
  { name: "the disk", hasEditors: false, over: disk => disk },
  {
    name: "the disk below an editor",
    hasEditors: true,
    over: (disk, texts) => filesUnder(texts, disk),
  },
];

/** Texts that a stand-in for an editor holds unsaved. */
export const openTexts = (
  texts: ReadonlyMap<string, string> = new Map<string, string>(),
): OpenTexts => ({ unsaved: path => texts.get(path) ?? null });

/** Files that are only read. */
export const readOnlyFiles: Files = diskFiles({
  run: (() => Promise.reject(new Error("Nothing is written here."))) satisfies Transactions["run"],
});

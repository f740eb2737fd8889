import type { Trace } from "./look.ts";

/** What shall stand at a path, or is thought to stand there. */
export type FileState =
  | { readonly kind: "missing" }
  | {
      readonly kind: "file";
      readonly bytes: Uint8Array;
      /** Permission bits. As expected: undefined is any. As wanted: undefined keeps those of the file that stood there. */
      readonly mode?: number;
    }
  | { readonly kind: "link"; readonly target: string }
  /** Can be made and, while it is empty, removed. */
  | { readonly kind: "folder" };

export interface FileStep {
  /** Absolute. */
  readonly path: string;
  readonly expected: FileState;
  readonly wanted: FileState;
}

/** What became of one step. */
export type Outcome =
  | { readonly kind: "done" }
  /** Something else stood there than was expected, so it stays. `copy`: where a second text of it was put aside. */
  | { readonly kind: "changed"; readonly copy?: string }
  /** It lies outside of the roots, a link leads away from it, it is a pipe or a device, or an editor holds unsaved text. */
  | { readonly kind: "refused"; readonly why: "outside" | "link" | "special" | "unsaved" }
  /** The system did not let us, as with `ENOSPC`. */
  | { readonly kind: "failed"; readonly code: string }
  /** It stands as before, because another step did not work. */
  | { readonly kind: "takenBack" };

/** One step as the journal keeps it: enough to take it back without the memory of the process that began it. */
export interface Entry {
  readonly path: string;
  /** The folder below which no link is followed. */
  readonly root: string;
  readonly expected: Trace;
  readonly wanted: Trace;
  /** Names beside the file: of what shall stand there, and of what stood there. */
  readonly fresh: string;
  readonly kept: string;
}

/** Whether a name is one that a transaction gives to files beside those that it changes. */
export const isBeside = (name: string): boolean =>
  /^\.folio-[0-9a-f]{12}-\d+\.(new|old)$/.test(name);

export const besideNames = (id: string, index: number) => ({
  fresh: `.folio-${id}-${index}.new`,
  kept: `.folio-${id}-${index}.old`,
});

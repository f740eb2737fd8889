import { withUnsaved, type Files } from "../../engine/api.ts";

/** Unsaved texts in VS Code. */
export interface OpenTexts {
  /** The unsaved text that an editor or a notebook holds for a path; null when there is none. */
  unsaved(path: string): string | null;
}

/** The disk, seen through unsaved texts: they are read in place of the file, and a file that has one is never written. */
export const filesUnder = (texts: OpenTexts, disk: Files): Files => ({
  async read(path) {
    const text = texts.unsaved(path);
    const standing = await disk.read(path);
    return text === null ? standing : withUnsaved(standing, text);
  },
  // VS Code reloads saved documents when their file changes.
  async apply(steps, options) {
    const held = new Set(steps.filter(({ path }) => texts.unsaved(path) !== null));
    if (held.size === 0) return disk.apply(steps, options);
    return {
      isDone: false,
      outcomes: steps.map(step => ({
        path: step.path,
        outcome: held.has(step) ? { kind: "refused", why: "unsaved" } : { kind: "takenBack" },
      })),
      undo: [],
    };
  },
});

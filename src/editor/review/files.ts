import { withUnsaved, type Files } from "../../engine/api.ts";

/** What editors hold. */
export interface OpenTexts {
  /** The text that an editor or a notebook holds for a path and has not saved; null for none. */
  unsaved(path: string): string | null;
}

/** The disk, with what editors hold unsaved: that counts as read, and is never written over. */
export const filesUnder = (texts: OpenTexts, disk: Files): Files => ({
  async read(path) {
    const text = texts.unsaved(path);
    const standing = await disk.read(path);
    return text === null ? standing : withUnsaved(standing, text);
  },
  // Documents that were saved follow the disk by themselves, and stay saved.
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

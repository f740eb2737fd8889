import { splitLines } from "../../engine/hunks.ts";
import { compose, find, type Found } from "./hunks.ts";
import type { FileProposal } from "./proposal.ts";

/** One file of a change under review: what is proposed, what was decided, and the text as it would land. */
export interface FileReview {
  readonly proposal: FileProposal;
  /** The right-hand side as it is now: the proposal, less what was rejected, with what the person typed. */
  text(): string;
  /** Takes over what the person made of the text in an editor. */
  setText(text: string): void;
  /** What became of each hunk; in text that cannot be taken apart there is none. */
  found(): Found;
  /** Whether a hunk was accepted or rejected by name. */
  isDecided(hunk: number): boolean;
  /** Takes or refuses a hunk; the text follows, and edits elsewhere stay. */
  decide(hunk: number, isTaken: boolean): void;
  /** The hunk waits for a decision again, as it was proposed. */
  reset(hunk: number): void;
  /** Takes or refuses the file as a whole, for what has no hunks too. */
  decideAll(isTaken: boolean): void;
  /** Whether the text holds what neither the file nor the proposal does. */
  isEdited(): boolean;
  state(): FileState;
}

/** `taken` and `refused` are to the letter; `changed` is anything between, and what was edited. */
export type FileState = "taken" | "refused" | "changed";

export function createFileReview(proposal: FileProposal): FileReview {
  const { before, after, hunks } = proposal;
  let taken = hunks.map(() => true);
  let decided = new Set<number>();
  let isWholeTaken = true;
  let text = after;
  const isTaken = (index: number) => taken[index] === true;
  const found = () => find(before, hunks, isTaken, text);

  const change = (hunk: number, takes: boolean) => {
    const proposed = hunks[hunk];
    const there = found();
    const place = there.hunks[hunk];
    if (!proposed || !place) return;
    const wanted = takes ? proposed.newLines : proposed.oldLines;
    text = replaceLines(text, place.range, wanted);
    // What an editor's undo took back is decided anew by what the text says.
    taken = there.hunks.map(({ state }, index) =>
      index === hunk ? takes : state === "changed" ? isTaken(index) : state === "taken",
    );
  };

  const decide = (hunk: number, takes: boolean) => {
    // A hunk that the person changed is accepted as it is.
    if (!takes || found().hunks[hunk]?.state !== "changed") change(hunk, takes);
    decided = new Set([...decided, hunk]);
  };

  return {
    proposal,
    text: () => text,
    setText(next) {
      text = next;
    },
    found,
    isDecided: hunk => decided.has(hunk),
    decide,
    reset(hunk) {
      change(hunk, true);
      decided = new Set([...decided].filter(other => other !== hunk));
    },
    decideAll(takes) {
      isWholeTaken = takes;
      for (const index of hunks.keys()) decide(index, takes);
    },
    isEdited() {
      const { hunks: places, edits } = found();
      return edits.length > 0 || places.some(({ state }) => state === "changed");
    },
    state() {
      if (!isWholeTaken && hunks.length === 0) return "refused";
      if (text === after && (isWholeTaken || hunks.length > 0)) return "taken";
      return text === compose(before, hunks, () => false) ? "refused" : "changed";
    },
  };
}

function replaceLines(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  lines: readonly string[],
): string {
  const all = splitLines(text);
  return [...all.slice(0, start), ...lines, ...all.slice(end)].join("");
}

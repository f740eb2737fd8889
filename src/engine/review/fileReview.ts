import { find, type Found } from "./found.ts";
import { splitLines, type Hunk } from "./hunks.ts";
import type { ProposedFile } from "./propose.ts";

/** One file of a change under review: what is proposed, what was decided, and the text as it would land. */
export interface FileReview {
  readonly proposal: ProposedFile;
  /** The text as it would land: the proposal, less what was rejected, with what the person typed. */
  text(): string;
  /** What became of each hunk; in text that cannot be taken apart there is none. */
  found(): Found;
  /** Whether a hunk was accepted or rejected by name. */
  isDecided(hunk: number): boolean;
  /** Whether the text holds what neither the file nor the proposal does. */
  isEdited(): boolean;
  state(): FileState;
}

/** The same, as the review decides about it. */
export interface OpenFileReview extends FileReview {
  /** Takes over what the person made of the text. */
  setText(text: string): void;
  /** Takes or refuses a hunk; the text follows, and edits elsewhere stay. */
  decide(hunk: number, isTaken: boolean): void;
  /** The hunk waits for a decision again, as it was proposed. */
  reset(hunk: number): void;
  /** Takes or refuses the file as a whole, for what has no hunks too. */
  decideAll(isTaken: boolean): void;
}

/** `taken` and `refused` are to the letter; `changed` is anything between, and what was edited. */
export type FileState = "taken" | "refused" | "changed";

export function createFileReview(proposal: ProposedFile): OpenFileReview {
  const { before, after, hunks } = proposal;
  let taken: readonly boolean[] = hunks.map(() => true);
  let decided = new Set<number>();
  let isWholeTaken = true;
  let text = after;
  let known: Found | null = null;
  const isTaken = (index: number) => taken[index] === true;
  /** Kept until something changes: every lens and every decision asks for it. */
  const found = () => (known ??= find(before, hunks, isTaken, text));
  const set = (next: string, nextTaken: readonly boolean[]) => {
    text = next;
    taken = nextTaken;
    known = null;
  };
  /** What an editor's undo took back is decided anew by what the text says. */
  const takenNow = ({ hunks: there }: Found) =>
    there.map(({ state }, index) => (state === "changed" ? isTaken(index) : state === "taken"));

  const change = (hunk: number, takes: boolean) => {
    const proposed = hunks[hunk];
    const there = found();
    const place = there.hunks[hunk];
    if (!proposed || !place) return;
    const wanted = takes ? proposed.newLines : proposed.oldLines;
    set(replaceLines(text, place.range, wanted), takenNow(there).with(hunk, takes));
  };

  const decide = (hunk: number, takes: boolean) => {
    // A hunk that the person changed is accepted as it is.
    if (!takes || found().hunks[hunk]?.state !== "changed") change(hunk, takes);
    decided = new Set([...decided, hunk]);
  };

  const decideHunks = (takes: boolean) => {
    const there = found();
    decided = new Set(hunks.keys());
    set(
      decidedText(text, hunks, there, takes),
      takenNow(there).map((was, index) =>
        takes && there.hunks[index]?.state === "changed" ? was : takes,
      ),
    );
  };

  return {
    proposal,
    text: () => text,
    setText: next => set(next, taken),
    found,
    isDecided: hunk => decided.has(hunk),
    decide,
    reset(hunk) {
      change(hunk, true);
      decided = new Set([...decided].filter(other => other !== hunk));
    },
    decideAll(takes) {
      isWholeTaken = takes;
      if (hunks.length > 0) decideHunks(takes);
    },
    isEdited() {
      const { hunks: places, edits } = found();
      return edits.length > 0 || places.some(({ state }) => state === "changed");
    },
    state() {
      if (!isWholeTaken && hunks.length === 0) return "refused";
      if (text === after && (isWholeTaken || hunks.length > 0)) return "taken";
      return text === before ? "refused" : "changed";
    },
  };
}

/** All hunks at once: one after the other would go through the text as often as there are hunks. */
function decidedText(text: string, hunks: readonly Hunk[], found: Found, takes: boolean): string {
  const lines = splitLines(text);
  const parts: string[] = [];
  let at = 0;
  for (const [index, { state, range, lines: current }] of found.hunks.entries()) {
    const stays = takes && state === "changed";
    const wanted = takes ? hunks[index]?.newLines : hunks[index]?.oldLines;
    parts.push(lines.slice(at, range.start).join(""), (stays ? current : (wanted ?? [])).join(""));
    at = Math.max(at, range.end);
  }
  return [...parts, lines.slice(at).join("")].join("");
}

function replaceLines(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  lines: readonly string[],
): string {
  const all = splitLines(text);
  return [all.slice(0, start), lines, all.slice(end)].map(part => part.join("")).join("");
}

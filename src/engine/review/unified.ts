import { splitLines, type Hunk } from "./hunks.ts";

/** One `@@` part of a unified diff. */
export interface DiffPart {
  /** First line in the old text, from 0. */
  readonly oldStart: number;
  readonly lines: readonly DiffLine[];
}

interface DiffLine {
  readonly kind: "kept" | "removed" | "added";
  /** With its line end. */
  readonly text: string;
}

const header = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@/;
const kinds: Readonly<Record<string, DiffLine["kind"]>> = {
  " ": "kept",
  "-": "removed",
  "+": "added",
};

/**
 * The diff of an update without what the server puts behind that of a move: two line ends and the place. A file may hold
 * the same words, so that nothing but these exact characters is taken off, and only where there is a move.
 */
export function withoutTrailer(diff: string, movePath: string | null): string {
  // oxlint-disable-next-line folio/wordless -- The server writes it.
  const trailer = `\n\nMoved to: ${movePath ?? ""}`;
  return movePath !== null && diff.endsWith(trailer) ? diff.slice(0, -trailer.length) : diff;
}

/**
 * Reads a unified diff without file headers, as the server sends it; null for anything else. The numbers of a header are
 * compared with what follows and never counted up to: a forged one costs nothing.
 */
export function parseUnified(diff: string): readonly DiffPart[] | null {
  const parts: { oldStart: number; lines: DiffLine[]; counts: readonly [number, number] }[] = [];
  for (const token of splitLines(diff)) {
    const head = header.exec(token);
    const part = parts.at(-1);
    if (head) {
      const oldCount = Number(head[2] ?? 1);
      const start = Number(head[1]);
      parts.push({
        // A part without old lines names the line before it.
        oldStart: oldCount === 0 ? start : start - 1,
        lines: [],
        counts: [oldCount, Number(head[4] ?? 1)],
      });
      continue;
    }
    const kind = Object.hasOwn(kinds, token.charAt(0)) ? kinds[token.charAt(0)] : undefined;
    const last = part?.lines.at(-1);
    if (part && kind) part.lines.push({ kind, text: token.slice(1) });
    // "\ No newline at end of file": the line end before it belongs to the diff.
    else if (part && last && token.startsWith("\\"))
      part.lines[part.lines.length - 1] = { ...last, text: last.text.replace(/\n$/, "") };
    else return null;
  }
  const isWhole = parts.every(({ lines, counts, oldStart }) => {
    const count = (not: DiffLine["kind"]) => lines.filter(({ kind }) => kind !== not).length;
    return oldStart >= 0 && count("added") === counts[0] && count("removed") === counts[1];
  });
  return isWhole ? parts : null;
}

export interface Applied {
  readonly after: string;
  /** Every run of changed lines by itself: at least as many as the diff has parts. */
  readonly hunks: readonly Hunk[];
  /** Every part stood at the line that it names. */
  readonly isExact: boolean;
}

/** How many lines all searches of one diff may compare. */
const maxCompared = 2_000_000;

/** Applies a diff to a text; null when a part of it is found nowhere. A part that moved is taken at the nearest place. */
export function applyUnified(before: string, parts: readonly DiffPart[]): Applied | null {
  const old = splitLines(before);
  const search = createSearch(old);
  const hunks: Hunk[] = [];
  const texts: string[] = [];
  let [at, grown, shift] = [0, 0, 0];
  let isExact = true;
  for (const { oldStart, lines } of parts) {
    const wanted = lines.filter(({ kind }) => kind !== "added").map(({ text }) => text);
    const place = search(wanted, oldStart + shift, at);
    if (place === null) return null;
    isExact &&= place === oldStart;
    shift = place - oldStart;
    texts.push(old.slice(at, place).join(""));
    at = place;
    let open: {
      oldStart: number;
      newStart: number;
      oldLines: string[];
      newLines: string[];
    } | null = null;
    for (const { kind, text } of lines) {
      if (kind === "kept") {
        open = null;
        texts.push(text);
        at++;
        continue;
      }
      if (!open) {
        open = { oldStart: at, newStart: at + grown, oldLines: [], newLines: [] };
        hunks.push(open);
      }
      if (kind === "removed") {
        open.oldLines.push(text);
        at++;
        grown--;
      } else {
        open.newLines.push(text);
        texts.push(text);
        grown++;
      }
    }
  }
  texts.push(old.slice(at).join(""));
  return { after: texts.join(""), hunks, isExact };
}

/** Finds lines in a text, nearest to where they are expected and not before `first`. */
function createSearch(old: readonly string[]) {
  const budget = { left: maxCompared };
  const isAt = (wanted: readonly string[], place: number): boolean => {
    let same = 0;
    while (same < wanted.length && old[place + same] === wanted[same]) same++;
    budget.left -= same + 1;
    return same === wanted.length;
  };
  return (wanted: readonly string[], expected: number, first: number): number | null => {
    const last = old.length - wanted.length;
    const start = Math.min(Math.max(expected, first), last);
    for (let distance = 0; budget.left > 0; distance++) {
      const [below, above] = [start - distance, start + distance];
      if (below < first && above > last) return null;
      if (below >= first && below <= last && isAt(wanted, below)) return below;
      if (above >= first && above <= last && isAt(wanted, above)) return above;
    }
    return null;
  };
}

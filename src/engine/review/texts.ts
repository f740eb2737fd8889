import { reason, type Reason } from "../../model/text/reason.ts";
import type { FileUpdateChange } from "../../protocol/types.gen.ts";
import { hunksWithPauses, type Hunk } from "./hunks.ts";
import type { Standing } from "./standing.ts";
import { applyUnified, parseUnified, withoutTrailer } from "./unified.ts";

/** One change of a patch, and what stands at its places. */
export interface Subject {
  readonly change: FileUpdateChange;
  readonly path: string;
  readonly movePath: string | null;
  readonly now: Standing;
  readonly target: Standing | null;
}

/** The two texts of a change, and where they differ. */
export interface Made {
  readonly kind: "made" | "unfit";
  /** With byte order marks. */
  readonly before: string;
  readonly after: string;
  readonly hunks: readonly Hunk[];
  readonly isExact: boolean;
}

/** Puts into words what a diff shows in place of a text. */
export type InWords = (what: Reason) => string;

/** Compares the two texts of a change; `unfit` where a diff does not fit what stands there. */
export async function textsOf({ change, now }: Subject, inWords: InWords): Promise<Made> {
  const { kind, diff } = change;
  const before = shownText(now, inWords);
  const made = (after: string, hunks: readonly Hunk[], isExact = true): Made => ({
    kind: "made",
    before,
    after,
    hunks,
    isExact,
  });
  if (kind.type === "add") return made(diff, await hunksWithPauses(before, diff, pause));
  if (kind.type === "delete") return made("", await hunksWithPauses(before, "", pause));
  if (now.content.kind === "unshown") return made(before, []);
  const parts = parseUnified(withoutTrailer(diff, kind.move_path));
  await pause();
  const applied = parts && now.content.kind === "text" ? applyUnified(before, parts) : null;
  return applied
    ? made(applied.after, applied.hunks, applied.isExact)
    : { ...made(before, []), kind: "unfit" };
}

/** Lets others run: one step over a large file takes some 20 ms. */
export const pause = () => new Promise(resolve => setImmediate(resolve));

export const mark = "\ufeff";
export const withoutMark = (text: string): string => (text.startsWith(mark) ? text.slice(1) : text);

export const withoutMarks = (hunks: readonly Hunk[]): readonly Hunk[] =>
  hunks.map(hunk => {
    const strip = (lines: readonly string[], start: number) =>
      start === 0 ? lines.map((line, at) => (at === 0 ? withoutMark(line) : line)) : lines;
    return {
      ...hunk,
      oldLines: strip(hunk.oldLines, hunk.oldStart),
      newLines: strip(hunk.newLines, hunk.newStart),
    };
  });

/** What stands there as a diff shows it; words in its place where it cannot be shown. */
export function shownText({ content }: Standing, inWords: InWords): string {
  if (content.kind === "text") return content.text;
  if (content.kind === "missing") return "";
  const why = content.kind === "folder" ? reason("unshown.folder") : content.why;
  return `${inWords(reason("unshown.inPlace", { why }))}\n`;
}

/** Whether all lines of both texts end alike: an editor would make them so, and change what nobody wants changed. */
export function hasOneEnd(before: string, after: string): boolean {
  const ends = new Set([before, after].flatMap(text => text.match(/\r\n|\n|\r/g) ?? []));
  return ends.size <= 1 && !ends.has("\r");
}

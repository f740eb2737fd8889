/* oxlint-disable folio/wordless -- Codex reads this, in English. */
import type { ChangeOutcome } from "../../model/state.ts";
import { isWritten } from "../../model/select/outcome.ts";
import type { Hunk } from "./hunks.ts";
import type { FoundHunk, LineRange } from "./found.ts";

/** What a person decided about one file of a change. */
export interface FileReport {
  /** As a person is shown it. */
  readonly path: string;
  readonly kind: "add" | "overwrite" | "delete" | "update" | "move";
  /** Where a moved file went. */
  readonly movedTo: string | null;
  readonly decision: "taken" | "refused" | "changed";
  /** Why what was taken could not be written; null when it stands on disk. */
  readonly failure: string | null;
  readonly hunks: readonly { readonly proposed: Hunk; readonly found: FoundHunk }[];
  /** Lines that the person changed beside the hunks, in the text as it is now. */
  readonly edits: readonly { readonly range: LineRange; readonly lines: readonly string[] }[];
}

/** A remark of the person; `line` counts from 1 in the proposed text. */
export interface ReportedComment {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

const maxText = 20_000;
const maxShown = 60;

/** What Codex is told of a review before the answer: exact, and as short as that allows. It is for the model, in English. */
export function reportOf(
  files: readonly FileReport[],
  comments: readonly ReportedComment[],
  outcome: "accepted" | "declined" | "mixed",
): string {
  const head = {
    accepted: "I accepted this change as you proposed it.",
    declined: "I declined this change. None of it was written.",
    mixed:
      "I reviewed this change myself and wrote what I took of it; the files below are on disk as described. The patch is declined only because of that: do not send it again.",
  }[outcome];
  const parts = [
    head,
    ...(outcome === "mixed" ? files.map(fileText) : []),
    ...(comments.length > 0
      ? [
          "My comments:",
          ...comments.map(({ path, line, text }) => `- ${path}:${line}: ${text.trim()}`),
        ]
      : []),
  ];
  const text = parts.join("\n");
  return text.length > maxText
    ? `${Array.from(text).slice(0, maxText).join("")}\n(The rest of this account is left out: read the files.)`
    : text;
}

function fileText({ path, kind, movedTo, decision, failure, hunks, edits }: FileReport): string {
  const name = movedTo === null ? path : `${path} -> ${movedTo}`;
  const what = {
    add: "new file",
    overwrite: "overwritten file",
    delete: "deletion",
    update: "",
    move: "move",
  }[kind];
  const title = `${name}${what ? ` (${what})` : ""}`;
  if (failure !== null)
    return `${title}: I wanted it, but it could not be written (${failure}); read the file before you go on.`;
  if (decision === "taken") return `${title}: taken as proposed.`;
  if (decision === "refused") return `${title}: refused; the file is as it was.`;
  const lines = hunks.flatMap(({ proposed, found }, index) => {
    const place = linesText(found.range);
    const label = `- hunk ${index + 1} of ${hunks.length}`;
    if (found.state === "taken") return [`${label}: taken (${place}).`];
    if (found.state === "refused")
      return [
        `${label}: refused (${place}); I kept:`,
        ...quote(proposed.oldLines, "these lines were not added"),
      ];
    return [`${label}: changed (${place}) to:`, ...quote(found.lines, "nothing: I removed it")];
  });
  const more = edits.flatMap(({ range, lines: text }) => [
    `- I also changed ${linesText(range)} to:`,
    ...quote(text, "nothing: I removed them"),
  ]);
  return [`${title}:`, ...lines, ...more].join("\n");
}

const linesText = ({ start, end }: LineRange): string =>
  end <= start + 1 ? `line ${start + 1}` : `lines ${start + 1}-${end}`;

function quote(lines: readonly string[], ifNone: string): string[] {
  if (lines.length === 0) return [`  (${ifNone})`];
  const shown = lines.slice(0, maxShown).map(line => `  | ${line.replace(/\r?\n$/, "")}`);
  return lines.length > maxShown
    ? [...shown, `  | ... ${lines.length - maxShown} more lines`]
    : shown;
}

/** What Codex is told when the person takes back what a review wrote. */
export function takenBackReport({ files }: ChangeOutcome, name: (path: string) => string): string {
  const names = (list: ChangeOutcome["files"]) =>
    list.map(({ path, movedTo }) => name(movedTo ?? path)).join(", ");
  const back = files.filter(({ result }) => result === "undone");
  const left = files.filter(isWritten);
  return [
    back.length > 0
      ? `I took back what was written: ${names(back)} as before the review.`
      : "Nothing was taken back.",
    left.length > 0 ? `These stay as they are, because they changed since: ${names(left)}.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}

import type { FileUpdateChange } from "../../protocol/types.gen.ts";
import { hunksWithPauses, type Hunk } from "../hunks.ts";
import { isSameEntry, workspacePath } from "../places.ts";
import { orderOf, type Order, type Ordering } from "./order.ts";
import { readStanding, type Standing } from "./standing.ts";
import { applyUnified, parseUnified, withoutTrailer } from "./unified.ts";

/** One change of a patch that waits: what stands there now, and what would. */
export interface ProposedFile {
  /** Its place among the changes of its patch: two changes may be about one path. */
  readonly index: number;
  /** Absolute, as the workspace names it. */
  readonly path: string;
  /** Where a moved file goes. */
  readonly movePath: string | null;
  readonly kind: "add" | "overwrite" | "delete" | "update" | "move";
  /** Texts without a byte order mark; line ends as they are. */
  readonly before: string;
  readonly after: string;
  /** The text of another file that a move overwrites; null where there is none, or where another change shows it. */
  readonly replaced: string | null;
  /** Where the two differ; none for what cannot be shown. */
  readonly hunks: readonly Hunk[];
  /** Whether a person may take a part of it: it is text, it can be accepted, and it is no deletion. */
  readonly isEditable: boolean;
  /** Whether an editor may change its text too: one would make all line ends alike. */
  readonly isTypable: boolean;
  /** Absolute paths that it writes or removes. */
  readonly places: readonly string[];
  /** Another value means that something else changed what it is about. */
  readonly fingerprint: string;
  /** SHA-256 of the bytes that stand at `path`, in hexadecimal; null for what was not read. */
  readonly shownHash: string | null;
  /** What a person must know before saying yes; empty for an ordinary change. */
  readonly warnings: readonly string[];
  /** Why it cannot be accepted, and what to do; null when it can. */
  readonly refusal: string | null;
  /** Accepting it could only fail, or destroy what it is about. */
  readonly isBroken: boolean;
  /** Only Folio can write it as it is shown: how the server would come by its result is not known. */
  readonly isOurs: boolean;
  /** When it is done among the changes of its patch, from 0: no earlier one destroys what a later one takes away. */
  readonly turn: number;
}

export interface ProposeOptions {
  /** Absolute paths of the workspace folders. */
  readonly roots: readonly string[];
  /** How a path is shown to a person. */
  name(path: string): string;
  /** What an editor holds for a path and has not saved; null for nothing. */
  unsaved(path: string): string | null;
}

interface Subject {
  readonly change: FileUpdateChange;
  readonly path: string;
  readonly movePath: string | null;
  readonly now: Standing;
  readonly target: Standing | null;
}

/** Reads what a patch is about as it is now, and puts each change beside it. Never throws, and lets others run between files. */
export async function proposeFiles(
  changes: readonly FileUpdateChange[],
  options: ProposeOptions,
): Promise<readonly ProposedFile[]> {
  const subjects: Subject[] = [];
  for (const change of changes) subjects.push(await look(change, options));
  const order = await orderOfSubjects(subjects);
  const proposals: ProposedFile[] = [];
  for (const [index, subject] of subjects.entries()) {
    const made = await textsOf(subject);
    await pause();
    proposals.push(proposalOf({ subject, made, index, order, subjects, options }));
  }
  return proposals;
}

/** Lets others run: one step over a large file takes some 20 ms. */
const pause = () => new Promise(resolve => setImmediate(resolve));

async function look(
  change: FileUpdateChange,
  { roots, unsaved }: ProposeOptions,
): Promise<Subject> {
  const { kind } = change;
  const path = await workspacePath(change.path, roots);
  const movePath =
    kind.type === "update" && kind.move_path ? await workspacePath(kind.move_path, roots) : null;
  return {
    change,
    path,
    movePath,
    now: await readStanding(path, unsaved(path)),
    target: movePath === null ? null : await readStanding(movePath, unsaved(movePath)),
  };
}

const orderOfSubjects = async (subjects: readonly Subject[]): Promise<Order> =>
  orderOf(
    await Promise.all(
      subjects.map(async ({ change: { kind }, path, movePath, now, target }) => {
        const removes = kind.type === "delete" || target ? now.place.removes : null;
        const isSelf = movePath !== null && (await isSameEntry(path, movePath));
        const writes = isSelf ? now.place.removes : (target ?? now).place.writes;
        return {
          path,
          movePath,
          kind: target ? ("move" as const) : kind.type,
          removes,
          writes: kind.type === "delete" ? null : writes,
        };
      }),
    ),
  );

interface Proposing {
  readonly subject: Subject;
  readonly made: Made;
  readonly index: number;
  readonly order: Order;
  readonly subjects: readonly Subject[];
  readonly options: ProposeOptions;
}

function proposalOf(proposing: Proposing): ProposedFile {
  const { subject, made, index, order, subjects, options } = proposing;
  const { change, path, movePath, now, target } = subject;
  const { kind } = change;
  const standing = order.standings[index] ?? { kind: "free" };
  const refusal = refusalOf(subject, standing, made, options);
  const isOrdered = standing.kind === "ordered";
  const isShownElsewhere = subjects.some(
    other => other !== subject && other.now.place.removes === target?.place.writes,
  );
  const isMovedOntoItself = standing.kind === "refused" && standing.why === "itself";
  const isText = now.content.kind !== "unshown" && made.kind === "made";
  const before = withoutMark(made.before);
  const after = withoutMark(made.after);
  const isEditable = isText && refusal === null && kind.type !== "delete";
  const isOverwrite = kind.type === "add" && now.content.kind !== "missing";
  return {
    index,
    path,
    movePath,
    kind: isOverwrite ? "overwrite" : movePath === null ? kind.type : "move",
    before,
    after,
    replaced:
      target && !isShownElsewhere && !isMovedOntoItself && target.content.kind !== "missing"
        ? withoutMark(shownText(target))
        : null,
    hunks: isText ? withoutMarks(made.hunks) : [],
    isEditable,
    isTypable: isEditable && hasOneEnd(before, after),
    places: movePath === null ? [path] : [path, movePath],
    fingerprint: [now.fingerprint, target?.fingerprint ?? ""].join("\n"),
    shownHash: now.hash,
    warnings: [
      ...(refusal === null ? [] : [refusal]),
      ...warningsOf(subject, made, isOrdered, options),
    ],
    refusal,
    isBroken: refusal !== null,
    isOurs: isOrdered || !made.isExact,
    turn: order.sequence.indexOf(index),
  };
}

interface Made {
  readonly kind: "made" | "unfit";
  /** With byte order marks. */
  readonly before: string;
  readonly after: string;
  readonly hunks: readonly Hunk[];
  readonly isExact: boolean;
}

/** The two texts of a change, and where they differ; `unfit` where a diff does not fit what stands there. */
async function textsOf({ change, now }: Subject): Promise<Made> {
  const { kind, diff } = change;
  const before = shownText(now);
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

function refusalOf(
  { path, movePath, now, target }: Subject,
  standing: Ordering,
  { kind }: Made,
  { name }: ProposeOptions,
): string | null {
  const place = name(movePath ?? path);
  if (standing.kind === "refused")
    return {
      itself: `Decline it: this moves ${name(path)} onto itself, and Codex would delete the file.`,
      twice: `Decline it: parts of this change meet at ${place}, and Codex does not say which comes last.`,
      circle: `Decline it: these moves go in a circle through ${place}, and would destroy each other.`,
    }[standing.why];
  if (now.content.kind === "folder" || target?.content.kind === "folder")
    return `Decline it: a folder stands at ${now.content.kind === "folder" ? name(path) : place}.`;
  return kind === "unfit"
    ? `The change no longer fits ${name(path)}. Decline it, so that Codex looks again.`
    : null;
}

function warningsOf(
  { change: { kind }, path, movePath, now, target }: Subject,
  made: Made,
  isOrdered: boolean,
  { name }: ProposeOptions,
): readonly string[] {
  const { content } = now;
  const hasMark = (text: string) => text.startsWith(mark);
  const isMarkKept = kind.type === "delete" || hasMark(made.before) === hasMark(made.after);
  const told: readonly (readonly [boolean, string])[] = [
    [kind.type === "add" && content.kind !== "missing", "This overwrites a file that exists."],
    [kind.type === "delete" && content.kind === "missing", "The file is already gone."],
    [
      target !== null && target.content.kind !== "missing" && !isOrdered,
      `The place it moves to is taken: ${name(movePath ?? path)} is overwritten.`,
    ],
    [
      isOrdered,
      "Another part of this change is about the same place. Codex does not say in which order it writes, so Folio writes what is shown.",
    ],
    [
      content.kind === "unshown",
      content.kind === "unshown" ? `It cannot be shown: ${content.why}.` : "",
    ],
    [
      !made.isExact,
      "The file changed since Codex proposed this. Its places were found again, and Folio writes what is shown.",
    ],
    [
      content.kind === "text" && !isMarkKept,
      "Its byte order mark changes too, which does not show.",
    ],
    [
      now.place.isLink,
      linkText(name(path), now.place.writes, kind.type === "delete" || target !== null),
    ],
    [
      target?.place.isLink === true,
      `${name(movePath ?? path)} is a link: what it leads to is written, ${target?.place.writes ?? ""}.`,
    ],
  ];
  return told.flatMap(([holds, text]) => (holds ? [text] : []));
}

const linkText = (shown: string, leadsTo: string, isRemoved: boolean): string =>
  isRemoved
    ? `${shown} is a link: it goes, and what it leads to stays, ${leadsTo}.`
    : `${shown} is a link: what it leads to is written, ${leadsTo}.`;

const mark = "\ufeff";
const withoutMark = (text: string): string => (text.startsWith(mark) ? text.slice(1) : text);

const withoutMarks = (hunks: readonly Hunk[]): readonly Hunk[] =>
  hunks.map(hunk => {
    const strip = (lines: readonly string[], start: number) =>
      start === 0 ? lines.map((line, at) => (at === 0 ? withoutMark(line) : line)) : lines;
    return {
      ...hunk,
      oldLines: strip(hunk.oldLines, hunk.oldStart),
      newLines: strip(hunk.newLines, hunk.newStart),
    };
  });

const shownText = ({ content }: Standing): string =>
  content.kind === "text"
    ? content.text
    : content.kind === "unshown"
      ? `(${content.why})\n`
      : content.kind === "folder"
        ? "(a folder)\n"
        : "";

/** Whether all lines of both texts end alike: an editor would make them so, and change what nobody wants changed. */
function hasOneEnd(before: string, after: string): boolean {
  const ends = new Set([before, after].flatMap(text => text.match(/\r\n|\n|\r/g) ?? []));
  return ends.size <= 1 && !ends.has("\r");
}

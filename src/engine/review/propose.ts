import type { FileUpdateChange } from "../../protocol/types.gen.ts";
import type { Hunk } from "./hunks.ts";
import { isWithin } from "../../policy/paths.ts";
import { isSameEntry, workspacePath } from "../places.ts";
import type { Files } from "./files.ts";
import { orderOf, type Order } from "./order.ts";
import {
  hasOneEnd,
  pause,
  shownText,
  type InWords,
  textsOf,
  withoutMark,
  withoutMarks,
  type Made,
  type Subject,
} from "./texts.ts";
import { refusalOf, warningsOf } from "./warnings.ts";
import { reason, type Reason } from "../../model/text/reason.ts";

/** One change of a patch that waits: what stands there now, and what would. */
export interface ProposedFile {
  /** Its place among the changes of its patch: two changes may be about one path. */
  readonly index: number;
  /** Absolute, as the workspace names it. */
  readonly path: string;
  /** Where a moved file goes. */
  readonly movePath: string | null;
  /** Both as a person is shown them. */
  readonly name: string;
  readonly moveName: string | null;
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
  readonly warnings: readonly Reason[];
  /** Why accepting it could only fail, or destroy what it is about, and what to do; null when it can be accepted. */
  readonly refusal: Reason | null;
  /** Only Folio can write it as it is shown: how the server would come by its result is not known. */
  readonly isOurs: boolean;
  /** When it is done among the changes of its patch, from 0: no earlier one destroys what a later one takes away. */
  readonly turn: number;
}

export interface ProposeOptions {
  /** Absolute paths of the workspace folders. */
  readonly roots: readonly string[];
  readonly files: Pick<Files, "read">;
  /** How a path is shown to a person. */
  name(path: string): string;
  readonly inWords: InWords;
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
    const made = await textsOf(subject, options.inWords);
    await pause();
    proposals.push(proposalOf({ subject, made, index, order, subjects, options }));
  }
  return proposals;
}

async function look(change: FileUpdateChange, { roots, files }: ProposeOptions): Promise<Subject> {
  const { kind } = change;
  const path = await workspacePath(change.path, roots);
  const movePath =
    kind.type === "update" && kind.move_path ? await workspacePath(kind.move_path, roots) : null;
  return {
    change,
    path,
    movePath,
    now: await files.read(path),
    target: movePath === null ? null : await files.read(movePath),
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
  const refusal = refusalOf(subject, standing, made, options.name);
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
  const places = movePath === null ? [path] : [path, movePath];
  return {
    index,
    path,
    movePath,
    name: options.name(path),
    moveName: movePath === null ? null : options.name(movePath),
    kind: isOverwrite ? "overwrite" : movePath === null ? kind.type : "move",
    before,
    after,
    replaced:
      target && !isShownElsewhere && !isMovedOntoItself && target.content.kind !== "missing"
        ? withoutMark(shownText(target, options.inWords))
        : null,
    hunks: isText ? withoutMarks(made.hunks) : [],
    isEditable,
    isTypable: isEditable && hasOneEnd(before, after),
    places,
    fingerprint: [now.fingerprint, target?.fingerprint ?? ""].join("\n"),
    shownHash: now.hash,
    warnings: [
      ...(refusal === null ? [] : [refusal]),
      ...warningsOf(subject, made, isOrdered, options.name),
      ...places
        .filter(place => !options.roots.some(root => isWithin(place, root)))
        .map(path => reason("policy.change.outside", { path })),
    ],
    refusal,
    isOurs: isOrdered || !made.isExact,
    turn: order.sequence.indexOf(index),
  };
}

import type { FileRestore, Left, RestorePlan } from "../../engine/api.ts";
import { joined, plain, type PlainText } from "../../model/text/sinks.ts";

/** Gives a path as the person knows it. */
export type Naming = (path: string) => string;

const maxLines = 15;

export const count = (files: number): string => (files === 1 ? "1 file" : `${files} files`);
const turns = (number: number): string => (number === 1 ? "1 turn" : `${number} turns`);

/** Whether carrying it out changes something that a person would call a file. */
export const isFile = ({ now, action }: FileRestore): boolean =>
  now.kind !== "folder" && !(action.kind === "write" && action.wanted.kind === "folder");

/** What restoring does and what it cannot do, before it begins. */
export function detailOf(
  plan: RestorePlan,
  removedTurns: number | null,
  naming: Naming,
): PlainText {
  const { files, unknown, partly } = plan;
  const lines = (of: readonly FileRestore[]) => cut(of.map(file => describe(file, naming)));
  const doing = files.filter(isDone).filter(isFile);
  const notKnown = [
    ...(unknown > 0
      ? [
          plain`Folio does not know what ${turns(unknown)} changed: looking through the files took too long.`,
        ]
      : []),
    ...(partly > 0
      ? [
          plain`${turns(partly)} began before Folio could look at the files. The first changes may stay.`,
        ]
      : []),
  ];
  return joined(
    "\n\n",
    joined("\n", ...lines(doing)),
    joined("\n", ...lines(files.filter(isStaying)), ...notKnown),
    doing.length > 0
      ? plain`What other programs changed during these turns is restored too.`
      : plain``,
    removedTurns !== null
      ? plain`Conversation: ${turns(removedTurns)} will be taken out. This part cannot be undone; Undo brings back files only.`
      : plain``,
  );
}

export const isDone = ({ action: { kind } }: FileRestore): boolean =>
  kind === "write" || kind === "delete" || kind === "merge";
export const isStaying = ({ action: { kind } }: FileRestore): boolean =>
  kind === "conflict" || kind === "lost";

const cut = (lines: readonly PlainText[]): readonly PlainText[] =>
  lines.length > maxLines
    ? [...lines.slice(0, maxLines), plain`… and ${lines.length - maxLines} more`]
    : lines;

function describe({ path, now, action }: FileRestore, naming: Naming): PlainText {
  const name = naming(path);
  switch (action.kind) {
    case "write":
      return action.wanted.kind === "link"
        ? plain`${name}: as it was, a link to ${action.wanted.target}`
        : now.kind === "file" && action.wanted.kind === "file" && isModeOnly(now, action.wanted)
          ? plain`${name}: its permissions as they were`
          : plain`${name}: as it was`;
    case "delete":
      return plain`${name}: deleted, Codex made it`;
    case "merge":
      return plain`${name}: as it was, with your later edits`;
    case "conflict":
      return plain`${name}: stays, ${action.why}`;
    case "lost":
      return plain`${name}: cannot be restored, ${reasons[action.why]}`;
    case "same":
      return plain`${name}`;
  }
}

const isModeOnly = (
  one: { readonly bytes: Uint8Array },
  other: { readonly bytes: Uint8Array },
): boolean =>
  one.bytes.length === other.bytes.length &&
  one.bytes.every((byte, index) => byte === other.bytes[index]);

const reasons: Readonly<Record<Extract<FileRestore["action"], { kind: "lost" }>["why"], string>> = {
  large: "it is larger than 5 MiB",
  special: "it is neither a file nor a link",
  unreadable: "Folio could not read it",
  excluded: "folio.checkpoints.exclude leaves it out",
  beyond: "Folio keeps 20,000 files of a folder, and this was not among them",
  managed: "Folio keeps no copy of such folders",
  gone: "what Folio kept of it is gone or damaged",
};

/** What stayed although it was to be restored; it is not made for any place yet. */
export function leftText(left: readonly Left[], naming: Naming): string {
  const names = left
    .slice(0, maxLines)
    .map(({ path, outcome }) => `${naming(path)} (${whyLeft(outcome)})`);
  if (left.length > maxLines) names.push(`and ${left.length - maxLines} more`);
  return names.join(", ");
}

function whyLeft(outcome: Left["outcome"]): string {
  switch (outcome.kind) {
    case "changed":
      return outcome.copy === undefined
        ? "it changed meanwhile"
        : `it changed meanwhile; the other text is ${outcome.copy}`;
    case "takenBack":
      return "nothing was written";
    case "refused":
      return outcome.why === "link"
        ? "a link is in its place"
        : outcome.why === "special"
          ? "it is no file any more"
          : "it is outside of the workspace";
    case "failed":
      return failures[outcome.code] ?? outcome.code;
  }
}

const failures: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the disk is full",
  EACCES: "no permission to write it",
  EPERM: "no permission to write it",
  EROFS: "the disk is read-only",
};

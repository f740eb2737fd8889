import type { Left } from "../../engine/checkpoints/apply.ts";
import type { FileRestore, RestorePlan } from "../../engine/checkpoints/plan.ts";

/** Gives a path as the person knows it. */
export type Naming = (path: string) => string;

const maxLines = 15;

export const count = (files: number): string => (files === 1 ? "1 file" : `${files} files`);
const turns = (number: number): string => (number === 1 ? "1 turn" : `${number} turns`);

/** Whether carrying it out changes something that a person would call a file. */
export const isFile = ({ now, action }: FileRestore): boolean =>
  now.kind !== "folder" && !(action.kind === "write" && action.wanted.kind === "folder");

/** What restoring does and what it cannot do, before it begins. */
export function detailOf(plan: RestorePlan, removedTurns: number | null, naming: Naming): string {
  const doing = plan.files.filter(isDone).filter(isFile);
  const staying = plan.files.filter(isStaying);
  const lines = [...cut(staying.map(file => describe(file, naming)))];
  if (plan.unknown > 0)
    lines.push(
      `Folio does not know what ${turns(plan.unknown)} changed: looking through the files took too long.`,
    );
  if (plan.partly > 0)
    lines.push(
      `${turns(plan.partly)} began before Folio could look at the files. The first changes may stay.`,
    );
  const parts = [cut(doing.map(file => describe(file, naming))), lines];
  if (doing.length > 0)
    parts.push(["What other programs changed during these turns is restored too."]);
  if (removedTurns !== null)
    parts.push([
      `Conversation: ${turns(removedTurns)} will be taken out. This part cannot be undone; Undo brings back files only.`,
    ]);
  return parts
    .filter(part => part.length > 0)
    .map(part => part.join("\n"))
    .join("\n\n");
}

export const isDone = ({ action: { kind } }: FileRestore): boolean =>
  kind === "write" || kind === "delete" || kind === "merge";
export const isStaying = ({ action: { kind } }: FileRestore): boolean =>
  kind === "conflict" || kind === "lost";

const cut = (lines: readonly string[]): string[] =>
  lines.length > maxLines
    ? [...lines.slice(0, maxLines), `… and ${lines.length - maxLines} more`]
    : [...lines];

function describe({ path, now, action }: FileRestore, naming: Naming): string {
  const name = naming(path);
  switch (action.kind) {
    case "write":
      return action.wanted.kind === "link"
        ? `${name}: as it was, a link to ${action.wanted.target}`
        : now.kind === "file" && action.wanted.kind === "file" && isModeOnly(now, action.wanted)
          ? `${name}: its permissions as they were`
          : `${name}: as it was`;
    case "delete":
      return `${name}: deleted, Codex made it`;
    case "merge":
      return `${name}: as it was, with your later edits`;
    case "conflict":
      return `${name}: stays, ${action.why}`;
    case "lost":
      return `${name}: cannot be restored, ${reasons[action.why]}`;
    case "same":
      return name;
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

/** What stayed although it was to be restored. */
export function leftText(left: readonly Left[], naming: Naming): string {
  const lines = left.map(({ path, outcome }) => `${naming(path)} (${whyLeft(outcome)})`);
  return cut(lines).join(", ");
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

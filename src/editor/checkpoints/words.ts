import type { FileRestore, Left, RestorePlan } from "../../engine/api.ts";
import { joined, plain, type PlainText } from "../../model/text/sinks.ts";
import { say } from "../say.ts";

/** Shortens a path for the person. */
export type Naming = (path: string) => string;

const maxLines = 15;

/** Whether this is about a file or a link, not a folder. */
export const isFile = ({ now, action }: FileRestore): boolean =>
  now.kind !== "folder" && !(action.kind === "write" && action.wanted.kind === "folder");

/** What restoring will do and what it cannot do, for the question before it. */
export function detailOf(
  plan: RestorePlan,
  removedTurns: number | null,
  naming: Naming,
): PlainText {
  const { files, unknown, partly } = plan;
  const lines = (of: readonly FileRestore[]) => cut(of.map(file => describe(file, naming)));
  const doing = files.filter(isDone).filter(isFile);
  const notKnown = [
    ...(unknown > 0 ? [say.plain("restore.unknown", { count: unknown })] : []),
    ...(partly > 0 ? [say.plain("restore.partly", { count: partly })] : []),
  ];
  return joined(
    "\n\n",
    joined("\n", ...lines(doing)),
    joined("\n", ...lines(files.filter(isStaying)), ...notKnown),
    doing.length > 0 ? say.plain("restore.othersToo") : plain``,
    removedTurns !== null ? say.plain("restore.turnsGo", { count: removedTurns }) : plain``,
  );
}

export const isDone = ({ action: { kind } }: FileRestore): boolean =>
  kind === "write" || kind === "delete" || kind === "merge";
export const isStaying = ({ action: { kind } }: FileRestore): boolean =>
  kind === "conflict" || kind === "lost";

const cut = (lines: readonly PlainText[]): readonly PlainText[] =>
  lines.length > maxLines
    ? [...lines.slice(0, maxLines), say.plain("restore.more", { count: lines.length - maxLines })]
    : lines;

function describe({ path, now, action }: FileRestore, naming: Naming): PlainText {
  const name = naming(path);
  switch (action.kind) {
    case "write":
      return action.wanted.kind === "link"
        ? say.plain("restore.asLink", { name, target: action.wanted.target })
        : now.kind === "file" && action.wanted.kind === "file" && isModeOnly(now, action.wanted)
          ? say.plain("restore.permissions", { name })
          : say.plain("restore.asItWas", { name });
    case "delete":
      return say.plain("restore.deleted", { name });
    case "merge":
      return say.plain("restore.merged", { name });
    case "conflict":
      return say.plain("restore.stays", { name, why: say.text(`restore.conflict.${action.why}`) });
    case "lost":
      return say.plain("restore.lost", { name, why: say.text(`restore.lost.${action.why}`) });
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

/** The files that were not restored, each with the reason; not escaped for a sink yet. */
export function leftText(left: readonly Left[], naming: Naming): string {
  const names = left
    .slice(0, maxLines)
    .map(({ path, outcome }) => `${naming(path)} (${whyLeft(outcome)})`);
  if (left.length > maxLines)
    names.push(say.text("restore.andMore", { count: left.length - maxLines }));
  return names.join(", ");
}

function whyLeft(outcome: Left["outcome"]): string {
  switch (outcome.kind) {
    case "changed":
      return outcome.copy === undefined
        ? say.text("restore.left.changed")
        : say.text("restore.left.changedCopy", { copy: outcome.copy });
    case "takenBack":
      return say.text("restore.left.takenBack");
    case "refused":
      return say.text(`restore.left.${outcome.why}`);
    case "failed":
      return failureText(outcome.code);
  }
}

/** Why the system refused, by its error code; an unknown code is shown as it is. */
function failureText(code: string): string {
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return say.text("restore.left.diskFull");
    case "EACCES":
    case "EPERM":
      return say.text("restore.left.noPermission");
    case "EROFS":
      return say.text("restore.left.readOnlyDisk");
    default:
      return code;
  }
}

import { reason, type Reason } from "../../model/text/reason.ts";
import type { Ordering } from "./order.ts";
import { mark, type Made, type Subject } from "./texts.ts";

type Name = (path: string) => string;

/** Why a change cannot be accepted, and what to do; null when it can. */
export function refusalOf(
  { path, movePath, now, target }: Subject,
  standing: Ordering,
  { kind }: Made,
  name: Name,
): Reason | null {
  const place = name(movePath ?? path);
  if (standing.kind === "refused")
    return reason(`proposal.refused.${standing.why}`, {
      path: standing.why === "itself" ? name(path) : place,
    });
  if (now.content.kind === "folder" || target?.content.kind === "folder")
    return reason("proposal.refused.folder", {
      path: now.content.kind === "folder" ? name(path) : place,
    });
  return kind === "unfit" ? reason("proposal.refused.unfit", { path: name(path) }) : null;
}

/** What a person must know before saying yes to a change. */
export function warningsOf(
  { change: { kind }, path, movePath, now, target }: Subject,
  made: Made,
  isOrdered: boolean,
  name: Name,
): readonly Reason[] {
  const { content } = now;
  const hasMark = (text: string) => text.startsWith(mark);
  const isMarkKept = kind.type === "delete" || hasMark(made.before) === hasMark(made.after);
  const to = name(movePath ?? path);
  const isTaken = target !== null && target.content.kind !== "missing" && !isOrdered;
  const isRemoved = kind.type === "delete" || target !== null;
  const told: readonly (Reason | false)[] = [
    kind.type === "add" && content.kind !== "missing" && reason("proposal.overwrites"),
    kind.type === "delete" && content.kind === "missing" && reason("proposal.gone"),
    isTaken && reason("proposal.taken", { path: to }),
    isOrdered && reason("proposal.ordered"),
    content.kind === "unshown" && reason("proposal.unshown", { why: content.why }),
    !made.isExact && reason("proposal.foundAgain"),
    content.kind === "text" && !isMarkKept && reason("proposal.byteOrderMark"),
    now.place.isLink &&
      reason(isRemoved ? "proposal.linkGoes" : "proposal.linkStays", {
        path: name(path),
        place: now.place.writes,
      }),
    target?.place.isLink === true &&
      reason("proposal.linkStays", { path: to, place: target.place.writes }),
  ];
  return told.filter(warning => warning !== false);
}

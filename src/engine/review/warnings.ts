import type { Ordering } from "./order.ts";
import { mark, type Made, type Subject } from "./texts.ts";

type Name = (path: string) => string;

/** Why a change cannot be accepted, and what to do; null when it can. */
export function refusalOf(
  { path, movePath, now, target }: Subject,
  standing: Ordering,
  { kind }: Made,
  name: Name,
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

/** What a person must know before saying yes to a change. */
export function warningsOf(
  { change: { kind }, path, movePath, now, target }: Subject,
  made: Made,
  isOrdered: boolean,
  name: Name,
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

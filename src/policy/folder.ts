import { reason } from "../model/text/reason.ts";
import { matchesName } from "./expand.ts";
import { isSecret, join, type Places } from "./paths.ts";
import type { Problem } from "./problem.ts";

/** A hidden name below a folder, or one that stands for a secret. Its contents are not looked at. */
export interface Finding {
  /** Relative to the workspace folder. */
  readonly path: string;
  readonly isFolder: boolean;
}

/** Whatever below a folder could do harm if all of the folder is read. */
export interface Survey {
  readonly findings: readonly Finding[];
  /** Links, devices, pipes and sockets; relative to the workspace folder. */
  readonly links: readonly string[];
  /** Patterns that include names again which an ignore rule leaves out (`!name` in a `.gitignore`). */
  readonly lifts: readonly string[];
}

/** What judging a read of a whole folder needs to know. */
export interface Surveyed extends Places {
  survey(folder: string): Survey | null;
}

interface Reading {
  /** Whether the command reads a name that the survey found. */
  takes(finding: Finding, survey: Survey): boolean;
  readonly followsLinks: boolean;
}

/** Why a folder that a command names may not be read as a whole; null when it may, or when it is no folder. */
export function folderProblem(
  folder: string,
  places: Surveyed,
  { takes, followsLinks }: Reading,
): Problem {
  const absolute = join(places.folder, folder);
  const kind = places.kind(absolute);
  if (kind === "file" || kind === "missing") return null;
  const survey = places.survey(absolute);
  if (survey === null) return reason("folder.unknown");
  const [link] = survey.links;
  if (followsLinks && link !== undefined) return reason("folder.link", { path: link });
  const read = survey.findings.find(finding => takes(finding, survey));
  if (!read) return null;
  return isSecret(read.path)
    ? reason("folder.holds", { path: read.path })
    : reason("folder.holdsHidden", { path: read.path });
}

export const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** Whether an ignore file includes a name again. */
export const isLifted = (name: string, { lifts }: Survey): boolean =>
  lifts.some(pattern => /[[\\{]/.test(pattern) || matchesName(pattern, name));

/** The patterns of an ignore file that include names beginning with a dot again. */
export const liftsOf = (text: string): string[] =>
  text
    .split("\n")
    .map(line => line.trim())
    .filter(line => line.startsWith("!"))
    .map(line => nameOf(line.slice(1).replace(/\/+$/, "")))
    .filter(pattern => /^[.*?[\\{]/.test(pattern));

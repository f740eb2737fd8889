import type { Problem } from "./form.ts";
import { matchesName } from "./expand.ts";
import { isSecret, join, type Places } from "./paths.ts";

/** A name below a folder that is hidden or stands for a secret. What lies in such a folder is not looked at. */
export interface Finding {
  /** Relative to the workspace folder. */
  readonly path: string;
  readonly isFolder: boolean;
}

/** What lies below a folder, as far as reading all of it could do harm. */
export interface Survey {
  readonly findings: readonly Finding[];
  /** Links, and what is neither a file nor a folder; relative to the workspace folder. */
  readonly links: readonly string[];
  /** Patterns that take names back in where hidden ones are left out (`!name` in a `.gitignore`). */
  readonly lifts: readonly string[];
}

/** What a reading of a whole folder is judged by. */
export interface Surveyed extends Places {
  survey(folder: string): Survey | null;
}

interface Reading {
  /** Whether a name that was found is read. */
  takes(finding: Finding, survey: Survey): boolean;
  readonly followsLinks: boolean;
}

/** Why a whole folder, as the command names it, may not be read; null when it may, or when it is none. */
export function folderProblem(
  folder: string,
  places: Surveyed,
  { takes, followsLinks }: Reading,
): Problem {
  const absolute = join(places.folder, folder);
  const kind = places.kind(absolute);
  if (kind === "file" || kind === "missing") return null;
  const survey = places.survey(absolute);
  if (survey === null)
    return "reads a whole folder, and what lies in it could not be looked through";
  const [link] = survey.links;
  if (followsLinks && link !== undefined)
    return `reads a folder that holds the link “${link}”, and follows it`;
  const read = survey.findings.find(finding => takes(finding, survey));
  if (!read) return null;
  return isSecret(read.path)
    ? `reads a folder that holds “${read.path}”`
    : `reads the hidden “${read.path}” too`;
}

export const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** Whether an ignore file takes a name back in. */
export const isLifted = (name: string, { lifts }: Survey): boolean =>
  lifts.some(pattern => /[[\\{]/.test(pattern) || matchesName(pattern, name));

/** The patterns of an ignore file that take names beginning with a dot back in. */
export const liftsOf = (text: string): string[] =>
  text
    .split("\n")
    .map(line => line.trim())
    .filter(line => line.startsWith("!"))
    .map(line => nameOf(line.slice(1).replace(/\/+$/, "")))
    .filter(pattern => /^[.*?[\\{]/.test(pattern));

import { reason } from "../model/text/reason.ts";
import type { Problem } from "./problem.ts";
import { secretNames } from "./secretNames.ts";

/**
 * What is at a path once links are followed. "special" is a device, a pipe or a socket: reading one may never end, or
 * do something.
 */
export type FileKind = "file" | "folder" | "missing" | "special";

/** What judging a path needs to know of the machine. */
export interface Places {
  /** Absolute folder that the paths are relative to. */
  readonly folder: string;
  /** The workspace folder, absolute. No path may leave it. */
  readonly root: string;
  /** Where an absolute path really is once links are followed; null when that could not be found out. */
  realPath(path: string): string | null;
  /** What is at an absolute path; "special" too when that could not be found out. */
  kind(path: string): FileKind;
}

/** Names beginning with a dot that by custom hold no secrets. */
const plainDotNames =
  /^\.(gitignore|gitattributes|editorconfig|prettierrc(\.\w+)?|prettierignore|eslintrc(\.\w+)?|eslintignore|nvmrc|node-version|dockerignore|npmignore|vscodeignore|mocharc(\.\w+)?|github)$/;

/** Folds letter case and look-alike forms, which some file systems take for the same name. */
export const fold = (name: string): string => name.normalize("NFKC").toLowerCase();

/** Whether a path's name, or that of a folder on the way, is one under which secrets are kept. */
export const isSecret = (path: string): boolean =>
  fold(path)
    .split(/[/\\]/)
    .some(name => secretNames.some(pattern => pattern.test(name)));

/**
 * Why a path of a command line may not be read without asking, as a continuation of "It …"; null when it may. Paths
 * are POSIX.
 */
export function pathProblem(path: string, places: Places): Problem {
  const why = ownProblem(path, places);
  return why && reason("path.named", { path, why });
}

function ownProblem(path: string, places: Places): Problem {
  if (!/^[\p{L}\p{N}\p{M}\w ./,@%+()#-]+$/u.test(path) || /^[-@% ]|\/\//.test(path))
    return reason("path.notPlain");
  if (path.split("/").includes("..")) return reason("path.leaves");
  const isAbsolute = path.startsWith("/");
  if (isAbsolute && !isWithin(path, places.root)) return reason("path.outside");
  const within = isAbsolute ? path.slice(places.root.length) : path;
  if (isHidden(within)) return reason("path.hidden");
  if (isSecret(within)) return reason("path.secret");
  return placeProblem(join(places.folder, path), places);
}

/** Whether a name on the way begins with a dot, other than the names that by custom hold no secrets. */
export const isHidden = (path: string): boolean =>
  path
    .split(/[/\\]/)
    .some(part => part.startsWith(".") && part !== "." && !plainDotNames.test(fold(part)));

/**
 * Follows links: a path asks when it really leads out of the folder, or to a hidden or secret name. The problem
 * continues "which …".
 */
export function placeProblem(absolute: string, places: Places): Problem {
  const real = places.realPath(absolute);
  if (real === null) return reason("path.leadsNowhere");
  if (!isWithin(real, places.root)) return reason("path.leadsOut");
  const within = real.slice(places.root.length);
  if (isHidden(within)) return reason("path.leadsToHidden");
  if (isSecret(within)) return reason("path.leadsToSecret");
  return places.kind(absolute) === "special" ? reason("path.special") : null;
}

/** Joins two paths to an absolute POSIX path without `.` parts. */
export function join(folder: string, path: string): string {
  const joined = path.startsWith("/") ? path : `${folder}/${path}`;
  const parts = joined.split("/").filter(part => part !== "" && part !== ".");
  return `/${parts.join("/")}`;
}

/** Whether an absolute path lies in a folder, by its text. A path with `..` never does. */
export const isWithin = (path: string, root: string): boolean =>
  path.startsWith("/") &&
  !path.split("/").includes("..") &&
  (join(path, "") === root || join(path, "").startsWith(`${root}/`));

import { reason } from "../model/text/reason.ts";
import type { Word } from "./lex.ts";
import { join, placeProblem, type Places } from "./paths.ts";
import type { Problem, Refused } from "./problem.ts";

/** What expanding a pattern needs to know of the machine. */
export interface Names extends Places {
  /** Names in an absolute folder; null when they could not be found out. */
  names(folder: string): readonly string[] | null;
}

const maxMatches = 400;

/**
 * Replaces patterns by the names that the shell will find, so that the policy judges what the command really gets. A
 * pattern that finds nothing stays as it is, as in bash. Refused where the names cannot be known.
 */
export function expand(
  words: readonly Word[],
  places: Names,
  problemOf: (pattern: string) => Problem,
): readonly Word[] | Refused {
  const expanded: Word[] = [];
  for (const word of words) {
    const matches = word.isGlob ? matchesOf(word.value, places) : [];
    const pattern = word.value;
    if (matches === null) return { problem: reason("pattern.unknown", { pattern }) };
    const name = matches.find(match => match.startsWith("-"));
    if (name !== undefined) return { problem: reason("pattern.option", { pattern, name }) };
    const problem = matches.length === 0 ? null : problemOf(pattern);
    if (problem !== null) return { problem };
    if (matches.length === 0) expanded.push(word);
    else expanded.push(...matches.map(value => ({ value, isBare: false, isGlob: false })));
    if (expanded.length > maxMatches)
      return { problem: reason("operand.many", { count: maxMatches }) };
  }
  return expanded;
}

function matchesOf(pattern: string, places: Names): readonly string[] | null {
  if (pattern.split("/").includes("..")) return null;
  let found = [pattern.startsWith("/") ? "/" : ""];
  let isPattern = false;
  for (const part of pattern.split("/").filter(part => part !== "")) {
    const next: string[] = [];
    for (const folder of found) {
      const prefix = folder === "" || folder.endsWith("/") ? folder : `${folder}/`;
      if (!/[*?]/.test(part)) {
        const path = prefix + part;
        if (!isPattern || places.kind(join(places.folder, path)) !== "missing") next.push(path);
        continue;
      }
      const place = join(places.folder, folder);
      if (isPattern && places.kind(place) !== "folder") continue;
      // The shell looks into every folder on the way, also through a link.
      const names = placeProblem(place, places) === null ? places.names(place) : null;
      if (names === null) return null;
      const fitting = names.filter(
        name => name.startsWith(".") === part.startsWith(".") && matchesName(part, name),
      );
      next.push(...fitting.map(name => prefix + name));
      if (next.length > maxMatches) return next;
    }
    isPattern ||= /[*?]/.test(part);
    found = next;
  }
  return found;
}

/** Whether a name fits a pattern of `*` and `?`. Takes at most the product of both lengths in steps. */
export function matchesName(pattern: string, name: string): boolean {
  let [at, from, star, retry] = [0, 0, -1, 0];
  while (at < name.length) {
    const wanted = pattern[from];
    if (wanted === "*") {
      star = from++;
      retry = at;
    } else if (wanted === "?" || (wanted !== undefined && wanted === name[at])) {
      at++;
      from++;
    } else if (star >= 0) {
      from = star + 1;
      at = ++retry;
    } else return false;
  }
  while (pattern[from] === "*") from++;
  return from === pattern.length;
}

import { fold } from "./paths.ts";

/** A glob that is read once: `*` and `?` within a name, `**` over folders. */
export interface Glob {
  matches(path: string): boolean;
  /** As `matches`, of a path that was folded, where case and look-alike forms do not count. */
  foldedMatches(path: string): boolean;
}

const maxKnown = 5000;
/** Rules are read anew for every verdict, their globs are not. */
const known = new Map<string, Glob>();

export function compileGlob(glob: string): Glob {
  const found = known.get(glob);
  if (found) return found;
  if (known.size >= maxKnown) known.clear();
  const [plain, folded] = [compile(glob), compile(fold(glob))];
  const made: Glob = { matches: plain, foldedMatches: folded };
  known.set(glob, made);
  return made;
}

/** Whether a relative path matches a glob. The time it takes is bounded by the product of their lengths. */
export const matchesGlob = (path: string, glob: string): boolean => compileGlob(glob).matches(path);

function compile(glob: string): (path: string) => boolean {
  const patterns = glob.split("/");
  const wild = glob.search(/[*?]/);
  // Most paths differ in what stands before the first wildcard.
  const start = wild < 0 ? glob : glob.slice(0, wild);
  const least = start.replace(/\/$/, "");
  return path => {
    if (wild < 0) return path === glob;
    if (!path.startsWith(least)) return false;
    return matches(path.split("/"), patterns, {
      any: "**",
      one: (name, pattern) =>
        name === pattern ||
        matches(name, pattern, {
          any: "*",
          one: (letter, sign) => sign === "?" || sign === letter,
        }),
    });
  };
}

interface Matching {
  /** What stands for any number of elements. */
  readonly any: string;
  one(element: string, pattern: string): boolean;
}

/** Two pointers, and the one place to return to: behind the last `any`. */
function matches(
  elements: ArrayLike<string>,
  patterns: ArrayLike<string>,
  { any, one }: Matching,
): boolean {
  let [at, of, star, mark] = [0, 0, -1, 0];
  while (at < elements.length) {
    const pattern = patterns[of];
    if (pattern === any) {
      star = of++;
      mark = at;
    } else if (pattern !== undefined && one(elements[at] ?? "", pattern)) {
      at++;
      of++;
    } else if (star >= 0) {
      of = star + 1;
      at = ++mark;
    } else return false;
  }
  while (patterns[of] === any) of++;
  return of === patterns.length;
}

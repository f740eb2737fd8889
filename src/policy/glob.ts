import { fold } from "./paths.ts";

/** A compiled glob: `*` and `?` within a name, `**` over folders. */
export interface Glob {
  matches(path: string): boolean;
  /** As `matches`, for a folded path: letter case and look-alike forms do not count. */
  foldedMatches(path: string): boolean;
}

const maxKnown = 5000;
/** Rules are parsed again whenever the settings change; most of their globs stay the same. */
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
  if (!/[*?]/.test(glob)) return path => path === glob;
  const parts = glob.split("/");
  const patterns = parts.map(part => (part === "**" ? null : compileName(part)));
  const needed = parts.flatMap(part =>
    /[*?]/.test(part) ? part.split(/[*?]+/).filter(text => text !== "") : [`/${part}/`],
  );
  return path => {
    // Most paths lack some text of the glob, and looking for it is much faster than matching.
    const whole = `/${path}/`;
    return needed.every(text => whole.includes(text)) && matches(path.split("/"), patterns);
  };
}

/** Matches one name: finds the texts between the stars from the left, each behind the one before. */
function compileName(pattern: string): (name: string) => boolean {
  if (pattern.includes("?")) {
    const letters = Array.from(pattern, sign =>
      sign === "*" ? null : (letter: string) => sign === "?" || sign === letter,
    );
    return name => matches(Array.from(name), letters);
  }
  const [first = "", ...texts] = pattern.split("*");
  const last = texts.pop();
  if (last === undefined) return name => name === first;
  return name => {
    if (name.length < first.length + last.length) return false;
    if (!name.startsWith(first) || !name.endsWith(last)) return false;
    let at = first.length;
    for (const text of texts) {
      const found = name.indexOf(text, at);
      if (found < 0) return false;
      at = found + text.length;
    }
    return at <= name.length - last.length;
  };
}

/**
 * Matches with two pointers. Where they differ, it returns behind the last null, which stands for any number of elements.
 */
function matches(
  elements: readonly string[],
  patterns: readonly (((element: string) => boolean) | null)[],
): boolean {
  let [at, of, star, mark] = [0, 0, -1, 0];
  while (at < elements.length) {
    const pattern = patterns[of];
    if (pattern === null) {
      star = of++;
      mark = at;
    } else if (pattern?.(elements[at] ?? "")) {
      at++;
      of++;
    } else if (star >= 0) {
      of = star + 1;
      at = ++mark;
    } else return false;
  }
  while (patterns[of] === null) of++;
  return of === patterns.length;
}

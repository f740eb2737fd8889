import { fold } from "../../policy/paths.ts";
import { matchesGlob } from "../../policy/glob.ts";

/**
 * Whether globs leave a path out, which is relative to its root and has `/` between its parts. A glob without `/` names
 * files and folders at any depth. Letter case does not count: it is better to copy too little than too much.
 */
export function excludedBy(globs: readonly string[]): (path: string) => boolean {
  const folded = globs.map(glob => fold(glob.replace(/^\.?\/+|\/+$/g, ""))).filter(Boolean);
  if (folded.length === 0) return () => false;
  return path => {
    const whole = fold(path);
    const name = whole.slice(whole.lastIndexOf("/") + 1);
    return folded.some(glob => matchesGlob(glob.includes("/") ? whole : name, glob));
  };
}

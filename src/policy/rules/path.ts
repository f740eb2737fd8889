import { compileGlob, type Glob } from "../glob.ts";
import { maxText, type RuleRow } from "./row.ts";

/** File changes to paths that match; relative to the workspace folder, `*` within a name, `**` over folders. */
export interface PathRule {
  readonly glob: string;
}

/** A rule is asked about every file of a change; its glob is read once. */
const globs = new WeakMap<PathRule, Glob>();

function globOf(rule: PathRule): Glob {
  const found = globs.get(rule) ?? compileGlob(rule.glob);
  globs.set(rule, found);
  return found;
}

export const path: RuleRow<PathRule, "path"> = {
  about: "path",
  schema: { glob: { type: "string" } },
  usage: "`glob`",
  parse({ field }) {
    const glob = field("glob");
    return globProblem(glob) ?? { glob: String(glob) };
  },
  text: ({ glob }) => `changes to ${glob}`,
  concerns: (rule, folded) => globOf(rule).foldedMatches(folded),
  allows: (rule, name) => (globOf(rule).matches(name) ? null : undefined),
  suggest(name) {
    const folder = name.includes("/") ? name.replace(/\/[^/]*$/, "") : null;
    return [{ glob: name }, ...(folder === null ? [] : [{ glob: `${folder}/**` }])];
  },
};

function globProblem(value: unknown): string | null {
  const known = "`glob` is a path relative to the folder, with / between its parts";
  if (typeof value !== "string" || value === "" || value.length > maxText) return known;
  if (value.startsWith("/") || /\\/.test(value) || /^[A-Za-z]:/.test(value)) return known;
  if (value.startsWith("~")) return "`glob` does not know `~`: it is relative to the folder";
  if (value.startsWith("!")) return "`glob` does not know `!`: write a rule that denies";
  if (/[{}[\]]/.test(value)) return "`glob` knows only `*`, `**` and `?`";
  return value.split("/").some(part => part === ".." || part === "." || part === "")
    ? "`glob` has a part that is empty or leaves its folder"
    : null;
}

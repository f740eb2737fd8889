import { reason } from "../../model/text/reason.ts";
import { compileGlob, type Glob } from "../glob.ts";
import type { Problem } from "../problem.ts";
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
    const problem = globProblem(glob);
    return problem ? { problem } : { fields: { glob: String(glob) } };
  },
  text: ({ glob }) => reason("rule.path", { glob }),
  concerns: (rule, folded) => globOf(rule).foldedMatches(folded),
  allows: (rule, name) => (globOf(rule).matches(name) ? null : undefined),
  suggest(name) {
    const folder = name.includes("/") ? name.replace(/\/[^/]*$/, "") : null;
    return [{ glob: name }, ...(folder === null ? [] : [{ glob: `${folder}/**` }])];
  },
};

function globProblem(value: unknown): Problem {
  const known = reason("ruleProblem.glob");
  if (typeof value !== "string" || value === "" || value.length > maxText) return known;
  if (value.startsWith("/") || /\\/.test(value) || /^[A-Za-z]:/.test(value)) return known;
  if (value.startsWith("~")) return reason("ruleProblem.globHome");
  if (value.startsWith("!")) return reason("ruleProblem.globNot");
  if (/[{}[\]]/.test(value)) return reason("ruleProblem.globSigns");
  return value.split("/").some(part => part === ".." || part === "." || part === "")
    ? reason("ruleProblem.globParts")
    : null;
}

import type { Verdict } from "../model/state.ts";
import { reason, type Reason } from "../model/text/reason.ts";
import { isCode, oddName } from "./code.ts";
import { fold, isSecret, isWithin, join } from "./paths.ts";
import type { Problem } from "./problem.ts";
import type { ChangedPath, Facts, Policy } from "./question.ts";
import type { Rule } from "./rule.ts";
import { rulesAbout, type RuleAbout } from "./rules/table.ts";
import { ask, fromRule, allowedBy } from "./verdict.ts";

/**
 * The most pairs of a file and a rule that are compared. More would hold up the editor, and nobody wants so large a change
 * to pass unseen.
 */
const maxPairs = 1_000_000;

/** A file under every name that a rule may match: the name that the change gives, and the one that links lead to. */
interface Place {
  readonly shown: string;
  readonly names: readonly string[];
  readonly folded: readonly string[];
}

/** The verdict on a file change: every file of it must be allowed by a rule, and none may be one that always asks. */
export function judgeChange(
  changes: readonly ChangedPath[],
  policy: Policy,
  facts: Facts,
): Verdict {
  const paths = changes.flatMap(({ path, movesTo }) =>
    movesTo === null ? [path] : [path, movesTo],
  );
  const rules = rulesAbout(policy.rules, "path");
  if (paths.length * (rules.length + 100) > maxPairs)
    return ask(reason("policy.change.many", { count: paths.length }));
  const places = new Map(paths.map(path => [path, placeOf(path, facts)]));
  for (const decision of ["deny", "ask"] as const) {
    const tight = rules.filter(({ rule }) => rule.decision === decision);
    for (const { folded } of places.values()) {
      // A rule that tightens holds under each name, and for names that a file system may take for the same.
      const found = tight.find(({ concerns }) => folded.some(name => concerns(name)));
      if (found) return fromRule(found.rule);
    }
  }
  if (changes.length === 0) return ask(reason("policy.change.unknown"));
  const wide = rules.filter(({ rule }) => rule.decision === "allow");
  const used = new Set<Rule>();
  for (const { path, kind, movesTo } of changes) {
    const problem =
      changeProblem(path, kind, facts) ??
      (movesTo === null ? null : changeProblem(movesTo, "add", facts));
    if (problem !== null) return ask(problem);
    for (const name of movesTo === null ? [path] : [path, movesTo]) {
      const place = places.get(name) ?? placeOf(name, facts);
      const allowing = allowed(place, wide);
      if (!allowing) return ask(noRule(changes, place, wide, places));
      for (const rule of allowing) used.add(rule);
    }
  }
  return allowedBy(used, "policy.everyFile");
}

/** Names the first file that no rule allows, and of several files that are all alike only their number. */
function noRule(
  changes: readonly ChangedPath[],
  first: Place,
  wide: Parameters<typeof allowed>[1],
  places: ReadonlyMap<string, Place>,
): Reason {
  const isCovered = ({ path }: ChangedPath) => {
    const place = places.get(path);
    return place !== undefined && allowed(place, wide) !== null;
  };
  return changes.length > 1 && !changes.some(isCovered)
    ? reason("policy.noRule.paths", { number: changes.length })
    : reason("policy.noRule.path", { path: first.shown });
}

function placeOf(path: string, facts: Facts): Place {
  const { root } = facts;
  const inRoot = (name: string) =>
    root !== null && isWithin(name, root) ? join(name, "").slice(root.length + 1) : name;
  const shown = inRoot(path);
  const names = new Set([shown]);
  if (path.startsWith("/")) {
    const whole = join(path, "");
    const end = whole.lastIndexOf("/");
    const folder = facts.realPath(whole.slice(0, end) || "/");
    const real = facts.realPath(whole);
    if (folder !== null) names.add(inRoot(join(folder, whole.slice(end + 1))));
    if (real !== null) names.add(inRoot(real));
  }
  return { shown, names: [...names], folded: [...new Set([...names].map(fold))] };
}

/** Rules that allow every name of a file; null when a name has none. */
function allowed({ names }: Place, rules: readonly RuleAbout<"path">[]): readonly Rule[] | null {
  const found = names.map(name => rules.find(({ allows }) => allows(name) === null)?.rule);
  return found.every(rule => rule !== undefined) ? found : null;
}

/** Why a change to a file is never made without asking, whatever the rules say. */
function changeProblem(path: string, kind: ChangedPath["kind"], facts: Facts): Problem {
  const { root } = facts;
  if (root === null || !isWithin(path, root)) return reason("policy.change.outside", { path });
  const shown = join(path, "").slice(root.length + 1);
  const odd = oddName(shown);
  if (odd !== null) return reason("policy.change.odd", { name: JSON.stringify(shown), why: odd });
  if (isCode(shown)) return reason("policy.change.code", { path: shown });
  if (isSecret(shown)) return reason("policy.change.secret", { path: shown });
  if (kind === "delete") return reason("policy.change.deletes", { path: shown });
  if (kind === "add" && facts.exists(path))
    return reason("policy.change.overwrites", { path: shown });
  if (facts.isShared(path)) return reason("policy.change.shared", { path: shown });
  const folder = join(path, "").replace(/\/[^/]*$/, "");
  const conflict = facts.conflict(join(path, ""));
  if (conflict !== null) return reason("policy.change.conflict", { path: shown, why: conflict });
  // A new file has no real path yet: the real path of its folder decides.
  for (const place of kind === "add" ? [folder] : [path, folder]) {
    const real = facts.realPath(place);
    if (real === null || !(real === root || real.startsWith(`${root}/`)))
      return reason("policy.change.leadsOut", { path: shown });
    const target = real.slice(root.length + 1);
    if (real !== root && (isCode(target) || isSecret(target)))
      return reason("policy.change.leadsToCode", { path: shown });
  }
  return null;
}

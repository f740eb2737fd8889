import type { Verdict } from "../model/state.ts";
import type { Problem } from "./form.ts";
import { fold, isCode, isSecret, isWithin, join } from "./paths.ts";
import type { ChangedPath, Facts, Policy } from "./question.ts";
import { matchesGlob, ruleText, type Rule } from "./rule.ts";
import { ask, fromRule, sentence } from "./verdict.ts";

/** The verdict on a file change: every file of it must be allowed by a rule, and none may be one that always asks. */
export function judgeChange(
  changes: readonly ChangedPath[],
  policy: Policy,
  facts: Facts,
): Verdict {
  const { root } = facts;
  const places = changes.flatMap(({ path, movesTo }) =>
    movesTo === null ? [path] : [path, movesTo],
  );
  const relative = (path: string) =>
    root !== null && isWithin(path, root) ? join(path, "").slice(root.length + 1) : null;
  const about = (path: string, decision: Rule["decision"]) =>
    policy.rules.find(
      rule =>
        rule.kind === "path" &&
        rule.decision === decision &&
        // A rule that tightens also holds for a name that a file system may take for the same.
        (decision === "allow"
          ? matchesGlob(relative(path) ?? path, rule.glob)
          : matchesGlob(fold(relative(path) ?? path), fold(rule.glob))),
    );
  for (const decision of ["deny", "ask"] as const)
    for (const path of places) {
      const rule = about(path, decision);
      if (rule) return fromRule(rule);
    }
  if (changes.length === 0) return ask("it is not known what it changes");
  const used = new Set<string>();
  for (const { path, kind, movesTo } of changes) {
    const problem =
      changeProblem(path, kind, facts) ??
      (movesTo === null ? null : changeProblem(movesTo, "add", facts));
    if (problem !== null) return ask(problem);
    for (const place of movesTo === null ? [path] : [path, movesTo]) {
      const rule = about(place, "allow");
      if (!rule) return ask(`no rule allows changes to ${relative(place) ?? place}`);
      used.add(ruleText(rule));
    }
  }
  const rule = [...used].join("; ");
  return { decision: "allow", reason: sentence(`every file of it is allowed: ${rule}`), rule };
}

/** Why a change to a file is never made without asking, whatever the rules say (FAULTS F32, F34). */
function changeProblem(path: string, kind: ChangedPath["kind"], facts: Facts): Problem {
  const { root } = facts;
  if (root === null || !isWithin(path, root)) return `${path} is outside the workspace`;
  const shown = join(path, "").slice(root.length + 1);
  if (isCode(shown)) return `${shown} can run code: some tool obeys it as soon as it is there`;
  if (isSecret(shown)) return `${shown} may hold a secret`;
  if (kind === "delete") return `it deletes ${shown}`;
  if (kind === "add" && facts.exists(path)) return `it overwrites ${shown}`;
  const folder = join(path, "").replace(/\/[^/]*$/, "");
  const conflict = facts.conflict(join(path, ""));
  if (conflict !== null) return `${shown} ${conflict}`;
  // The file itself may be new: where its folder really is decides.
  for (const place of kind === "add" ? [folder] : [path, folder]) {
    const real = facts.realPath(place);
    if (real === null || !(real === root || real.startsWith(`${root}/`)))
      return `${shown} leads out of the workspace`;
    const target = real.slice(root.length + 1);
    if (real !== root && (isCode(target) || isSecret(target)))
      return `${shown} leads to what can run code or may hold a secret`;
  }
  return null;
}

import { Disposable, workspace } from "vscode";
import { notice, shortened } from "../../model/text/sinks.ts";
import { report, type Engine, type Log } from "../../engine/api.ts";
import type { Prompts } from "../prompts.ts";
import { hasOwnRules } from "../settings.ts";

export interface WatchedPolicy {
  readonly engine: Pick<Engine, "policy">;
  readonly prompts: Pick<Prompts, "warn">;
  readonly log: Log;
}

/** Judges what waits anew when the rules or the trust change, and tells of rules that cannot be used. */
export function watchPolicy({ engine, prompts, log }: WatchedPolicy): Disposable {
  let told = "";
  const tellProblems = async () => {
    const { problems, lacksTightening } = await engine.policy.rules();
    const text = problems.map(({ rule, message }) => `${rule}: ${message}`).join("\n");
    if (text === told || text === "") return;
    told = text;
    log("warn", `Rules that are not used:\n${text}`);
    const [first] = problems;
    if (!first) return;
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more, see the log)` : "";
    const off = lacksTightening
      ? "It may be one that asks or denies: nothing is approved automatically until it is repaired. "
      : "";
    void prompts.warn(
      notice`A rule in folio.policy.rules is not used: ${first.message}${more}. ${off}${shortened(first.rule, 300)}`,
    );
  };
  const look = () => report(log, "Reading the rules", tellProblems());
  // The rules that come with Folio are good: they are read where there are others.
  if (hasOwnRules()) look();
  return Disposable.from(
    workspace.onDidChangeConfiguration(change => {
      if (!change.affectsConfiguration("folio.policy")) return;
      look();
      engine.policy.judgeAgain();
    }),
    workspace.onDidGrantWorkspaceTrust(() => engine.policy.judgeAgain()),
  );
}

import { Disposable, workspace } from "vscode";
import { said } from "../../model/text/say.ts";
import { shortened } from "../../model/text/sinks.ts";
import { report, type Engine, type Log } from "../../engine/api.ts";
import type { Prompts } from "../prompts.ts";
import { say } from "../say.ts";
import { hasOwnRules } from "../settings.ts";

export interface WatchedPolicy {
  readonly engine: Pick<Engine, "policy">;
  readonly prompts: Pick<Prompts, "warn">;
  readonly log: Log;
}

/** Judges open asks again when the rules or the trust change, and warns about rules that cannot be used. */
export function watchPolicy({ engine, prompts, log }: WatchedPolicy): Disposable {
  let told = "";
  const tellProblems = async () => {
    const { problems, lacksTightening } = await engine.policy.rules();
    const text = problems.map(({ rule, message }) => `${rule}: ${said(message)}`).join("\n");
    if (text === told || text === "") return;
    told = text;
    log("warn", `Rules that are not used:\n${text}`);
    const [first] = problems;
    if (!first) return;
    const why = first.message;
    const problem =
      problems.length > 1
        ? say.text("rules.unusedAndMore", { why, count: problems.length - 1 })
        : say.text("rules.unused", { why });
    const rule = shortened(first.rule, 300);
    void prompts.warn(
      say.notice(lacksTightening ? "rules.problemThatStops" : "rules.problem", { problem, rule }),
    );
  };
  const look = () => report(log, "Reading the rules", tellProblems());
  // The default rules are valid, so at the start only rules of the person are checked.
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

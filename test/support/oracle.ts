import { gitEnvironment } from "../../src/engine/judge/gitFacts.ts";
import { settle } from "../../src/engine/judge/judge.ts";
import { createKnown } from "../../src/engine/judge/known.ts";
import type { Verdict } from "../../src/model/state.ts";
import { decide } from "../../src/policy/decide.ts";
import type { CommandQuestion, Facts } from "../../src/policy/question.ts";
import { corpusPolicy } from "./corpus.ts";

/** One command line for a shell; `cwd` is the workspace folder itself unless it says otherwise. */
export interface ShellCommand {
  readonly shell: string;
  readonly command: string;
  readonly cwd?: string;
}

export interface Judged {
  readonly verdict: Verdict;
  /** Paths that the policy looked at, as it named them: what an allowed command reads must be among them. */
  readonly named: ReadonlySet<string>;
  /** Folders that it looked through: what an allowed command reads may lie below them. */
  readonly surveyed: ReadonlySet<string>;
}

/** Judges commands in a real folder with the product's own facts; only git is taken to be found harmless. */
export interface Oracle {
  judge(command: ShellCommand): Promise<Judged>;
}

export function createOracle(root: string): Oracle {
  const known = createKnown(root, root, {
    isTrusted: () => true,
    // With this id git trusts a folder that belongs to nobody, also when root runs it.
    environment: () => ({ ...process.env, ...gitEnvironment, SUDO_UID: "65534" }),
    mcpConfig: () => Promise.resolve(null),
  });
  return {
    async judge({ shell, command, cwd = root }) {
      const question: CommandQuestion = {
        kind: "command",
        line: { shell, line: command },
        cwd,
        requestKind: "command",
        reason: null,
        environmentId: null,
        host: null,
        hasAdditionalPermissions: false,
        offersAccept: true,
      };
      let named = new Set<string>();
      let surveyed = new Set<string>();
      const verdict = await settle(known, question, () => {
        named = new Set();
        surveyed = new Set();
        const found = known.facts({ approvalPolicy: "untrusted", conflict: () => null });
        const facts: Facts = {
          ...found,
          gitProblem: use => found.gitProblem(use),
          realPath(path) {
            named.add(path);
            return found.realPath(path);
          },
          survey(folder) {
            surveyed.add(folder);
            return found.survey(folder);
          },
        };
        return decide(question, corpusPolicy, facts);
      });
      return { verdict, named, surveyed };
    },
  };
}

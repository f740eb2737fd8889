import { isCode, oddName } from "./code.ts";
import { lex } from "./lex.ts";
import { parseRules } from "./parseRules.ts";
import { isSecret, isWithin, join } from "./paths.ts";
import type { CommandQuestion, Question } from "./question.ts";
import type { Rule } from "./rule.ts";
import type { OfferedCommand } from "./rules/row.ts";
import { rulesFor } from "./rules/table.ts";

interface Known {
  readonly root: string | null;
  /** Fingerprint of the MCP server's configuration; null when it is not known. */
  readonly mcpConfig: string | null;
}

/** Rules that would have allowed a question, narrowest first; none where no rule ever allows it. */
export const suggestRules = (question: Question, known: Known): readonly Rule[] =>
  // A rule that the settings would refuse is not offered.
  rulesOf(question, known).filter(rule => parseRules([rule], "user").rules.length === 1);

function rulesOf(question: Question, { root, mcpConfig }: Known): readonly Rule[] {
  switch (question.kind) {
    case "command": {
      if (question.host !== null) return rulesFor("host", question.host.toLowerCase());
      const offered = commandOf(question, root);
      return offered ? rulesFor("command", offered) : [];
    }
    case "fileChange": {
      const path = pathOf(
        question.changes.map(({ path }) => path),
        root,
      );
      return path === null ? [] : rulesFor("path", path);
    }
    case "mcpTool":
      return mcpConfig === null ? [] : rulesFor("tool", { ...question, config: mcpConfig });
    case "personal":
      return [];
  }
}

/** Only a single command: a rule for one part would say nothing of the rest. */
function commandOf({ line, cwd }: CommandQuestion, root: string | null): OfferedCommand | null {
  if (!line || cwd === null || root === null || !isWithin(cwd, root)) return null;
  if (line.shell !== "bash" && line.shell !== "sh" && line.shell !== "zsh") return null;
  const lexed = lex(line.line, line.shell);
  const [only, ...more] = lexed.ok ? lexed.commands : [];
  return !only || only.input || more.length > 0 || only.words.some(({ isGlob }) => isGlob)
    ? null
    : { words: only.words, folder: join(cwd, ""), root };
}

/** The one file that is changed, relative to the folder; null where a rule could not allow it. */
function pathOf(paths: readonly string[], root: string | null): string | null {
  const [path, ...more] = paths;
  if (path === undefined || more.length > 0 || root === null || !isWithin(path, root)) return null;
  const relative = join(path, "").slice(root.length + 1);
  return isCode(relative) || isSecret(relative) || oddName(relative) !== null ? null : relative;
}

import { isCode, oddName } from "./code.ts";
import { parseRules } from "./parseRules.ts";
import { isSecret, isWithin, join } from "./paths.ts";
import { lex } from "./lex.ts";
import { isReading, prefixesOf, restProblem } from "./prefix.ts";
import type { CommandQuestion, Question } from "./question.ts";
import type { Rule } from "./rule.ts";

interface Known {
  readonly root: string | null;
  readonly mcpConfig: string | null;
}

/** Rules that would have allowed a question, narrowest first; none where no rule ever allows it. */
export const suggestRules = (question: Question, known: Known): readonly Rule[] =>
  // What the settings would refuse is not offered.
  rulesFor(question, known).filter(rule => parseRules([rule], "user").rules.length === 1);

function rulesFor(question: Question, { root, mcpConfig }: Known): readonly Rule[] {
  switch (question.kind) {
    case "command":
      return question.host === null
        ? commandRules(question, root)
        : [{ kind: "host", decision: "allow", host: question.host.toLowerCase() }];
    case "fileChange":
      return pathRules(
        question.changes.map(({ path }) => path),
        root,
      );
    case "mcpTool":
      return mcpConfig === null
        ? []
        : [
            {
              kind: "mcpTool",
              decision: "allow",
              server: question.server,
              tool: question.tool,
              config: mcpConfig,
            },
          ];
    case "personal":
      return [];
  }
}

/** Only for a single command: a rule for one part would say nothing of the rest. */
function commandRules({ line, cwd }: CommandQuestion, root: string | null): readonly Rule[] {
  if (!line || cwd === null || root === null || !isWithin(cwd, root)) return [];
  if (line.shell !== "bash" && line.shell !== "sh" && line.shell !== "zsh") return [];
  const lexed = lex(line.line, line.shell);
  const [only, ...more] = lexed.ok ? lexed.commands : [];
  if (!only || only.input || more.length > 0 || only.words.some(({ isGlob }) => isGlob)) return [];
  const words = only.words.map(({ value }) => value);
  const places = {
    root,
    folder: join(cwd, ""),
    realPath: (path: string) => path,
    kind: () => "file" as const,
  };
  // A prefix that would not allow this very command helps nobody.
  const prefixes = prefixesOf(words).filter(
    prefix => isReading(prefix) || restProblem(prefix, only.words, places) === null,
  );
  return [
    { kind: "exactCommand", decision: "allow", words, cwd: places.folder },
    ...prefixes.map((prefix): Rule => ({
      kind: "command",
      decision: "allow",
      prefix,
      cwd: places.folder,
    })),
  ];
}

function pathRules(paths: readonly string[], root: string | null): readonly Rule[] {
  const [path, ...more] = paths;
  if (path === undefined || more.length > 0 || root === null || !isWithin(path, root)) return [];
  const relative = join(path, "").slice(root.length + 1);
  if (isCode(relative) || isSecret(relative) || oddName(relative) !== null) return [];
  const folder = relative.includes("/") ? relative.replace(/\/[^/]*$/, "") : null;
  return [
    { kind: "path", decision: "allow", glob: relative },
    ...(folder === null
      ? []
      : [{ kind: "path", decision: "allow", glob: `${folder}/**` } as const]),
  ];
}

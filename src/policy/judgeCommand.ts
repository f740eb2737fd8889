import type { Verdict } from "../model/state.ts";
import { cmdProblem } from "./cmd.ts";
import type { Problem, Situation } from "./form.ts";
import { gitProblem } from "./git.ts";
import { lex, unreadableReason, type SimpleCommand, type Word } from "./lex.ts";
import { isWithin, join, pathProblem, placeReason } from "./paths.ts";
import { powershellProblem } from "./powershell.ts";
import type { CommandQuestion, Facts, Policy } from "./question.ts";
import { readOnlyProblem } from "./readOnly.ts";
import { ruleText, rulesAbout, type RuleAbout } from "./rules/table.ts";
import type { ShellLine } from "./unwrap.ts";
import { ask, fromRule, sentence, tightest, whoAllows } from "./verdict.ts";

/** Why a command that only reads asks, where no rule speaks of it. */
const unspoken = "no rule allows commands that only read";

/** Why a request may not be approved without asking, whatever its command is. */
function requestProblem(question: CommandQuestion, facts: Facts): Problem {
  if (question.requestKind !== "command") return "it writes to a program that runs already";
  if (question.reason !== null)
    return "it may run outside the sandbox: Codex gave a reason for that";
  if (facts.approvalPolicy === "unknown")
    return "whether it leaves the sandbox is not known, as for all that a sub-agent asks";
  if (facts.approvalPolicy !== "untrusted")
    return "under this approval policy Codex asks only to leave the sandbox";
  if (question.hasAdditionalPermissions) return "it asks for more permissions";
  if (question.environmentId !== null && question.environmentId !== "local")
    return `it runs in another environment (${question.environmentId})`;
  if (!question.offersAccept) return "the server does not offer to approve it once";
  if (facts.root === null || question.cwd === null || !isWithin(question.cwd, facts.root))
    return "it runs outside the workspace";
  return null;
}

export function judgeCommand(question: CommandQuestion, policy: Policy, facts: Facts): Verdict {
  const { line } = question;
  const lexed = line && isPosix(line.shell) ? lex(line.line, line.shell) : null;
  // First the rules that tighten: a denial must hold even where the command would ask anyway.
  const understood = lexed?.ok
    ? lexed.commands.map(({ words }) => words.map(({ value }) => value))
    : [];
  const rules = rulesAbout(policy.rules, "command");
  const tight = tightest(
    rules.filter(
      ({ rule, concerns }) =>
        rule.decision !== "allow" && understood.some(words => concerns(words)),
    ),
  );
  if (tight) return fromRule(tight);
  const problem = requestProblem(question, facts);
  if (problem !== null) return ask(problem);
  if (!line) return ask("the shell that it is written for is not known");
  const situation = situationOf(question, facts);
  if (situation === null) return ask("it runs outside the workspace");
  const place = placeReason(situation.folder, situation);
  if (place !== null) return ask(`it runs in “${shownFolder(situation)}”, which ${place}`);
  if (lexed && !lexed.ok) return ask(`it ${lexed.reason}`);
  return lexed?.ok
    ? judgeList(lexed.commands, line.shell, { rules, situation })
    : judgeForeign(line, { rules, situation });
}

function situationOf({ cwd }: CommandQuestion, facts: Facts): Situation | null {
  if (facts.root === null || cwd === null) return null;
  return {
    root: facts.root,
    folder: join(cwd, ""),
    realPath: path => facts.realPath(path),
    kind: path => facts.kind(path),
    names: folder => facts.names(folder),
    survey: folder => facts.survey(folder),
    isFed: false,
    gitProblem: use => facts.gitProblem(use),
    printedByGit: query => facts.printedByGit(query),
    isMoved: false,
  };
}

const shownFolder = ({ folder, root }: Situation): string =>
  folder === root ? "." : folder.slice(root.length + 1);

interface Judging {
  readonly rules: readonly RuleAbout<"command">[];
  readonly situation: Situation;
}

/** Judges every command of the list on its own; the first that no rule allows decides. */
function judgeList(
  commands: readonly SimpleCommand[],
  shell: string,
  { rules, situation }: Judging,
): Verdict {
  let places = [situation];
  const used = new Set<string>();
  for (const [at, command] of commands.entries()) {
    const { operator, words } = command;
    if (words[0]?.value === "cd") {
      const moved =
        at === 0 && commands[1]?.operator === "&&" && !command.input
          ? changeFolder(words, situation)
          : "“cd” is not the first of several";
      if (typeof moved === "string") return ask(moved);
      places = [moved];
      continue;
    }
    // When the “cd” fails, these commands run in the first folder.
    if (operator === ";" || operator === "||") places = [...new Set([...places, situation])];
    for (const place of places) {
      const found = judgeSimple(command, shell, { rules, situation: place });
      if (found.decision !== "allow") return found;
      if (found.rule !== null) used.add(found.rule);
    }
  }
  const rule = [...used].join("; ");
  return { decision: "allow", reason: sentence(`every part of it is allowed: ${rule}`), rule };
}

function judgeSimple(
  { operator, words, input }: SimpleCommand,
  shell: string,
  { rules, situation }: Judging,
): Verdict {
  const inputProblem = input ? inputProblemOf(input.value, situation) : null;
  if (inputProblem !== null) return ask(`it ${inputProblem}`);
  const isFed = operator === "|" || input !== undefined;
  const reading = readOnlyProblem(words, shell, { ...situation, isFed });
  const found = whoAllows(rules, { words, situation, reading });
  return "problem" in found ? ask(found.problem ?? reading ?? unspoken) : fromRule(found.rule);
}

/** Some tools read the folder that they run in when their input is no file. */
function inputProblemOf(path: string, situation: Situation): Problem {
  const problem = pathProblem(path, situation);
  if (problem !== null) return problem;
  return situation.kind(join(situation.folder, path)) === "folder"
    ? `reads from “${path}”, which is a folder`
    : null;
}

function changeFolder(words: readonly Word[], situation: Situation): Situation | string {
  const [, target, ...more] = words;
  if (
    !target ||
    more.length > 0 ||
    target.isGlob ||
    // In zsh `+1` is the number of a folder that the shell remembers.
    /^[/+-]/.test(target.value)
  )
    return "“cd” does not name one folder below";
  const problem = pathProblem(target.value, situation);
  if (problem !== null) return `“cd” ${problem}`;
  return { ...situation, folder: join(situation.folder, target.value), isMoved: true };
}

function judgeForeign(line: ShellLine, { rules, situation }: Judging): Verdict {
  const unreadable = unreadableReason(line.line);
  if (unreadable !== null) return ask(`it ${unreadable}`);
  const git = (words: readonly string[]) =>
    gitProblem(
      words.map(value => ({ value, isBare: true, isGlob: /[*?]/.test(value) })),
      situation,
    );
  const problem =
    line.shell === "powershell"
      ? powershellProblem(line.line, situation, git)
      : line.shell === "cmd"
        ? cmdProblem(line.line, situation)
        : "no shell is known by that name";
  if (problem !== null) return ask(problem);
  const found = whoAllows(rules, { words: null, situation, reading: null });
  if ("problem" in found) return ask(found.problem ?? unspoken);
  const rule = ruleText(found.rule);
  return { decision: "allow", reason: sentence(`it only reads: ${rule}`), rule };
}

const isPosix = (shell: string): shell is "bash" | "sh" | "zsh" =>
  shell === "bash" || shell === "sh" || shell === "zsh";

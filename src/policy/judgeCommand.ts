import type { Verdict } from "../model/state.ts";
import { reason } from "../model/text/reason.ts";
import { cmdProblem } from "./cmd.ts";
import type { Situation } from "./form.ts";
import { gitProblem } from "./git.ts";
import { lex, unreadableReason, type SimpleCommand, type Word } from "./lex.ts";
import { isWithin, join, pathProblem, placeProblem } from "./paths.ts";
import { powershellProblem } from "./powershell.ts";
import { about, it, type Problem, type Refused } from "./problem.ts";
import type { CommandQuestion, Facts, Policy } from "./question.ts";
import { readOnlyProblem } from "./readOnly.ts";
import type { Rule } from "./rule.ts";
import { rulesAbout, type RuleAbout } from "./rules/table.ts";
import type { ShellLine } from "./unwrap.ts";
import { ask, fromRule, allowedBy, tightest, whoAllows } from "./verdict.ts";

/** Why a command that only reads asks, where no rule speaks of it. */
const unspoken = reason("policy.noRule.reading");

/** Why a request may not be approved without asking, whatever its command is; a sentence. */
function requestProblem(question: CommandQuestion, facts: Facts): Problem {
  if (question.requestKind !== "command") return reason("policy.request.input");
  if (question.reason !== null) return reason("policy.request.reason");
  if (facts.approvalPolicy === "unknown") return reason("policy.request.subAgent");
  if (facts.approvalPolicy !== "untrusted") return reason("policy.request.leaves");
  if (question.hasAdditionalPermissions) return reason("policy.request.permissions");
  if (question.environmentId !== null && question.environmentId !== "local")
    return reason("policy.request.environment", { environment: question.environmentId });
  if (!question.offersAccept) return reason("policy.request.notOffered");
  if (facts.root === null || question.cwd === null || !isWithin(question.cwd, facts.root))
    return reason("policy.request.outside");
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
  if (!line) return ask(reason("policy.request.noShell"));
  const situation = situationOf(question, facts);
  if (situation === null) return ask(reason("policy.request.outside"));
  const why = placeProblem(situation.folder, situation);
  if (why) return ask(reason("policy.request.folder", { folder: shownFolder(situation), why }));
  if (lexed && !lexed.ok) return ask(it(lexed.reason));
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
  const used = new Set<Rule>();
  for (const [at, command] of commands.entries()) {
    const { operator, words } = command;
    if (words[0]?.value === "cd") {
      const moved =
        at === 0 && commands[1]?.operator === "&&" && !command.input
          ? changeFolder(words, situation)
          : { problem: reason("command.cdNotFirst") };
      if ("problem" in moved) return ask(about("cd", moved.problem));
      places = [moved];
      continue;
    }
    // When the “cd” fails, these commands run in the first folder.
    if (operator === ";" || operator === "||") places = [...new Set([...places, situation])];
    for (const place of places) {
      const found = judgeSimple(command, shell, { rules, situation: place });
      if ("problem" in found) return ask(found.problem);
      used.add(found.rule);
    }
  }
  return allowedBy(used, "policy.everyPart");
}

function judgeSimple(
  { operator, words, input }: SimpleCommand,
  shell: string,
  { rules, situation }: Judging,
): { readonly rule: Rule } | Refused {
  const inputProblem = input ? inputProblemOf(input.value, situation) : null;
  if (inputProblem !== null) return { problem: it(inputProblem) };
  const isFed = operator === "|" || input !== undefined;
  const reading = readOnlyProblem(words, shell, { ...situation, isFed });
  const found = whoAllows(rules, { words, situation, reading });
  return "problem" in found ? { problem: found.problem ?? reading ?? unspoken } : found;
}

/** Some tools read the folder that they run in when their input is no file. */
function inputProblemOf(path: string, situation: Situation): Problem {
  const problem = pathProblem(path, situation);
  if (problem !== null) return problem;
  return situation.kind(join(situation.folder, path)) === "folder"
    ? reason("line.inputFolder", { path })
    : null;
}

function changeFolder(words: readonly Word[], situation: Situation): Situation | Refused {
  const [, target, ...more] = words;
  if (
    !target ||
    more.length > 0 ||
    target.isGlob ||
    // In zsh `+1` is the number of a folder that the shell remembers.
    /^[/+-]/.test(target.value)
  )
    return { problem: reason("command.cdElsewhere") };
  const problem = pathProblem(target.value, situation);
  if (problem !== null) return { problem };
  return { ...situation, folder: join(situation.folder, target.value), isMoved: true };
}

function judgeForeign(line: ShellLine, { rules, situation }: Judging): Verdict {
  const unreadable = unreadableReason(line.line);
  if (unreadable !== null) return ask(it(unreadable));
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
        : reason("policy.request.unknownShell");
  if (problem !== null) return ask(problem);
  const found = whoAllows(rules, { words: null, situation, reading: null });
  if ("problem" in found) return ask(found.problem ?? unspoken);
  return allowedBy([found.rule], "policy.onlyReads");
}

const isPosix = (shell: string): shell is "bash" | "sh" | "zsh" =>
  shell === "bash" || shell === "sh" || shell === "zsh";

import type { Verdict } from "../model/state.ts";
import { judgeChange } from "./change.ts";
import { cmdProblem } from "./cmd.ts";
import type { Problem, Situation } from "./form.ts";
import { gitProblem } from "./git.ts";
import { lex, unreadableReason, type SimpleCommand, type Word } from "./lex.ts";
import { isWithin, join, pathProblem, placeReason } from "./paths.ts";
import { concerns, isReading, restProblem } from "./prefix.ts";
import { powershellProblem } from "./powershell.ts";
import type { CommandQuestion, Facts, Policy, Question } from "./question.ts";
import { readOnlyProblem } from "./readOnly.ts";
import { hasPrefix, ruleText, type Rule } from "./rule.ts";
import type { ShellLine } from "./unwrap.ts";
import { ask, fromRule, sentence } from "./verdict.ts";

/** The verdict on a question. Pure; what it throws is for the caller to take as "ask" (FAULTS F38). */
export function decide(question: Question, policy: Policy, facts: Facts): Verdict {
  const verdict = judge(question, policy, facts);
  if (verdict.decision !== "allow") return verdict;
  if (!facts.isTrusted) return ask("the workspace is not trusted", verdict.rule);
  if (!policy.isAutomatic) return ask("automatic approval is switched off", verdict.rule);
  return verdict;
}

function judge(question: Question, policy: Policy, facts: Facts): Verdict {
  switch (question.kind) {
    case "command":
      return question.host === null
        ? judgeCommand(question, policy, facts)
        : judgeHost(question, question.host, policy);
    case "fileChange":
      return judgeChange(question.changes, policy, facts);
    case "mcpTool":
      return judgeTool(question.server, question.tool, policy, facts);
    case "personal":
      return ask(`${question.what} is for you to answer`);
  }
}

/** Why a request may not be approved without asking whatever its command is. */
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

function judgeCommand(question: CommandQuestion, policy: Policy, facts: Facts): Verdict {
  const { line } = question;
  const lexed = line && isPosix(line.shell) ? lex(line.line, line.shell) : null;
  // A rule that tightens must hold for what is understood, even where the rest speaks for asking anyway.
  const understood = lexed?.ok
    ? lexed.commands.map(({ words }) => words.map(({ value }) => value))
    : [];
  const tight = tightest(
    policy.rules.filter(rule => understood.some(words => concernsCommand(rule, words))),
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
    ? judgeList(lexed.commands, line.shell, { policy, situation })
    : judgeForeign(line, { policy, situation });
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
  readonly policy: Policy;
  readonly situation: Situation;
}

const readOnlyRule = ({ rules }: Policy): Rule | undefined =>
  rules.find(rule => rule.kind === "readOnly" && rule.decision === "allow");

/** Every command of the list on its own; the first that nothing allows decides. */
function judgeList(
  commands: readonly SimpleCommand[],
  shell: string,
  { policy, situation }: Judging,
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
    // What follows a “cd” that failed runs in the first folder.
    if (operator === ";" || operator === "||") places = [...new Set([...places, situation])];
    for (const place of places) {
      const found = judgeSimple(command, shell, { policy, situation: place });
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
  { policy, situation }: Judging,
): Verdict {
  const inputProblem = input ? inputProblemOf(input.value, situation) : null;
  if (inputProblem !== null) return ask(`it ${inputProblem}`);
  const isFed = operator === "|" || input !== undefined;
  const reading = readOnlyProblem(words, shell, { ...situation, isFed });
  const found = ruleFor(words, { policy, situation }, reading);
  return typeof found === "string" ? ask(found) : fromRule(found);
}

/** Some tools read the folder that they run in where their input is no file. */
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
    // zsh takes `+1` for the number of a folder that it remembers.
    /^[/+-]/.test(target.value)
  )
    return "“cd” does not name one folder below";
  const problem = pathProblem(target.value, situation);
  if (problem !== null) return `“cd” ${problem}`;
  return { ...situation, folder: join(situation.folder, target.value), isMoved: true };
}

function judgeForeign(line: ShellLine, { policy, situation }: Judging): Verdict {
  const unreadable = unreadableReason(line.line);
  if (unreadable !== null) return ask(`it ${unreadable}`);
  const readOnly = readOnlyRule(policy);
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
  if (!readOnly) return ask("no rule allows commands that only read");
  const rule = ruleText(readOnly);
  return { decision: "allow", reason: sentence(`it only reads: ${rule}`), rule };
}

const isPosix = (shell: string): shell is "bash" | "sh" | "zsh" =>
  shell === "bash" || shell === "sh" || shell === "zsh";

/** Whether a rule that tightens is about a command: as a prefix, whatever wraps or follows it. */
function concernsCommand(rule: Rule, words: readonly string[]): boolean {
  if (rule.decision === "allow") return false;
  if (rule.kind === "command") return concerns(rule.prefix, words);
  return (
    rule.kind === "exactCommand" &&
    rule.words.length === words.length &&
    hasPrefix(words, rule.words)
  );
}

/** The rule that allows these words, or why none does; `reading` is why they are no command that only reads. */
function ruleFor(
  words: readonly Word[],
  { policy, situation }: Judging,
  reading: Problem,
): Rule | string {
  let problem = reading;
  for (const rule of policy.rules) {
    const found =
      rule.decision === "allow" ? whyNot(rule, words, { situation, reading }) : undefined;
    if (found === null) return rule;
    problem = found ?? problem;
  }
  return problem ?? "no rule allows commands that only read";
}

/** Null where a rule allows these words; undefined where it does not speak of them; else why it does not hold. */
function whyNot(
  rule: Rule,
  words: readonly Word[],
  { situation, reading }: { readonly situation: Situation; readonly reading: Problem },
): Problem | undefined {
  if (rule.kind === "readOnly") return reading === null ? null : undefined;
  if (rule.kind !== "command" && rule.kind !== "exactCommand") return undefined;
  const values = words.map(({ value }) => value);
  const isAbout =
    rule.kind === "command"
      ? hasPrefix(values, rule.prefix)
      : rule.words.length === values.length && hasPrefix(values, rule.words);
  if (!isAbout || !words[0]?.isBare || words.some(({ isGlob }) => isGlob)) return undefined;
  const { folder, root, isMoved } = situation;
  const said = `“${values[0]}”`;
  if (isMoved || folder !== (rule.cwd ?? root))
    return `${said} runs in another folder than the rule is for`;
  if (situation.realPath(folder) !== folder) return `${said} runs in a folder that is a link`;
  if (rule.kind === "exactCommand") return null;
  if (isReading(rule.prefix)) return reading;
  const problem = restProblem(rule.prefix, words, situation);
  return problem === null ? null : `${said} ${problem}`;
}

function tightest(rules: readonly Rule[]): Rule | undefined {
  return (
    rules.find(({ decision }) => decision === "deny") ??
    rules.find(({ decision }) => decision === "ask")
  );
}

function judgeHost(question: CommandQuestion, host: string, { rules }: Policy): Verdict {
  const name = host.toLowerCase();
  const about = rules.filter(
    rule =>
      rule.kind === "host" &&
      (rule.host === name || (rule.host.startsWith("*.") && name.endsWith(rule.host.slice(1)))),
  );
  const rule = tightest(about) ?? about[0];
  if (!rule) return ask(`no rule speaks of the host ${host}`);
  const isPlain =
    question.requestKind === "command" &&
    question.offersAccept &&
    !question.hasAdditionalPermissions;
  return isPlain || rule.decision !== "allow"
    ? fromRule(rule)
    : ask("it asks for more than a host");
}

function judgeTool(server: string, tool: string, { rules }: Policy, facts: Facts): Verdict {
  const about = rules.filter(
    rule =>
      rule.kind === "mcpTool" &&
      rule.server === server &&
      (rule.tool === "*" || rule.tool === tool),
  );
  const tight = tightest(about);
  if (tight) return fromRule(tight);
  const [known] = about;
  if (!known) return ask(`no rule speaks of the tool ${tool} of ${server}`);
  const mcpConfig = facts.mcpConfig();
  const same = about.find(
    rule => rule.kind === "mcpTool" && rule.config === mcpConfig && mcpConfig !== null,
  );
  return same
    ? fromRule(same)
    : ask(
        `the configuration of ${server} is not the one that the rule was made for`,
        ruleText(known),
      );
}

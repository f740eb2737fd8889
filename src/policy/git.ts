import { reason } from "../model/text/reason.ts";
import { checkKind, type Kind, type Situation } from "./form.ts";
import type { GitForm, GivenToGit } from "./gitForm.ts";
import { gitForms } from "./gitForms.ts";
import { isGitReading } from "./gitReading.ts";
import { repositoryProblem } from "./gitOperands.ts";
import type { Word } from "./lex.ts";
import type { Problem, Refused } from "./problem.ts";

/** Why a git command may change something or run a program; null when it only reads. */
export function gitProblem(args: readonly Word[], situation: Situation): Problem {
  const [only, ...others] = args;
  if (only?.value === "--version" && others.length === 0) return null;
  if (situation.isMoved || situation.folder !== situation.root) return reason("git.elsewhere");
  const [command, ...rest] = only?.value === "--no-pager" || only?.value === "-P" ? others : args;
  const form = command?.isBare && isGitReading(command.value) ? gitForms[command.value] : undefined;
  if (!command) return reason("git.noCommand");
  if (!form) return reason("git.notReading", { command: command.value });
  const given = readGiven(form, rest, situation);
  const problem =
    "problem" in given
      ? given.problem
      : (repositoryProblem(form.use, situation) ?? form.operands(given, situation));
  return problem && reason("git.command", { command: command.value, why: problem });
}

/** Reads arguments as git does: options anywhere before `--`; an optional value only within the same word. */
function readGiven(
  form: GitForm,
  args: readonly Word[],
  situation: Situation,
): GivenToGit | Refused {
  const options: { name: string; value: string | null }[] = [];
  const words: Word[] = [];
  const queue = [...args];
  for (let word = queue.shift(); word; word = queue.shift()) {
    if (word.value === "--" && !word.isGlob) return finish({ options, words, paths: queue });
    if (!word.value.startsWith("-")) {
      words.push(word);
      continue;
    }
    if (word.isGlob) return { problem: reason("git.optionPattern", { pattern: word.value }) };
    const problem = readOption(form, word.value, { options, queue, situation });
    if (problem !== null) return { problem };
  }
  return finish({ options, words, paths: null });
}

function finish(given: GivenToGit): GivenToGit | Refused {
  const odd = given.paths?.find(({ value }) => value.startsWith("-"));
  return odd ? { problem: reason("operand.asOption", { operand: odd.value }) } : given;
}

interface Reading {
  readonly options: { name: string; value: string | null }[];
  readonly queue: Word[];
  readonly situation: Situation;
}

function readOption(form: GitForm, text: string, reading: Reading): Problem {
  const { options, queue, situation } = reading;
  if (form.plain?.includes(text) || own(form.glued, text)) {
    options.push({ name: text, value: null });
    return null;
  }
  if (form.hasNumberFlag && /^-\d{1,6}$/.test(text)) {
    options.push({ name: "-n", value: text.slice(1) });
    return null;
  }
  const [name, glued] = splitOption(text);
  const kind = own(form.valued, name);
  if (glued !== null) {
    const known = kind ?? own(form.glued, name);
    if (!known) return joined(form, text, options);
    options.push({ name, value: glued });
    return checkKind(known, glued, situation);
  }
  if (!kind) return joined(form, text, options);
  const next = queue.shift();
  if (!next) return reason("option.noValue", { option: name });
  if (next.isGlob) return reason("git.valuePattern", { option: name });
  options.push({ name, value: next.value });
  return checkKind(kind, next.value, situation);
}

/** `--name=value` or `-nvalue`; the value is null where the word holds none. */
function splitOption(text: string): [string, string | null] {
  if (!text.startsWith("--")) return [text.slice(0, 2), text.length > 2 ? text.slice(2) : null];
  const at = text.indexOf("=");
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
}

function joined(form: GitForm, text: string, options: Reading["options"]): Problem {
  const letters = text.startsWith("--")
    ? []
    : text
        .slice(1)
        .split("")
        .map(letter => `-${letter}`);
  if (!form.joinsLetters || letters.length < 2 || letters.some(name => !form.plain?.includes(name)))
    return reason("option.unknown", { option: text });
  options.push(...letters.map(name => ({ name, value: null })));
  return null;
}

const own = (table: Readonly<Record<string, Kind>> | undefined, name: string): Kind | undefined =>
  table && Object.hasOwn(table, name) ? table[name] : undefined;

import { reason } from "../model/text/reason.ts";
import { isCode } from "./code.ts";
import { isGitReading } from "./gitReading.ts";
import type { Word } from "./lex.ts";
import { pathProblem, type Places } from "./paths.ts";
import type { Problem } from "./problem.ts";

/** What may follow a prefix that begins with a program's name. */
interface Program {
  /**
   * Second words that say what runs; `own` for any task of the folder; absent where the program's name alone says it.
   */
  readonly commands?: ReadonlySet<string> | "own";
  /** After these, the third word names a script or task that the folder itself defines. */
  readonly scripts?: ReadonlySet<string>;
  /** Options that choose no code, no configuration and no folder. */
  readonly options: ReadonlySet<string>;
  /** Whether plain paths may follow: files to compile, test or format. */
  readonly takesPaths: boolean;
}

const nodeScripts: Program = {
  commands: words("test run run-script"),
  scripts: words("run run-script"),
  options: words("-s --silent -- --watch --run --ci --coverage --bail --verbose --runInBand"),
  takesPaths: true,
};

/**
 * Programs for which a prefix says what they do: no argument that may follow names code, a configuration or another
 * folder. Every other program may run whatever its arguments say, so only the exact command can be allowed.
 */
const programs: Readonly<Record<string, Program>> = {
  npm: nodeScripts,
  pnpm: nodeScripts,
  yarn: { ...nodeScripts, commands: words("test run") },
  bun: { ...nodeScripts, commands: words("test run"), scripts: words("run") },
  deno: {
    commands: words("lint fmt check task"),
    scripts: words("task"),
    options: words("--check -q --quiet"),
    takesPaths: true,
  },
  cargo: {
    commands: words("build check test clippy fmt doc"),
    options: words(
      "--release --workspace --all --all-targets --all-features --no-default-features --lib --bins --tests --examples --no-run --locked --offline --frozen -q --quiet -v --verbose --check",
    ),
    takesPaths: false,
  },
  go: {
    commands: words("build test vet fmt"),
    options: words("-v -race -short -cover -x -n"),
    takesPaths: true,
  },
  make: { commands: "own", options: words("-s -k -B"), takesPaths: false },
  dotnet: {
    commands: words("build test format"),
    options: words("--no-restore --no-build --nologo"),
    takesPaths: false,
  },
  mvn: {
    commands: words("compile test verify package"),
    options: words("-q -o -B"),
    takesPaths: false,
  },
  git: {
    commands: words("add commit"),
    options: words("-A --all -a -v -q --quiet -u --update"),
    takesPaths: true,
  },
  tsc: { options: words("--noEmit --pretty -v --version"), takesPaths: true },
  rustfmt: { options: words("--check"), takesPaths: true },
};

/** Why a prefix is too wide to be allowed; null when it is not. */
export function prefixProblem(prefix: readonly string[]): Problem {
  const [name = "", command, ...rest] = prefix;
  const program = Object.hasOwn(programs, name) ? programs[name] : undefined;
  if (!program) return reason("ruleProblem.prefixWide", { words: name });
  if (!program.commands)
    return command === undefined ? null : optionsProblem(program, prefix.slice(1));
  if (command === undefined || command.startsWith("-"))
    return reason("ruleProblem.prefixShort", { words: name });
  if (name === "git" && isGitReading(command) && rest.length === 0) return null;
  if (!isCommand(program, command))
    return reason("ruleProblem.prefixWide", { words: `${name} ${command}` });
  const [script, ...more] = rest;
  if (script !== undefined && program.scripts?.has(command) && isScript(script))
    return optionsProblem(program, more);
  return optionsProblem(program, rest);
}

const isCommand = ({ commands }: Program, word: string): boolean =>
  commands === "own" ? isScript(word) : commands?.has(word) === true;

const isScript = (word: string): boolean => /^\w[\w:.-]*$/.test(word);

const optionsProblem = (program: Program, words: readonly string[]): Problem => {
  const odd = words.find(word => !program.options.has(word));
  return odd === undefined ? null : reason("ruleProblem.prefixOption", { word: odd });
};

/** Whether a prefix begins commands that only read. It allows no more of them than the closed grammar does. */
export const isReading = ([name, command = ""]: readonly string[]): boolean =>
  name === "git" && isGitReading(command);

/** Why the words after a prefix may change what runs; null when they cannot. */
export function restProblem(
  prefix: readonly string[],
  words: readonly Word[],
  places: Places,
): Problem {
  const [name = "", command = ""] = prefix;
  const program = Object.hasOwn(programs, name) ? programs[name] : undefined;
  if (!program) return reason("command.runsMore");
  const queue = words.slice(prefix.length);
  if (program.scripts?.has(command) && prefix.length === 2) {
    const script = queue.shift();
    if (!script || !isScript(script.value)) return reason("command.noScript");
  }
  const isCommit = name === "git" && command === "commit";
  if (isCommit && !words.some(({ value }) => value === "-m")) return reason("command.editor");
  for (let word = queue.shift(); word; word = queue.shift()) {
    const { value } = word;
    if (isCommit && value === "-m" && queue.shift()) continue;
    if (program.options.has(value)) continue;
    if (value.startsWith("-") || value.includes("="))
      return reason("command.mayRun", { word: value });
    if (!program.takesPaths) return reason("command.beside", { word: value });
    const path = name === "go" ? value.replace(/\/?\.\.\.$/, "") || "." : value;
    const problem = pathProblem(path, places);
    if (problem !== null) return problem;
    if (name !== "git" && isCode(path)) return reason("command.namesCode", { path });
  }
  return null;
}

/** Prefixes of a command that a rule may allow, narrowest first. */
export const prefixesOf = (words: readonly string[]): readonly (readonly string[])[] => {
  const [name = "", command = ""] = words;
  const program = Object.hasOwn(programs, name) ? programs[name] : undefined;
  const isNamed = program?.scripts?.has(command) === true && isScript(words[2] ?? "");
  return [
    ...(isNamed ? [words.slice(0, 3)] : []),
    words.slice(0, program?.commands ? 2 : 1),
  ].filter(prefix => prefixProblem(prefix) === null);
};

/**
 * Whether a rule that tightens holds for these words. Options may stand between the prefix's words, and a path before
 * the program.
 */
export function concerns(prefix: readonly string[], words: readonly string[]): boolean {
  return words.some((_word, at) => startsWith(prefix, words.slice(at)));
}

function startsWith(prefix: readonly string[], words: readonly string[]): boolean {
  const [first = "", ...wanted] = prefix;
  const [program = "", ...given] = words;
  if (program !== first && plainName(program) !== plainName(first)) return false;
  let next = 0;
  let mayBeValue = false;
  for (const word of given) {
    if (next === wanted.length) return true;
    if (word === wanted[next]) {
      next++;
      mayBeValue = false;
    } else if (word.startsWith("-")) mayBeValue = !word.includes("=") && word !== "--";
    else if (mayBeValue) mayBeValue = false;
    else return false;
  }
  return next === wanted.length;
}

/** A program's name without its folder, its ending and its case. */
const plainName = (word: string): string =>
  word
    .slice(Math.max(word.lastIndexOf("/"), word.lastIndexOf("\\")) + 1)
    .toLowerCase()
    .replace(/\.(?:exe|cmd|bat|ps1)$/, "");

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}

import { reason } from "../model/text/reason.ts";
import { expand } from "./expand.ts";
import { checkForm, patternProblem, type Form, type Situation } from "./form.ts";
import { forms, test } from "./forms.ts";
import { gitProblem } from "./git.ts";
import type { Word } from "./lex.ts";
import { about, type Problem } from "./problem.ts";

/** Shells in which a name differs from bash: in zsh these print what a start-up file defines. */
const notIn: Readonly<Record<string, readonly string[]>> = {
  which: ["zsh"],
  command: ["zsh", "sh"],
};

/** Why a simple command is not one that only reads; null when it is. */
export function readOnlyProblem(
  words: readonly Word[],
  shell: string,
  situation: Situation,
): Problem {
  const [name, ...args] = words;
  if (!name?.isBare || name.isGlob || !/^([a-z][a-z0-9]*|\[)$/.test(name.value))
    return about(name?.value ?? "", reason("command.notPlain"));
  if (args.some(({ isGlob }) => isGlob) && shell === "zsh")
    return about(name.value, reason("pattern.zsh"));
  if (name.value === "git") return about(name.value, gitProblem(args, situation));
  const form = formOf(name.value);
  if (!form || (Object.hasOwn(notIn, name.value) && notIn[name.value]?.includes(shell)))
    return about(name.value, reason("command.notListed"));
  return about(name.value, checkArguments(form, name.value, args, situation));
}

const formOf = (name: string): Form | undefined =>
  name === "[" ? test : Object.hasOwn(forms, name) ? forms[name] : undefined;

function checkArguments(
  form: Form,
  name: string,
  args: readonly Word[],
  situation: Situation,
): Problem {
  const isBracket = name === "[";
  if (isBracket && args.at(-1)?.value !== "]") return reason("command.lacksBracket");
  const words = expand(isBracket ? args.slice(0, -1) : args, situation, pattern =>
    patternProblem(pattern, form.patterns),
  );
  return "problem" in words ? words.problem : checkForm(form, words, situation);
}

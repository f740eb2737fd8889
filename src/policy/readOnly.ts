import { expand } from "./expand.ts";
import { checkForm, patternProblem, type Form, type Problem, type Situation } from "./form.ts";
import { forms, test } from "./forms.ts";
import { gitProblem } from "./git.ts";
import type { Word } from "./lex.ts";

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
    return `“${name?.value ?? ""}” is not the plain name of a command`;
  const said = (problem: Problem) => (problem === null ? null : `“${name.value}” ${problem}`);
  if (args.some(({ isGlob }) => isGlob) && shell === "zsh")
    return said("has a pattern, which zsh reads in its own way");
  if (name.value === "git") return said(gitProblem(args, situation));
  const form = formOf(name.value);
  if (!form || (Object.hasOwn(notIn, name.value) && notIn[name.value]?.includes(shell)))
    return `“${name.value}” is not on the list of commands that only read`;
  return said(checkArguments(form, name.value, args, situation));
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
  if (isBracket && args.at(-1)?.value !== "]") return "lacks its “]”";
  const words = expand(isBracket ? args.slice(0, -1) : args, situation, pattern =>
    patternProblem(pattern, form.patterns),
  );
  return typeof words === "string" ? words : checkForm(form, words, situation);
}

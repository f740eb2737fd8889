import type { Kind, Situation } from "./form.ts";
import type { GitUse } from "./gitUse.ts";
import type { Word } from "./lex.ts";
import type { Problem } from "./problem.ts";

/** The arguments that a git command may have. Any other argument asks, also git's abbreviations. */
export interface GitForm {
  readonly use: readonly GitUse[];
  /** Options without a value. */
  readonly plain?: readonly string[];
  /** Options whose value may be left out; it counts only within the same word (`--color=never`, `-M90`). */
  readonly glued?: Readonly<Record<string, Kind>>;
  /** Options with a value, in the same word or in the next. */
  readonly valued?: Readonly<Record<string, Kind>>;
  /** Letters of `plain` may be joined (`-sb`). */
  readonly joinsLetters?: true;
  /** `-20` for `-n 20`. */
  readonly hasNumberFlag?: true;
  operands(given: GivenToGit, situation: Situation): Problem;
}

/** The arguments of a git command line. */
export interface GivenToGit {
  /** Options as git reads them, in order: the name, and the value where there is one. */
  readonly options: readonly { readonly name: string; readonly value: string | null }[];
  /** Words before `--`; all words where there is none. */
  readonly words: readonly Word[];
  /** Words after `--`; null where there is none. */
  readonly paths: readonly Word[] | null;
}

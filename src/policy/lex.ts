import { reason, type Reason } from "../model/text/reason.ts";
import type { Problem } from "./problem.ts";

/** A word after quote removal. */
export interface Word {
  readonly value: string;
  /** Written without any quote. */
  readonly isBare: boolean;
  /** Holds an unquoted `*` or `?`: the shell puts file names in its place. */
  readonly isGlob: boolean;
}

/** One command of a flat list, and the operator before it; `""` before the first. */
export interface SimpleCommand {
  readonly operator: "" | "&&" | "||" | ";" | "|";
  readonly words: readonly Word[];
  /** The file that feeds its input (`< file`). */
  readonly input?: Word;
}

export type Lexed =
  | { readonly ok: true; readonly commands: readonly SimpleCommand[] }
  /** Outside the closed grammar; the reason continues "It …". */
  | { readonly ok: false; readonly reason: Reason };

export type PosixShell = "bash" | "sh" | "zsh";

const maxLength = 4096;
const maxCommands = 16;
const maxBlanks = 8;
/** Characters of a bare word. Each stands for itself in bash, sh and zsh. */
const bare = /[A-Za-z0-9_./,:@%+=-]/;
const globs = /[*?]/;
const operators = ["&&", "||", ";", "|"] as const;

/**
 * Reads a command as a flat list of simple commands. This is no shell parser: it knows the few forms whose meaning is
 * beyond doubt in every shell, and refuses all others, so that a form that nobody thought of asks.
 */
export function lex(command: string, shell: PosixShell): Lexed {
  const unreadable = unreadableReason(command);
  if (unreadable) return { ok: false, reason: unreadable };
  const lexer = new Lexer(command, shell);
  const why = lexer.run();
  return why === null ? { ok: true, commands: lexer.commands } : { ok: false, reason: why };
}

/** Why a text may mean something else than it shows, in any shell; null when it does not. */
export function unreadableReason(command: string): Problem {
  if (command.length > maxLength) return reason("line.long", { count: maxLength });
  if (!command.isWellFormed()) return reason("line.halfCharacter");
  if (/[\u0000-\u001f\u007f-\u009f]/.test(command)) return reason("line.control");
  for (const character of command)
    if (character > "\u007f" && !isPlainLetter(character)) return reason("line.lookalike");
  if (command.includes(" ".repeat(maxBlanks + 1))) return reason("line.gap");
  return null;
}

const isPlainLetter = (character: string): boolean =>
  /[\p{L}\p{N}\p{M}]/u.test(character) && !/\p{Default_Ignorable_Code_Point}/u.test(character);

/** A letter beyond ASCII without the bytes 85 and A0: on macOS these are blanks to a shell that reads bytes. */
const isLetterToAll = (character: string): boolean =>
  character > "\u007f" &&
  !/[\ud800-\udfff]/.test(character) &&
  !/%(?:85|A0)/.test(encodeURIComponent(character));

/** Reads the text once, from left to right; `run` returns why it stopped early, or null. */
class Lexer {
  readonly commands: SimpleCommand[] = [];
  private readonly text: string;
  private readonly shell: PosixShell;
  private at = 0;
  private operator: SimpleCommand["operator"] = "";
  private words: Word[] = [];
  private input: Word | undefined;

  constructor(text: string, shell: PosixShell) {
    this.text = text;
    this.shell = shell;
  }

  run(): Problem {
    while (this.at < this.text.length) {
      const why = this.step();
      if (why !== null) return why;
    }
    return this.endCommand();
  }

  private step(): Problem {
    const character = this.text[this.at];
    if (character === " ") {
      this.at++;
      return null;
    }
    const operator = operators.find(known => this.text.startsWith(known, this.at));
    if (operator !== undefined) {
      const why = this.endCommand();
      if (why !== null) return why;
      this.operator = operator;
      this.at += operator.length;
      return null;
    }
    // The only redirections allowed are those that throw output away.
    const harmless = /^(?:[12]?> ?\/dev\/null|2>&1)(?=[ ;|&]|$)/.exec(
      this.text.slice(this.at),
    )?.[0];
    if (harmless === undefined)
      return /^<(?=[^<>&(])/.test(this.text.slice(this.at)) ? this.redirect() : this.word();
    this.at += harmless.length;
    return this.words.length === 0 ? reason("line.beginsRedirecting") : null;
  }

  /** `< file` after the command's words. */
  private redirect(): Problem {
    if (this.words.length === 0) return reason("line.beginsRedirecting");
    if (this.input) return reason("line.twoInputs");
    this.at++;
    while (this.text[this.at] === " ") this.at++;
    const why = this.word();
    this.input = this.words.pop();
    return why ?? (this.input?.isGlob ? reason("line.inputPattern") : null);
  }

  private word(): Problem {
    const bracket = /^[[\]](?=[ ;|&]|$)/.exec(this.text.slice(this.at))?.[0];
    if (bracket !== undefined) {
      this.words.push({ value: bracket, isBare: true, isGlob: false });
      this.at++;
      // Allowed as a command's name and as its last word; anywhere else it could begin a pattern.
      return (bracket === "[") === (this.words.length === 1)
        ? null
        : reason("line.bracket", { character: bracket });
    }
    let value = "";
    let isBare = true;
    let isGlob = false;
    const start = this.at;
    for (; this.at < this.text.length; this.at++) {
      const character = this.text[this.at] ?? "";
      if (character === " " || ";|&".includes(character)) break;
      if (character === "'" || character === '"') {
        const quoted = this.quoted(character);
        if (quoted === null) return reason("line.quote");
        value += quoted;
        isBare = false;
      } else if (globs.test(character)) {
        value += character;
        isGlob = true;
      } else if (this.isLiteral(character, this.at === start)) value += character;
      else return reason(lineReason(character), { character });
    }
    if (isGlob && !isBare) return reason("line.mixed");
    if (this.at === start) return reason("line.operator");
    this.words.push({ value, isBare, isGlob });
    return null;
  }

  /**
   * `^` and `~` are part of git's revisions (`HEAD~1`). At the start of a word, or in zsh, they mean something else.
   */
  private isLiteral(character: string, isFirst: boolean): boolean {
    if (character === "=" && isFirst) return false;
    if ((character === "~" || character === "^") && this.shell !== "zsh")
      return /[A-Za-z0-9_~^]/.test(this.text[this.at - 1] ?? "") && !isFirst;
    return bare.test(character) || isLetterToAll(character);
  }

  /** The text up to the closing quote, and moves `at` there; null when the text is not plain. */
  private quoted(quote: "'" | '"'): string | null {
    const end = this.text.indexOf(quote, this.at + 1);
    if (end < 0) return null;
    const inside = this.text.slice(this.at + 1, end);
    // Within double quotes a backslash stands for itself only before a letter, a digit or an ordinary sign.
    if (quote === '"' && /[$`!]|\\(?![A-Za-z0-9 .,:;?*+(){}[\]|<>=_/-])/.test(inside)) return null;
    this.at = end;
    return inside;
  }

  private endCommand(): Problem {
    if (this.words.length === 0) return reason("line.empty");
    const { operator, words, input } = this;
    this.commands.push(input ? { operator, words, input } : { operator, words });
    this.words = [];
    this.input = undefined;
    return this.commands.length > maxCommands ? reason("line.many", { count: maxCommands }) : null;
  }
}

/** What a character does that stands outside quotes. */
const lineReason = (character: string) =>
  character === "<" || character === ">"
    ? "line.redirects"
    : character === "$" || character === "`"
      ? "line.expands"
      : "line.character";

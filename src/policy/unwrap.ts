import { shellWords } from "../model/text/command.ts";

/** The shell that a command is for, and the line that it is given. */
export interface ShellLine {
  readonly shell: string;
  readonly line: string;
}

const shells: Readonly<Record<string, RegExp>> = {
  bash: /^-l?c$/,
  sh: /^-l?c$/,
  zsh: /^-l?c$/,
};

/**
 * Takes apart the `command` of an approval: the server joins `[shell, "-lc", line]` in POSIX quoting. Null when it is
 * anything else: an unknown shell, more words, or a shell that is not one of the system's own.
 */
export function unwrap(command: string): ShellLine | null {
  const words = shellWords(command);
  if (words?.length !== 3) return null;
  const [program = "", flag = "", line = ""] = words;
  const shell = /^(?:\/usr(?:\/local)?|\/opt\/homebrew)?\/bin\/([a-z]+)$/.exec(program)?.[1] ?? "";
  const flags = Object.hasOwn(shells, shell) ? shells[shell] : undefined;
  return flags?.test(flag) ? { shell, line } : null;
}

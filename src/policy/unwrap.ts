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
 * Takes apart the `command` of an approval: the server joins `[shell, "-lc", line]` in POSIX quoting (SAFETY fact 5).
 * Null when it is anything else: an unknown shell, more words, or a shell that is not a system's own.
 */
export function unwrap(command: string): ShellLine | null {
  const words = shellWords(command);
  if (words?.length !== 3) return null;
  const [program = "", flag = "", line = ""] = words;
  const shell = /^(?:\/usr(?:\/local)?|\/opt\/homebrew)?\/bin\/([a-z]+)$/.exec(program)?.[1] ?? "";
  const flags = Object.hasOwn(shells, shell) ? shells[shell] : undefined;
  return flags?.test(flag) ? { shell, line } : null;
}

/** Words of a line in POSIX quoting, as Rust's `shlex` writes them; null when a quote is open or something follows it oddly. */
export function shellWords(text: string): readonly string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if (character === " ") {
      if (word !== null) words.push(word);
      word = null;
    } else if (character === "'") {
      const end = text.indexOf("'", at + 1);
      if (end < 0) return null;
      word = (word ?? "") + text.slice(at + 1, end);
      at = end;
    } else if (character === '"') {
      word ??= "";
      for (at++; text[at] !== '"'; at++) {
        if (at >= text.length) return null;
        if (text[at] === "\\" && /[$`"\\]/.test(text[at + 1] ?? "")) at++;
        word += text[at];
      }
    } else if (character === "\\") {
      if (++at >= text.length) return null;
      word = (word ?? "") + text[at];
    } else word = (word ?? "") + character;
  }
  if (word !== null) words.push(word);
  return words;
}

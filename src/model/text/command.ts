/**
 * What a wrapped command line really runs: the script of `/bin/bash -lc '…'` (a POSIX shell string), or the text itself
 * when it has another shape. Only for display: no decision depends on it.
 */
export function unwrapShell(command: string): string {
  return shellScript(shellWords(command) ?? []) ?? command;
}

/** The script that these words hand to a POSIX shell; undefined when they do anything else. Only for display. */
export function shellScript(words: readonly string[]): string | undefined {
  const [shell, flag, script] = words;
  const isShell = /(^|\/)(ba|z|da|k)?sh$/.test(shell ?? "") && /^-l?c$/.test(flag ?? "");
  return words.length === 3 && isShell ? script : undefined;
}

/** The words of a POSIX shell string without expansions; undefined when a quote or an escape is left open. */
export function shellWords(text: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (/[ \t\n]/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (character === "'") {
      const end = text.indexOf("'", at + 1);
      if (end < 0) return undefined;
      word = (word ?? "") + text.slice(at + 1, end);
      at = end;
    } else if (character === '"') {
      word ??= "";
      for (at++; text.charAt(at) !== '"'; at++) {
        if (at >= text.length) return undefined;
        if (text.charAt(at) === "\\" && /["\\$`\n]/.test(text.charAt(at + 1))) at++;
        word += text.charAt(at);
      }
    } else if (character === "\\") {
      if (++at >= text.length) return undefined;
      word = (word ?? "") + text.charAt(at);
    } else word = (word ?? "") + character;
  }
  if (word !== undefined) words.push(word);
  return words;
}

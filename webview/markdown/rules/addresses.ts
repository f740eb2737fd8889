import { cjk } from "./cjk.ts";

const address = /^(?:https?:\/\/|ftp:\/\/|www\.)[^\s<]*/i;
/** Full-width punctuation, and the quotes and dashes that Chinese writes without spaces. */
const endsAddress = /[\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65“”‘’…—`]/;

/** The text as far as an address at its beginning may reach: it ends before the punctuation of languages without spaces. */
export function upToAddressEnd(text: string): string {
  const word = address.exec(text)?.[0];
  if (word === undefined) return text;
  let depth = 0;
  let isHost = true;
  const hostAt = word.indexOf("//") < 0 ? 0 : word.indexOf("//") + 2;
  for (let at = hostAt; at < word.length; at++) {
    const character = word.charAt(at);
    if (endsAddress.test(character) || word.startsWith("**", at)) return text.slice(0, at);
    if (/[/?#]/.test(character)) isHost = false;
    // `example.com然后`: no name of a host mixes letters in its last part.
    const previous = word.slice(at - 1, at);
    if (isHost && cjk.test(character) && /[a-z0-9]/i.test(previous) && isLastOfHost(word, at))
      return text.slice(0, at);
    if (character === "(") depth++;
    if (character === ")" && --depth < 0 && cjk.test(word.charAt(at + 1))) return text.slice(0, at);
  }
  return text;
}

const isLastOfHost = (word: string, at: number): boolean =>
  word.slice(0, at).includes(".") && !/^[^/?#]*\./.test(word.slice(at));

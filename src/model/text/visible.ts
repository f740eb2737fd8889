import { joins } from "./joiners.ts";

/**
 * Text as a person must see it before approving: every character that hides, reorders or moves text is written out.
 * Newline and tab stay. `ESC` becomes `␛`, a bidi override `⟨U+202E⟩`. What people write on purpose stays
 * as it is: emoji sequences, the joiners of Persian and Indic words, and the wide or narrow spaces of Japanese and French
 * inside quotes. Outside quotes such a space is written out: a shell does not take it for one.
 */
export const visible = (text: string): string => writeOut(text, ordinarySpaces(text));

/** A stretch of a text that `visible` makes; `isOdd` where a character is written out. */
export interface VisiblePart {
  readonly text: string;
  readonly isOdd: boolean;
}

/** As `visible`, cut where characters are written out: a face can frame these. */
export function visibleParts(text: string): readonly VisiblePart[] {
  const parts: VisiblePart[] = [];
  let end = 0;
  const add = (part: string, isOdd: boolean) => part !== "" && parts.push({ text: part, isOdd });
  eachOdd(text, ordinarySpaces(text), (character, at, written) => {
    add(text.slice(end, at), false);
    add(written, true);
    end = at + character.length;
  });
  add(text.slice(end), false);
  return parts;
}

/** Whether `visible` would change anything: worth a warning line. */
export const hidesCharacters = (text: string): boolean => visible(text) !== text;

/** As `visible`, for prose: odd spaces are plain spaces there, inside quotes or not. */
export const visibleProse = (text: string): string => writeOut(text, () => true);

/** As `visible`, on one line: line breaks and tabs are written out too. */
export const oneLine = (text: string): string => flatten(visible(text));

/** As `visibleProse`, on one line. */
export const proseLine = (text: string): string => flatten(visibleProse(text));

const flatten = (text: string): string => text.replaceAll("\n", "⏎").replaceAll("\t", "␉");

function writeOut(text: string, isSpace: (at: number) => boolean): string {
  return text.replace(suspicious, (character, at: number) =>
    isOrdinary(text, at, character, isSpace) ? character : written(character),
  );
}

/** Calls back for each character that is written out, in order. */
function eachOdd(
  text: string,
  isSpace: (at: number) => boolean,
  found: (character: string, at: number, written: string) => void,
): void {
  for (const { 0: character, index: at } of text.matchAll(suspicious))
    if (!isOrdinary(text, at, character, isSpace)) found(character, at, written(character));
}

const isOrdinary = (
  text: string,
  at: number,
  character: string,
  isSpace: (at: number) => boolean,
): boolean => (oddSpace.test(character) ? isSpace(at) : joins(text, at, character));

function written(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "␡";
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
}

// Controls, formats, separators, lone surrogates, what is drawn as nothing, and spaces other than the ASCII one. The
// number signs of Arabic and its kin are formats that are drawn.
const suspicious =
  /(?![\n\t\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000]/gu;
const oddSpace = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000]/u;

/** The longest run of such spaces that people write. A longer one pushes the rest out of sight. */
const longestRun = 2;

/** Tells which odd spaces stand inside quotes of a shell, where they are plain text. */
function ordinarySpaces(text: string): (at: number) => boolean {
  let quoted: Uint8Array | undefined;
  return at => {
    quoted ??= quotedPlaces(text);
    return quoted[at] === 1 && runAt(text, at) <= longestRun;
  };
}

/** The length of the run of odd spaces at a place, counted only as far as it matters. */
function runAt(text: string, at: number): number {
  let [start, end] = [at, at + 1];
  while (end - start <= longestRun && oddSpace.test(text.charAt(start - 1))) start--;
  while (end - start <= longestRun && oddSpace.test(text.charAt(end))) end++;
  return end - start;
}

function quotedPlaces(text: string): Uint8Array {
  const marks = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "\\") at++;
    if (character !== '"' && character !== "'") continue;
    const end = closingQuote(text, at);
    if (end < 0) return marks;
    // A substitution inside double quotes is a command again.
    const isPlain = character === "'" || !/\$[({]|`/.test(text.slice(at, end));
    if (isPlain) marks.fill(1, at, end);
    at = end;
  }
  return marks;
}

function closingQuote(text: string, at: number): number {
  const quote = text.charAt(at);
  if (quote === "'") return text.indexOf("'", at + 1);
  for (let end = at + 1; end < text.length; end++) {
    if (text.charAt(end) === "\\") end++;
    else if (text.charAt(end) === quote) return end;
  }
  return -1;
}

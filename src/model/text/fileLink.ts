/** A place in a file. Lines and columns count from 1. */
export interface FilePlace {
  readonly line: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** One way to read a text as the name of a file. */
export interface FileReading {
  readonly path: string;
  readonly place: FilePlace | null;
}

/** What a model writes for a file is shorter. */
const longest = 1000;

const number = "(\\d{1,7})";
/** `:4`, `:4:2`, `:4-9`, `:4:2-9:1`, `#4`, `#L4`, `#L4C2`, `#L4-L9`, `:L4` */
const marked = new RegExp(
  `[:#]L?${number}(?:[:C.,]${number})?(?: ?[-–] ?(L?)${number}(?:[:C.,]${number})?)?$`,
  "i",
);
/** `(4)`, `(4,2)`, `(4-9)` */
const bracketed = new RegExp(
  ` ?\\(${number}(?:[,:] ?${number})?(?: ?[-–] ?(L?)${number}(?:[,:] ?${number})?)?\\)$`,
);
/** `, line 4`, ` (lines 4-9)`, ` L4` */
const spoken = new RegExp(
  `(?:,|:)? ?\\(?(?:(?:on |at )?lines? | L)${number}(?:[:,] ?(?:column )?${number})?(?: ?(?:[-–]|to) ?(L?)${number}(?:[:,]${number})?)?\\)?$`,
  "i",
);

/** A text without the place at its end, and that place. */
function withoutPlace(text: string): FileReading | null {
  for (const pattern of [marked, bracketed, spoken]) {
    const match = pattern.exec(text);
    if (match && match.index > 0)
      return { path: text.slice(0, match.index), place: placeOf(match.slice(1)) };
  }
  return null;
}

function placeOf([first, second, marker, third, fourth]: readonly (
  string | undefined
)[]): FilePlace {
  const line = Math.max(1, Number(first));
  const column = second === undefined ? undefined : Math.max(1, Number(second));
  // In `4:2-9` the end is a column, as compilers write it.
  const isColumn = column !== undefined && fourth === undefined && !marker;
  const endLine = third === undefined ? undefined : isColumn ? line : Number(third);
  const endColumn = isColumn ? third : fourth;
  return {
    line,
    ...(column === undefined ? {} : { column }),
    ...(endLine === undefined || endLine < line ? {} : { endLine }),
    ...(endLine === undefined || endLine < line || endColumn === undefined
      ? {}
      : { endColumn: Number(endColumn) }),
  };
}

const editorAddress = /^(?:vscode(?:-insiders)?|vscodium|code-oss|cursor|windsurf):\/\/file(?=\/)/i;
const scheme = /^[a-z][a-z0-9+.-]+:/i;

/**
 * The path that an address names, still with its percent codes; null where it is an address of another kind. A name with
 * a line (`app.js:4`) has the form of an address and is none.
 */
function pathOf(text: string): { readonly path: string; readonly isAddress: boolean } | null {
  const isEditor = editorAddress.test(text);
  const isFile = /^file:/i.test(text);
  if (!isEditor && !isFile)
    return scheme.test(text) && !/^[^:/\\]+:L?\d/i.test(text)
      ? null
      : { path: text, isAddress: false };
  const rest = isEditor
    ? text.replace(editorAddress, "").replace(/\?[^#]*/, "")
    : text.slice("file:".length).replace(/^\/\/(?:localhost)?(?=\/)/i, "");
  return {
    path: rest
      .replace(/^\/+(?=[a-z](?::|%3a)[/\\])/i, "")
      .replace(/^\/{2,}(?=[^/])/, isEditor ? "/" : "//"),
    isAddress: true,
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a percent sign that encodes nothing belongs to the name
  }
}

/**
 * The ways to read a text as the name of a file, the likeliest first. `isCode`: percent codes are more likely part of the
 * name there than in an address. None where the text is an address of another kind.
 */
export function fileReadings(text: string, isCode = false): readonly FileReading[] {
  const found = text.length > longest ? null : pathOf(text.trim());
  if (!found || found.path === "") return [];
  const plain = decoded(found.path);
  const texts = isCode && !found.isAddress ? [found.path, plain] : [plain, found.path];
  const readings = [...new Set(texts)].flatMap(readingsOf);
  return readings.filter(({ path }) => path !== "" && !path.includes("\0"));
}

function readingsOf(text: string): readonly FileReading[] {
  const whole = { path: text, place: null };
  const stripped = withoutPlace(text.replace(/[:;,]$/, ""));
  const heading = text.lastIndexOf("#");
  return [
    whole,
    ...(stripped ? [stripped] : []),
    ...(heading > 0 ? [{ path: text.slice(0, heading), place: null }] : []),
  ];
}

const bareNames =
  /^(?:Makefile|Dockerfile|Containerfile|Jenkinsfile|Gemfile|Rakefile|Procfile|Vagrantfile|Brewfile|Justfile|README|LICENSE|LICENCE|CHANGELOG|CODEOWNERS|NOTICE|AUTHORS)$/;
const extension = /[^./\\ ]\.[a-z][a-z0-9]{0,9}$/i;
/** Of commands, code and patterns. */
const notInNames = /[<>|*?"`${};=\n]|\(\)|^[-@&!]|^[\d.,:]+$/;

/**
 * Whether a text may be meant as the name of a file: "surely" by its form, "perhaps" where only a look at the folder can
 * tell.
 */
export function mayNameFile(text: string): "surely" | "perhaps" | null {
  if (text.length > 300 || text.trim() === "" || notInNames.test(text)) return null;
  const found = pathOf(text);
  if (!found) return null;
  if (found.isAddress) return "surely";
  const reading = withoutPlace(text.replace(/[:;,]$/, ""));
  const path = reading?.path ?? text;
  const hasFolder = /[/\\]/.test(path);
  const hasExtension = extension.test(path);
  if (
    /^[^\s,;:]+$/.test(path.replace(/^[a-z]:/i, "")) &&
    hasExtension &&
    (hasFolder || reading?.place)
  )
    return "surely";
  return hasFolder || hasExtension || bareNames.test(path) || /^\.[a-z]/i.test(path)
    ? "perhaps"
    : null;
}

/** A part of a plain text: what is said, or a name of a file in it. */
export interface TextPart {
  readonly text: string;
  readonly isFile: boolean;
}

/** Splits a plain text where names of files may stand in it: words with a folder and an extension, or with a line. */
export function splitFileNames(text: string): readonly TextPart[] {
  if (!/[./\\]/.test(text)) return [{ text, isFile: false }];
  const parts: TextPart[] = [];
  let said = 0;
  for (const { 0: word, index } of text.matchAll(
    /[^\s,;"'“”‘’«»<>|，。；：、！？（）「」『』【】《》]+/gu,
  )) {
    if (word.length > longest) continue;
    const lead = /^[([{*_]*/.exec(word)?.[0].length ?? 0;
    const name = withoutTail(word.slice(lead));
    if (mayNameFile(name) !== "surely") continue;
    const start = index + lead;
    if (start > said) parts.push({ text: text.slice(said, start), isFile: false });
    parts.push({ text: name, isFile: true });
    said = start + name.length;
  }
  if (said < text.length) parts.push({ text: text.slice(said), isFile: false });
  return parts;
}

/** A word without the punctuation behind it; a bracket stays where the word holds its partner. */
function withoutTail(word: string): string {
  let end = word.length;
  for (; end > 0; end--) {
    const last = word.charAt(end - 1);
    if (")]}".includes(last)) {
      const partner = "([{".charAt(")]}".indexOf(last));
      if (word.slice(0, end).includes(partner)) break;
    } else if (!".:!?…*_".includes(last)) break;
  }
  return word.slice(0, end);
}

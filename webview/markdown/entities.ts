/** Those that models write most; a page knows all the others. */
const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  hellip: "…",
  mdash: "—",
  ndash: "–",
  copy: "©",
  times: "×",
  rarr: "→",
  larr: "←",
};

/** Decodes character references, which the lexer leaves as they are. Unknown names stay. */
export const decodeEntities = (text: string): string =>
  text.includes("&")
    ? text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]\w{1,31});/gi, decodeOne)
    : text;

function decodeOne(whole: string, name: string): string {
  if (!name.startsWith("#"))
    return Object.hasOwn(named, name) ? (named[name] ?? whole) : knownToPage(whole);
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
    ? String.fromCodePoint(code)
    : "\ufffd";
}

let area: HTMLTextAreaElement | undefined;
const asked = new Map<string, string>();
const mostAsked = 500;

/** What the page makes of a name. The text has the form of a reference: no markup is in it. */
function knownToPage(reference: string): string {
  if (typeof document === "undefined") return reference;
  const found = asked.get(reference);
  if (found !== undefined || asked.size >= mostAsked) return found ?? reference;
  area ??= document.createElement("textarea");
  area.innerHTML = reference;
  asked.set(reference, area.value);
  return area.value;
}

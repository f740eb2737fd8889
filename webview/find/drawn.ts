import { matchesIn, type Piece } from "./matches.ts";

/** What lies in one line with the text around it. */
const inline = new Set([
  "A",
  "B",
  "BDI",
  "CODE",
  "DEL",
  "EM",
  "I",
  "S",
  "SPAN",
  "STRONG",
  "SUB",
  "SUP",
]);

/** Where a text stands in what is drawn, in the order of reading. */
export function rangesOf(root: HTMLElement, query: string): readonly Range[] {
  if (query.trim() === "") return [];
  const nodes: Text[] = [];
  const pieces: Piece[] = [];
  const walker = document.createTreeWalker(
    root,
    NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
    node =>
      node instanceof Element && isUnseen(node)
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT,
  );
  let isBlock = true;
  let block: Element | null = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text) {
      const own = blockOf(node);
      nodes.push(node);
      pieces.push({ text: node.data, isBlock: isBlock || own !== block });
      block = own;
      isBlock = false;
    } else if (node instanceof Element && !inline.has(node.tagName)) isBlock = true;
  }
  return matchesIn(pieces, query).flatMap(({ start, end }) => {
    const [from, to] = [nodes[start.piece], nodes[end.piece]];
    if (!from || !to) return [];
    const range = document.createRange();
    range.setStart(from, start.offset);
    range.setEnd(to, end.offset);
    return [range];
  });
}

const isUnseen = ({ classList, ariaHidden }: Element): boolean =>
  classList.contains("visually-hidden") || ariaHidden === "true";

function blockOf(node: Text): Element | null {
  let element = node.parentElement;
  while (element && inline.has(element.tagName)) element = element.parentElement;
  return element;
}

/** Marks what was found, and the one that is looked at; an empty list takes the marks away. */
export function mark(ranges: readonly Range[], now: Range | undefined): void {
  CSS.highlights.set("folio-found", new Highlight(...ranges));
  CSS.highlights.set("folio-found-now", new Highlight(...(now ? [now] : [])));
}

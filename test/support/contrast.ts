/// <reference lib="dom" />

/** Text that is to be read, or an icon, that stands out too little from what is behind it. */
export interface Faint {
  readonly what: string;
  readonly ratio: number;
  readonly front: string;
  readonly back: string;
}

/**
 * Measures every text (4.5 : 1) and every icon (3 : 1) of a page from its computed styles. To be run in the page itself, so
 * that it uses nothing from outside. Left out is what nobody reads: hidden things, controls that are off, and the colours
 * that the theme itself gives to code.
 */
export function faintParts(): readonly Faint[] {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  type Colour = readonly [number, number, number, number];
  const known = new Map<string, Colour>();
  const parse = (text: string): Colour => {
    const found = known.get(text);
    if (found) return found;
    if (!brush) throw new Error("The page has no canvas.");
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = text;
    brush.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = brush.getImageData(0, 0, 1, 1).data;
    const colour: Colour = [red, green, blue, alpha / 255];
    known.set(text, colour);
    return colour;
  };
  const over = ([r, g, b, a]: Colour, [br, bg, bb]: Colour): Colour => [
    r * a + br * (1 - a),
    g * a + bg * (1 - a),
    b * a + bb * (1 - a),
    1,
  ];
  const behind = (element: Element | null): Colour => {
    if (!element) return [255, 255, 255, 1];
    const colour = parse(getComputedStyle(element).backgroundColor);
    return colour[3] >= 1 ? colour : over(colour, behind(parentOf(element)));
  };
  const parentOf = (element: Element): Element | null => {
    const { parentNode } = element;
    return parentNode instanceof ShadowRoot ? parentNode.host : element.parentElement;
  };
  const light = ([r, g, b]: Colour): number => {
    const [x = 0, y = 0, z = 0] = [r, g, b].map(value => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ratioOf = (front: Colour, back: Colour): number => {
    const [high = 0, low = 0] = [light(front), light(back)].toSorted((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  const hex = (colour: Colour) =>
    `#${colour
      .slice(0, 3)
      .map(value => Math.round(value).toString(16).padStart(2, "0"))
      .join("")}`;
  // What appears only under the pointer or with the focus.
  const isSeenThrough = (element: Element | null): boolean =>
    element !== null &&
    (Number(getComputedStyle(element).opacity) === 0 || isSeenThrough(parentOf(element)));
  const isOut = (element: Element): boolean => {
    const { visibility } = getComputedStyle(element);
    const { width, height } = element.getBoundingClientRect();
    return (
      visibility !== "visible" ||
      isSeenThrough(element) ||
      width <= 1 ||
      height <= 1 ||
      element.closest(
        ".visually-hidden, [disabled], [aria-disabled=true], .code code, option, [hidden]",
      ) !== null
    );
  };
  const faint = new Map<string, Faint>();
  const measure = (element: Element, least: number) => {
    if (isOut(element)) return;
    let front = parse(getComputedStyle(element).color);
    const back = behind(element);
    // What is half transparent, or stands in something that is, lets its ground through.
    for (let at: Element | null = element; at; at = parentOf(at)) {
      const opacity = Number(getComputedStyle(at).opacity);
      if (opacity < 1) front = [front[0], front[1], front[2], front[3] * opacity];
    }
    const ratio = ratioOf(over(front, back), back);
    if (ratio >= least - 0.005) return;
    const what = `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""} in ${parentOf(element)?.getAttribute("class") ?? ""}`;
    faint.set(what, {
      what,
      ratio: Math.round(ratio * 100) / 100,
      front: hex(over(front, back)),
      back: hex(back),
    });
  };
  const look = (root: ParentNode) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) look(element.shadowRoot);
      const isIcon = element.classList.contains("codicon");
      const hasText = [...element.childNodes].some(
        node => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== "",
      );
      if (isIcon) measure(element, 3);
      else if (hasText) measure(element, 4.5);
    }
  };
  look(document.body);
  return [...faint.values()];
}

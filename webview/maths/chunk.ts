/** The third script of the chat: Temml, which makes MathML of TeX. */
import temml from "temml";
import type { MathsNode } from "./load.ts";

/** What Temml makes, as far as it is used. */
interface MadeNode {
  readonly type?: string;
  readonly text?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly classes?: readonly string[];
  readonly style?: Readonly<Record<string, string>>;
  readonly children?: readonly MadeNode[];
}

const elements = new Set(
  "math mrow mfrac mi mn mo ms mtable mtr mtd menclose mover munder munderover msup msub msubsup mroot msqrt mspace mtext mstyle mpadded mphantom mmultiscripts mprescripts".split(
    " ",
  ),
);
const attributes = new Set(
  "display width height depth voffset fence form stretchy symmetric largeop separator notation scriptlevel displaystyle movablelimits mathvariant mathsize accent accentunder lspace rspace minsize maxsize linethickness columnalign rowalign columnspan rowspan".split(
    " ",
  ),
);
const styles = new Set(
  "display color padding paddingTop paddingBottom paddingLeft paddingRight margin marginLeft marginRight border borderTop borderBottom borderLeft borderRight width mathDepth math-depth textAlign verticalAlign".split(
    " ",
  ),
);
/** Nothing in a style may load or cover anything. */
const plainValue = /^[\w\s.#%-]*$/;
const maxDepth = 60;

class TooDeepError extends Error {
  override readonly name = "TooDeepError";
}

globalThis.folioMaths = (tex, isDisplay) => {
  try {
    // The type of this function leaves the tree open.
    const tree: MadeNode = temml.__renderToMathMLTree(tex, {
      displayMode: isDisplay,
      throwOnError: true,
      trust: false,
      maxExpand: 200,
      maxSize: [20, 100],
    });
    const [node] = nodesOf(tree, 0);
    return node === undefined || typeof node === "string" ? null : node;
  } catch {
    return null; // what is no formula is shown as it was written
  }
};

function nodesOf(made: MadeNode, depth: number): readonly MathsNode[] {
  if (depth > maxDepth) throw new TooDeepError();
  if (made.text !== undefined) return [made.text];
  const children = (made.children ?? []).flatMap(child => nodesOf(child, depth + 1));
  // A fragment is its children; lines through a term are drawn by an element of HTML with a class.
  if (made.type === undefined && (made.classes ?? []).length === 0) return children;
  const tag = made.type ?? "mrow";
  if (!elements.has(tag)) return children;
  return [
    {
      tag,
      className: (made.classes ?? []).join(" "),
      attributes: kept(made.attributes, attributes),
      style: kept(made.style, styles),
      children,
    },
  ];
}

const kept = (
  all: Readonly<Record<string, string>> = {},
  names: ReadonlySet<string>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(all).filter(([name, value]) => names.has(name) && plainValue.test(value)),
  );

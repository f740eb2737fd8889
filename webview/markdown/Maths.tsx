import { createElement, type ComponentChild } from "preact";
import { useFormula, type MathsNode } from "../maths/load.ts";

export interface MathsProps {
  readonly tex: string;
  readonly isDisplay: boolean;
  /** As it was written, with its delimiters: shown until the formula is set, and where it cannot be. */
  readonly source: string;
}

/** A formula. */
export function Maths({ tex, isDisplay, source }: MathsProps) {
  const node = useFormula(tex, isDisplay);
  const written = source.trim();
  const drawn =
    node === null ? (
      <span class="maths-source" dir="ltr">
        {written}
      </span>
    ) : (
      drawNode(node, 0)
    );
  return isDisplay ? (
    <span class="maths-block" dir="ltr">
      {drawn}
    </span>
  ) : (
    drawn
  );
}

/** Styles are set through the page's objects: the page allows none that are written in it. */
const drawNode = (node: MathsNode, key: number): ComponentChild =>
  typeof node === "string"
    ? node
    : createElement(
        node.tag,
        { key, ...node.attributes, class: node.className || undefined, style: node.style },
        node.children.map(drawNode),
      );

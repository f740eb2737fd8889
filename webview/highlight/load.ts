import type { HighlightNode } from "./nodes.ts";
import { late } from "../late.ts";
import { unitsOf } from "./units.ts";

/**
 * Colours code, one piece at a time while the page is idle. The highlighter's script is loaded with the first block that
 * needs it. Null: show the code plain.
 */
export async function highlight(
  text: string,
  language: string,
  signal: AbortSignal,
): Promise<readonly HighlightNode[] | null> {
  try {
    await late("highlight");
    const nodes: HighlightNode[] = [];
    for (const unit of unitsOf(text, piece => globalThis.folioHighlight?.(piece, language))) {
      if (unit === null) return null;
      nodes.push(...unit);
      await idle();
      if (signal.aborted) return null;
    }
    return nodes;
  } catch {
    return null; // plain code is good code
  }
}

/** A busy page is never idle: after this time the next piece is coloured anyway. */
const idle = (): Promise<void> =>
  new Promise(resolve => {
    requestIdleCallback(() => resolve(), { timeout: 200 });
  });

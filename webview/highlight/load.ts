import { late } from "../late.ts";
import { partsOf, type Part } from "./parts.ts";
import { unitsOf } from "./units.ts";

/**
 * Colours code, one piece at a time while the page is idle, and hands over each part of whole lines; null where the rest
 * stays plain. The highlighter's script is loaded with the first block that needs it.
 */
export async function highlight(
  text: string,
  language: string,
  signal: AbortSignal,
  draw: (part: Part | null) => void,
): Promise<void> {
  try {
    await late("highlight");
    const units = unitsOf(text, piece => globalThis.folioHighlight?.(piece, language));
    const parts = partsOf(text, units);
    for (;;) {
      await idle();
      if (signal.aborted) return;
      const { value: part, done } = parts.next();
      if (done) return;
      if (part === null || part.end > part.start) draw(part);
    }
  } catch {
    draw(null); // plain code is good code
  }
}

/** A busy page is never idle: after this time the next piece is coloured anyway. */
const idle = (): Promise<void> =>
  new Promise(resolve => {
    requestIdleCallback(() => resolve(), { timeout: 200 });
  });

import type { HighlightNode } from "./nodes.ts";
import { unitsOf } from "./units.ts";

let loading: Promise<void> | undefined;

/**
 * Colours code, one piece at a time while the page is idle. The highlighter's script is loaded with the first block that
 * needs it. Null: show the code plain.
 */
export async function highlight(
  text: string,
  language: string,
  signal: AbortSignal,
): Promise<readonly HighlightNode[] | null> {
  loading ??= load();
  try {
    await loading;
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

function load(): Promise<void> {
  const { highlight: source, nonce } = document.getElementById("root")?.dataset ?? {};
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.nonce = nonce ?? "";
    script.onload = () => resolve();
    script.onerror = () => reject(new Error("The highlighter could not be loaded."));
    script.src = source ?? "";
    document.head.append(script);
  });
}

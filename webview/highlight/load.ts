/** Text, or a run of it with the classes of a token. */
export type HighlightNode =
  string | { readonly className: string; readonly children: readonly HighlightNode[] };

export type Highlight = (text: string, language: string) => readonly HighlightNode[] | null;

declare global {
  /** Set by the script of `chunk.ts`. */
  var folioHighlight: Highlight | undefined;
}

let loading: Promise<void> | undefined;

/** Colours code; the highlighter's script is fetched with the first block that needs it. Null: show it plain. */
export async function highlight(
  text: string,
  language: string,
): Promise<readonly HighlightNode[] | null> {
  loading ??= load();
  try {
    await loading;
    return globalThis.folioHighlight?.(text, language) ?? null;
  } catch {
    return null; // plain code is good code
  }
}

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

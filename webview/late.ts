/** Scripts that few chats need, by the name of their file. */
type LateScript = "highlight" | "maths" | "terminal";

const loading = new Map<LateScript, Promise<void>>();

/** Loads a script of the chat, once. What it gives stands in a global variable then. */
export function late(name: LateScript): Promise<void> {
  const known = loading.get(name);
  if (known) return known;
  const begun = load(name);
  loading.set(name, begun);
  return begun;
}

function load(name: LateScript): Promise<void> {
  const { scripts = "", nonce = "" } = document.getElementById("root")?.dataset ?? {};
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.nonce = nonce;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`${name}.js could not be loaded.`));
    script.src = `${scripts}/${name}.js`;
    document.head.append(script);
  });
}

import { useEffect } from "preact/hooks";
import { signal, type Signal } from "@preact/signals";
import { mostNames } from "../../src/model/wire.ts";
import { call } from "../link.ts";

/** What the host said of each name; null before it has answered. */
const known = new Map<string, Signal<boolean | null>>();
const mostKnown = 5000;
/** What the host is not asked yet. */
const waiting = new Set<string>();

function answerOf(name: string): Signal<boolean | null> {
  const found = known.get(name);
  if (found) return found;
  if (known.size >= mostKnown) known.clear();
  const answer = signal<boolean | null>(null);
  known.set(name, answer);
  return answer;
}

/** Whether a file or folder of the workspace has this name; null until the host has answered. */
export function useIsThere(name: string): boolean | null {
  const answer = answerOf(name);
  useEffect(() => {
    // What was not there may have been made since.
    if (answer.peek() !== true) want(name);
  }, [name]);
  return answer.value;
}

/** Asks while the page is idle, for many names at once: a name that streams in is whole by then. */
function want(name: string): void {
  if (waiting.size === 0) requestIdleCallback(() => void ask(), { timeout: 500 });
  waiting.add(name);
}

async function ask(): Promise<void> {
  const names = [...waiting];
  waiting.clear();
  for (let at = 0; at < names.length; at += mostNames) {
    const some = names.slice(at, at + mostNames);
    try {
      const { areThere } = await call("findNames", { names: some });
      for (const [index, name] of some.entries()) answerOf(name).value = areThere[index] ?? false;
    } catch {
      for (const name of some) answerOf(name).value = false; // what nobody knows is no link
    }
  }
}

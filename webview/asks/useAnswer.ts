import { useRef, useState } from "preact/hooks";
import type { Ask } from "../../src/model/state.ts";
import { call } from "../link.ts";

/** The answer to an ask, as far as it is given. */
export interface Answering {
  /** What was pressed, and is on its way; null for nothing. */
  readonly pressed: string | null;
  /** Why the last call failed; "" where none did. */
  readonly failure: string;
  /** Gives an answer, one at a time: a second click while the first is on its way does nothing. */
  give(id: string): void;
}

/** `decline` stands for the answer that every ask takes. The answer stays pressed until the ask is gone. */
export function useAnswer({ key }: Pick<Ask, "key">, hasChoices: boolean): Answering {
  const [pressed, setPressed] = useState<string | null>(null);
  const [failure, setFailure] = useState("");
  // Two clicks may come before the first is drawn.
  const isOnItsWay = useRef(false);
  const give = async (id: string) => {
    if (isOnItsWay.current) return;
    isOnItsWay.current = true;
    setPressed(id);
    setFailure("");
    const release = () => {
      isOnItsWay.current = false;
      setPressed(null);
    };
    try {
      const { isSent } = hasChoices
        ? await call("choose", { key, choice: id })
        : await call("decline", { key });
      if (!isSent) release();
    } catch (error) {
      release();
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  return { pressed, failure, give: id => void give(id) };
}

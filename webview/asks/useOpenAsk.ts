import { useRef, useState } from "preact/hooks";
import type { Ask } from "../../src/model/state.ts";

/** Which of several asks is open. */
export interface OpenAsk {
  /** Undefined while nothing waits. */
  readonly ask: Ask | undefined;
  /** Its place among all, from 0. */
  readonly at: number;
  open(key: string): void;
}

/** The oldest is open until the person opens another; when it is answered, the one that takes its place. */
export function useOpenAsk(asks: readonly Ask[]): OpenAsk {
  const [, redraw] = useState(0);
  const place = useRef({ key: "", at: 0 });
  const found = asks.findIndex(({ key }) => key === place.current.key);
  const at = found >= 0 ? found : Math.max(0, Math.min(place.current.at, asks.length - 1));
  const ask = asks[at];
  place.current = ask ? { key: ask.key, at } : { key: "", at: 0 };
  return {
    ask,
    at,
    open(key) {
      place.current = { key, at };
      redraw(count => count + 1);
    },
  };
}

import { useState } from "preact/hooks";
import { call } from "../link.ts";
import { thread, turnRuns } from "../state.ts";

export interface SayAgain {
  /** Nothing was said again yet, and no turn runs. */
  readonly canSay: boolean;
  /** Why the last call failed; "" where none did. */
  readonly failure: string;
  /** Sends a text to the shown thread, once. */
  say(text: string): void;
}

/** Sends something to a thread by a button below a turn. */
export function useSayAgain(): SayAgain {
  const [wasSaid, setSaid] = useState(false);
  const [failure, setFailure] = useState("");
  const canSay = !wasSaid && !turnRuns.value && thread.value?.isHeldElsewhere !== true;
  return {
    canSay,
    failure,
    say(text) {
      const threadId = thread.value?.id;
      if (!threadId || !canSay) return;
      setSaid(true);
      setFailure("");
      call("send", { threadId, text }).catch((error: unknown) => {
        setSaid(false);
        setFailure(error instanceof Error ? error.message : String(error));
      });
    },
  };
}

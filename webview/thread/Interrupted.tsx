import type { Reason } from "../../src/model/text/reason.ts";
import { say } from "../say.ts";
import { thread } from "../state.ts";
import { Button } from "../ui/elements.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useSayAgain } from "./useSayAgain.ts";

export interface InterruptedProps {
  readonly turnId: string;
  readonly lostBecause: Reason | null;
  readonly mayRunElsewhere: boolean;
  /** What was said first in the turn; empty where that was no text. */
  readonly input: string;
}

/** Says that a turn did not come to its end, why as far as it is known, and how to go on from the last one. */
export function Interrupted({ turnId, lostBecause, mayRunElsewhere, input }: InterruptedProps) {
  const again = useSayAgain();
  if (mayRunElsewhere) return <p class="dim">{say("turn.mayRunElsewhere")}</p>;
  const isLast = thread.value?.turns.at(-1)?.id === turnId;
  return (
    <div class="notice notice-interrupted">
      <Icon name="debug-stop" />{" "}
      <span>
        {lostBecause ? say("turn.interruptedBy", { cause: lostBecause }) : say("turn.interrupted")}
      </span>
      {isLast && thread.value?.isHeldElsewhere !== true && (
        <div class="notice-buttons">
          <Button isInactive={!again.canSay} onClick={() => again.say(say("turn.goOn"))}>
            {say("do.continue")}
          </Button>
          {input !== "" && (
            <Button isInactive={!again.canSay} onClick={() => again.say(input)}>
              {say("do.tryAgain")}
            </Button>
          )}
        </div>
      )}
      {again.failure !== "" && <p role="alert">{again.failure}</p>}
    </div>
  );
}

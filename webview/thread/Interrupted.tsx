import type { Reason } from "../../src/model/text/reason.ts";
import { say } from "../say.ts";
import { Icon } from "../ui/Icon.tsx";

export interface InterruptedProps {
  readonly lostBecause: Reason | null;
  readonly mayRunElsewhere: boolean;
}

/** Says that a turn did not come to its end, and why as far as it is known. */
export const Interrupted = ({ lostBecause, mayRunElsewhere }: InterruptedProps) =>
  mayRunElsewhere ? (
    <p class="dim">{say("turn.mayRunElsewhere")}</p>
  ) : (
    <p class="notice notice-interrupted">
      <Icon name="debug-stop" />{" "}
      {lostBecause ? say("turn.interruptedBy", { cause: lostBecause }) : say("turn.interrupted")}
    </p>
  );

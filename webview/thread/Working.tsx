import type { TurnState } from "../../src/model/state.ts";
import { say, sayWith } from "../say.ts";
import { waitingSince } from "../state.ts";
import { Elapsed } from "../ui/Elapsed.tsx";
import { Spinner } from "../ui/elements.tsx";
import { Icon } from "../ui/Icon.tsx";

/** The end of a running turn: that Codex works, or what it waits for. A bell stands there while it waits for the person. */
export function Working({ turn }: { readonly turn: TurnState }) {
  const { quiet, retrying, startedAtMs } = turn;
  const waits = waitingSince.value;
  if (waits !== null)
    return (
      <p class="note working">
        <Icon name="bell-dot" class="tone-needs" />
        <span>{sayWith("turn.waitingFor", { duration: <Elapsed since={waits} /> })}</span>
      </p>
    );
  return (
    <p class="note working">
      <Spinner />
      <span>
        {quiet ? (
          <>
            {sayWith(`turn.${quiet.kind}`, { duration: <Elapsed since={quiet.since} /> })}
            {retrying !== null && ` ${retrying}`}
          </>
        ) : (
          (retrying ??
          (startedAtMs === null
            ? say("turn.working")
            : sayWith("turn.workingFor", { duration: <Elapsed since={startedAtMs} /> })))
        )}
      </span>
    </p>
  );
}

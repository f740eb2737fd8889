import { useEffect, useState } from "preact/hooks";
import type { TurnState } from "../../src/model/state.ts";
import { hostNow } from "../state.ts";
import { say, sayWith } from "../say.ts";
import { Spinner } from "../ui/elements.tsx";

/** The end of a running turn: that Codex works, or what it waits for. Screen readers do not read the seconds. */
export function Working({ turn: { quiet, retrying } }: { readonly turn: TurnState }) {
  if (!quiet)
    return (
      <p class="working">
        <Spinner /> {retrying ?? say("turn.working")}
      </p>
    );
  return (
    <p class="working">
      <Spinner />{" "}
      {sayWith(`turn.${quiet.kind}`, {
        since: <Since at={quiet.since} kind={quiet.kind} />,
      })}
      {retrying !== null && ` ${retrying}`}
    </p>
  );
}

function Since({ at, kind }: { readonly at: number; readonly kind: "network" | "silent" }) {
  const [now, setNow] = useState(hostNow());
  useEffect(() => {
    const timer = setInterval(() => setNow(hostNow()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.floor((now - at) / 1000));
  return (
    <span role="timer" aria-live="off">
      {say(`turn.${kind}.since`, { seconds })}
    </span>
  );
}

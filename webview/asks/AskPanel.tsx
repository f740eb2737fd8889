import { useEffect, useRef } from "preact/hooks";
import type { State } from "../../src/model/state.ts";
import { say } from "../say.ts";
import { askFocusRequests, asks } from "../state.ts";
import { AskCard } from "./AskCard.tsx";

/**
 * Everything that waits for an answer, oldest first. It is fixed above the composer, so it cannot scroll out of sight.
 */
export function AskPanel({
  state,
  threadId,
}: {
  readonly state: State;
  readonly threadId: string | null;
}) {
  const panel = useRef<HTMLElement>(null);
  // A command that leads here puts the focus on Decline, which grants nothing.
  useEffect(() => {
    const { key, count } = askFocusRequests.value;
    if (count === 0) return;
    const cards = [...(panel.current?.querySelectorAll<HTMLElement>(".ask") ?? [])];
    const card = cards.find(({ dataset }) => dataset["key"] === key) ?? cards[0];
    card?.scrollIntoView({ block: "nearest" });
    card?.querySelector<HTMLElement>("[data-choice='decline']")?.focus();
  }, [askFocusRequests.value]);

  if (asks.value.length === 0) return null;
  return (
    <section class="asks" aria-label={say("ask.waiting")} ref={panel}>
      {asks.value.map(ask => (
        <AskCard
          key={ask.key}
          ask={ask}
          state={state}
          isElsewhere={ask.threadId !== null && ask.threadId !== threadId}
        />
      ))}
    </section>
  );
}

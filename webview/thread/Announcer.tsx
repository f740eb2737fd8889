import { useEffect, useRef, useState } from "preact/hooks";
import { askTitle } from "../../src/model/text/askTitle.ts";
import type { ItemState } from "../../src/model/state.ts";
import { say } from "../say.ts";
import { asks, thread } from "../state.ts";

const spokenLength = 300;

/** Tells screen readers what happened in whole sentences, not every delta of a stream. */
export function Announcer() {
  const [text, setText] = useState("");
  const last = thread.value?.turns.at(-1);
  const status = last?.status;
  const ask = asks.value[0];
  const previous = useRef({ status, turnId: last?.id });

  useEffect(() => {
    const before = previous.current;
    previous.current = { status, turnId: last?.id };
    if (before.turnId === last?.id && before.status === status) return;
    if (status === "inProgress") setText(say("spoken.working"));
    else if (before.turnId === last?.id && status === "completed")
      setText(say("spoken.answered", { answer: answerOf(last?.items ?? []) }));
    else if (before.turnId === last?.id && (status === "failed" || status === "interrupted"))
      setText(say(`spoken.${status}`));
  }, [status, last?.id]);

  useEffect(() => {
    if (ask) setText(say("spoken.waiting", { title: askTitle(ask) }));
  }, [ask?.key]);

  const isHeld = thread.value?.isHeldElsewhere === true;
  useEffect(() => {
    if (isHeld) setText(say("spoken.held"));
  }, [isHeld]);

  return (
    <div class="visually-hidden" role="status" aria-live="polite">
      {text}
    </div>
  );
}

function answerOf(items: readonly ItemState[]): string {
  const message = items.findLast(({ item }) => item.type === "agentMessage")?.item;
  return message?.type === "agentMessage" ? message.text.slice(0, spokenLength) : "";
}

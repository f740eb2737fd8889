import { useEffect, useRef, useState } from "preact/hooks";
import { firstLine } from "../../src/model/text/firstLine.ts";
import type { TurnError } from "../../src/protocol/types.gen.ts";
import { adviseOn, errorText } from "../../src/model/text/turnError.ts";
import { askTitle } from "../../src/model/text/askTitle.ts";
import type { Ask, TurnState } from "../../src/model/state.ts";
import { say } from "../say.ts";
import { asks, thread } from "../state.ts";
import { newsOf, nothingHeard, type Heard, type News } from "./announce.ts";
import { firstSentence } from "./firstSentence.ts";

/** A reader needs time: what comes sooner waits, and only the last of it is said. */
const restMs = 1000;

/** Tells screen readers what happened in whole sentences, not every delta of a stream. */
export function Announcer() {
  const shown = thread.value;
  const turn = shown?.turns.at(-1);
  const now: Heard = {
    threadId: shown?.id ?? null,
    turnId: turn?.id ?? null,
    status: turn?.status ?? null,
    askKey: asks.value[0]?.key ?? null,
    isHeld: shown?.isHeldElsewhere === true,
  };
  const before = useRef(nothingHeard);
  const [text, speak] = useRestedText();
  useEffect(() => {
    const news = newsOf(before.current, now);
    before.current = now;
    if (news !== null) speak(sentenceOf(news, turn, asks.value));
  }, Object.values(now));
  return (
    <div class="visually-hidden" role="status" aria-live="polite">
      {text}
    </div>
  );
}

/** A text that changes at most once in a while. */
function useRestedText(): readonly [string, (text: string) => void] {
  const [text, setText] = useState("");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const saidAt = useRef(-Infinity);
  useEffect(() => () => clearTimeout(timer.current), []);
  const speak = (next: string) => {
    clearTimeout(timer.current);
    const set = () => {
      saidAt.current = performance.now();
      setText(next);
    };
    const rest = saidAt.current + restMs - performance.now();
    if (rest <= 0) set();
    else timer.current = setTimeout(set, rest);
  };
  return [text, speak];
}

function sentenceOf(news: News, turn: TurnState | undefined, waiting: readonly Ask[]): string {
  switch (news) {
    case "nothing":
      return "";
    case "asked": {
      const [ask] = waiting;
      if (!ask) return "";
      const title = askTitle(ask);
      return waiting.length === 1
        ? say("spoken.waiting", { title })
        : say("spoken.waitingOf", { title, all: waiting.length });
    }
    case "completed": {
      const answer = answerOf(turn);
      return answer === "" ? say("spoken.finished") : say("spoken.answered", { answer });
    }
    case "failed":
      return say("spoken.failed", { title: reasonOf(turn?.error ?? null) });
    default:
      return say(`spoken.${news}`);
  }
}

/** What is said of an error: its kind, or the server's words where there is none. */
function reasonOf(error: TurnError | null): string {
  if (error === null) return say("notice.noReason");
  const { title } = adviseOn(error);
  return title === say("turn.failed") ? firstLine(errorText(error)) : title;
}

function answerOf(turn: TurnState | undefined): string {
  const message = turn?.items.findLast(({ item }) => item.type === "agentMessage")?.item;
  return message?.type === "agentMessage"
    ? firstSentence(message.text, document.documentElement.lang || "en")
    : "";
}

import { contextUse } from "../../src/model/select/usage.ts";
import type { State, ThreadState } from "../../src/model/state.ts";
import { call } from "../link.ts";
import { say } from "../say.ts";
import { turnRuns, waitingSince } from "../state.ts";
import { Spinner } from "../ui/elements.tsx";
import { Icon } from "../ui/Icon.tsx";

/** From here on the ring is amber, and red. */
const nearlyFull = 80;
const full = 95;

/** The heading above all others: in the header, or in the page where there is none. */
export const PageHeading = () => <h1 class="visually-hidden">{say("chat.heading")}</h1>;

export interface HeadProps {
  readonly thread: ThreadState;
  readonly connection: State["connection"];
}

/** What the thread is called, what it does, and how full its context is. */
export function Head({ thread, connection }: HeadProps) {
  const state = stateOf(thread, connection);
  return (
    <header class="head">
      <PageHeading />
      <span class="head-state">
        {state === "runs" ? <Spinner /> : <Icon name={icons[state]} class={tones[state]} />}
        <span class="visually-hidden">{say(`head.${state}`)}</span>
      </span>
      <h2 class="head-title" title={thread.title}>
        <bdi>{thread.title || say("thread.new")}</bdi>
      </h2>
      <Ring thread={thread} />
    </header>
  );
}

type HeadState = "idle" | "runs" | "waits" | "held" | "off";

function stateOf({ isHeldElsewhere }: ThreadState, { kind }: State["connection"]): HeadState {
  if (isHeldElsewhere) return "held";
  if (kind === "gaveUp" || kind === "notInstalled") return "off";
  if (waitingSince.value !== null) return "waits";
  return turnRuns.value ? "runs" : "idle";
}

const icons = {
  idle: "comment",
  waits: "bell-dot",
  held: "lock",
  off: "debug-disconnect",
} as const;
const tones = { idle: "tone-dim", waits: "tone-needs", held: "tone-dim", off: "tone-bad" } as const;

/** How much of the model's context is used, as a ring and a number. */
function Ring({ thread }: { readonly thread: ThreadState }) {
  const use = contextUse(thread);
  if (!use) return null;
  const percent = use.percentUsed;
  const tone = percent >= full ? "bad" : percent >= nearlyFull ? "needs" : "dim";
  const label = say("head.context", { percent });
  return (
    <button
      type="button"
      class={`ring ring-${tone}`}
      aria-label={label}
      title={label}
      onClick={() => void call("act", { action: "showUsage" })}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <circle class="track" cx="8" cy="8" r="6" />
        <circle
          class="arc"
          cx="8"
          cy="8"
          r="6"
          pathLength="100"
          stroke-dasharray={`${percent} 100`}
        />
      </svg>
      <span class="num" aria-hidden="true">
        {say("head.percent", { percent })}
      </span>
    </button>
  );
}

import { computed, signal } from "@preact/signals";
import type { Event } from "../src/model/event.ts";
import { reduce } from "../src/model/reduce/reduce.ts";
import { runningTurn } from "../src/model/select/thread.ts";
import { shortened } from "../src/model/select/short.ts";
import { project } from "../src/model/select/view.ts";
import { initialState, type State } from "../src/model/state.ts";
import type { ToWebview, ViewState } from "../src/model/wire.ts";
import { keepShown } from "./kept.ts";
import { post } from "./link.ts";

/** The conversation, by the same reducer and in the same shape as in the host. */
export const conversation = signal<State>(initialState);
/** null until the first snapshot. */
export const view = signal<ViewState | null>(null);
/** Text that the host asks to put into the composer, and how often it asked for the focus. */
export const inserted = signal<{
  readonly text: string;
  readonly takesFocus: boolean;
  readonly count: number;
}>({ text: "", takesFocus: false, count: 0 });
export const focusRequests = signal(0);
/** The ask that the host wants the focus in, and how often it asked. */
export const askFocusRequests = signal<{ readonly key: string; readonly count: number }>({
  key: "",
  count: 0,
});
/** The item that the host wants shown, and how often it asked. */
export const itemRequests = signal<{ readonly id: string; readonly count: number }>({
  id: "",
  count: 0,
});

export const thread = computed(() => {
  const id = view.value?.threadId;
  return id ? conversation.value.threads[id] : undefined;
});
/** The asks that stand in this view, oldest first; those of other threads stand where these are shown. */
export const asks = computed(() => {
  const elsewhere = view.value?.asksElsewhere ?? [];
  return conversation.value.asks.filter(({ key }) => !elsewhere.includes(key));
});
const ownAsks = computed(() => {
  const id = view.value?.threadId;
  return conversation.value.asks.filter(({ threadId }) => threadId === id);
});
/** The ids of the items of the thread that wait for an answer, one a line. */
export const askedItems = computed(() =>
  ownAsks.value.flatMap(({ itemId }) => itemId ?? []).join("\n"),
);
/** Since when the thread waits for the person, in milliseconds since 1970; null while it does not. */
export const waitingSince = computed(() => ownAsks.value[0]?.openedAt ?? null);
export const turnRuns = computed(() => runningTurn(thread.value) !== undefined);

let seq = -1;
/** How much the clock of the host is ahead of the one here. */
let aheadMs = 0;

/** The time by the clock of the host: all moments of the state are told by it. */
export const hostNow = (): number => Date.now() + aheadMs;

export function receive(message: Exclude<ToWebview, { kind: "reply" }>): void {
  switch (message.kind) {
    case "snapshot":
      seq = message.seq;
      aheadMs = message.now - Date.now();
      conversation.value = message.state;
      showView(message.view);
      return;
    case "view":
      showView(message.view);
      return;
    case "events":
      if (seq < 0 || message.to <= seq) return;
      if (message.from !== seq) {
        seq = -1;
        post({ kind: "needSnapshot" });
        return;
      }
      seq = message.to;
      conversation.value = shortened(
        project(
          message.events.reduce(reduceSafely, conversation.value),
          view.value?.threadId ?? null,
        ),
      );
      return;
    case "syntax":
      for (const [name, colour] of Object.entries(message.colours))
        document.documentElement.style.setProperty(`--folio-syntax-${name}`, colour);
      return;
    case "insert":
      inserted.value = {
        text: message.text,
        takesFocus: message.takesFocus,
        count: inserted.value.count + 1,
      };
      return;
    case "focusAsk":
      askFocusRequests.value = { key: message.key, count: askFocusRequests.value.count + 1 };
      return;
    case "revealItem":
      itemRequests.value = { id: message.itemId, count: itemRequests.value.count + 1 };
      return;
    case "ping":
      post({ kind: "alive" });
      return;
    case "focusComposer":
      focusRequests.value++;
      return;
  }
}

/** VS Code gives what is kept here back to the host when it opens a tab again. */
function showView(shown: ViewState): void {
  view.value = shown;
  keepShown(shown.surfaceId, shown.threadId);
}

/** An event that cannot be reduced here must not break the whole view. */
function reduceSafely(state: State, event: Event): State {
  try {
    return reduce(state, event);
  } catch (error) {
    post({ kind: "failed", message: `${event.type}: ${String(error)}` });
    return state;
  }
}

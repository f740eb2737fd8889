import { emptyView } from "./emptyView.ts";
import type { Locator } from "playwright-core";
import type { State } from "../../src/model/state.ts";
import type { ToWebview, ViewState } from "../../src/model/wire.ts";
import { after, notify } from "./play.ts";

/** A finished thread of `turns`, each a list of messages. */
export function threadOf(turns: readonly (readonly string[])[]): State {
  return after(
    turns.flatMap((texts, turn) => {
      const at = { threadId: "th", turnId: `tu${turn}` };
      const end = { id: at.turnId, items: [], status: "completed", error: null, durationMs: 1 };
      return [
        ...texts.map((text, item) =>
          notify("item/completed", {
            ...at,
            completedAtMs: 0,
            item: { type: "agentMessage", id: `${turn}-${item}`, text } as never,
          }),
        ),
        notify("turn/completed", { threadId: "th", turn: end as never }),
      ];
    }),
  );
}

/** Gives the page a state as if the host had sent it; nothing of it exists anywhere else. */
export async function showState(
  body: Locator,
  state: State | null,
  view: Partial<ViewState> = {},
): Promise<void> {
  const message: Omit<ToWebview & { kind: "snapshot" }, "state"> & { state: State | null } = {
    kind: "snapshot",
    now: Date.now(),
    seq: 1e9,
    state,
    view: {
      ...emptyView,
      threadId: "th",
      ...view,
    },
  };
  await body.evaluate(
    (_element, text) => window.postMessage(JSON.parse(text)),
    JSON.stringify(message),
  );
}

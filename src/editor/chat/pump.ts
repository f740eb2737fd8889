import type { Disposable } from "vscode";
import type { Store } from "../../engine/store.ts";
import type { Event } from "../../model/event.ts";
import type { ToWebview, ViewState } from "../../model/wire.ts";
import { coalesce, concerns, project } from "./project.ts";

export interface PumpOptions {
  readonly store: Store;
  view(): ViewState;
  /** Resolves when the message was handed over; false when the webview is gone. */
  post(message: ToWebview): Thenable<boolean>;
}

const frameMs = 16;
/** A batch that was not taken by then does not hold the next one up. */
const longestPostMs = 1000;
const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));
/** Waiting events beyond this are cheaper as one snapshot. */
const maxWaiting = 20_000;

/**
 * Brings state to one webview: a snapshot when it asks, then at most one batch of events a frame. While a batch is on
 * its way the next one gathers, so a slow webview costs memory for one batch or one snapshot, no more.
 */
export function createPump({ store, view, post }: PumpOptions): Disposable & { snapshot(): void } {
  let sent = -1;
  let waiting: Event[] = [];
  let timer: NodeJS.Timeout | undefined;
  let posting = false;
  let postedAt = -Infinity;
  let disposed = false;

  const flush = async () => {
    timer = undefined;
    if (posting || disposed || sent < 0) return;
    posting = true;
    try {
      if (waiting.length > maxWaiting) return snapshot();
      if (waiting.length === 0 && sent === store.seq) return;
      const events = coalesce(waiting);
      const from = sent;
      waiting = [];
      sent = store.seq;
      postedAt = performance.now();
      await Promise.race([post({ kind: "events", from, to: sent, events }), pause(longestPostMs)]);
    } finally {
      posting = false;
      if (waiting.length > 0) schedule();
    }
  };
  /** At once after a pause, so that the first token does not wait; else when the frame is over. */
  const schedule = () =>
    (timer ??= setTimeout(() => void flush(), Math.max(0, postedAt + frameMs - performance.now())));

  const snapshot = () => {
    if (disposed) return;
    waiting = [];
    sent = store.seq;
    const { threadId } = view();
    void post({ kind: "snapshot", seq: sent, state: project(store.state, threadId), view: view() });
  };

  const subscription = store.onChange(({ event }) => {
    if (sent < 0 || !concerns(event, view().threadId)) return;
    waiting.push(event);
    schedule();
  });

  return {
    snapshot,
    dispose() {
      disposed = true;
      clearTimeout(timer);
      subscription.dispose();
    },
  };
}

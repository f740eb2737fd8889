import type { Disposable } from "vscode";
import { coalesce, project, shownEvent, type StateView } from "../../engine/api.ts";
import type { Event } from "../../model/event.ts";
import type { ToWebview, ViewState } from "../../model/wire.ts";

export interface PumpOptions {
  readonly store: StateView;
  view(): ViewState;
  /** Resolves when the message was handed over; false when the webview is gone. */
  post(message: ToWebview): Thenable<boolean>;
}

/** 20 posts a second: text still seems to flow, and 12,000 deltas a second make the page render 20 times. */
const pauseMs = 50;
/** After this time a batch that was not taken no longer delays the next one. */
const longestPostMs = 1000;
const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));
/** Characters that may wait or be untaken. Beyond this number one snapshot is cheaper. */
const maxBehind = 2 * 1024 * 1024;

export interface Pump extends Disposable {
  /** Sends the whole state. Posts that were not taken before do not count any more. */
  snapshot(): void;
  /** The page answered, so it takes messages again. */
  alive(): void;
}

/**
 * Sends the state to one webview: a snapshot when it asks for one, then at most one batch of events every 50 ms. At most
 * 2 MiB wait for a webview that is too slow: once it has taken what was sent, a snapshot brings what it missed.
 */
export function createPump({ store, view, post }: PumpOptions): Pump {
  let sent = -1;
  const waiting = createBacklog();
  let timer: NodeJS.Timeout | undefined;
  let isPosting = false;
  let postedAt = -Infinity;
  let isDisposed = false;
  const untaken = createUntaken();
  let behindSince: number | null = null;

  const shown = () => ({ state: project(store.state, view().threadId), view: view() });
  const deliver = (message: ToWebview, size: number): Thenable<void> => {
    postedAt = performance.now();
    return untaken.add(size, post(message), () => behindSince !== null && schedule());
  };

  const flush = async () => {
    timer = undefined;
    if (isPosting || isDisposed || sent < 0) return;
    if (behindSince !== null) return untaken.count === 0 ? catchUp() : undefined;
    if (waiting.isEmpty && sent === store.seq) return;
    isPosting = true;
    const from = sent;
    const { events, size } = waiting.take();
    sent = store.seq;
    await Promise.race([
      deliver({ kind: "events", from, to: sent, events }, size),
      pause(longestPostMs),
    ]);
    isPosting = false;
    if (!waiting.isEmpty || behindSince !== null) schedule();
  };
  /** Sends at once after a quiet time, so that the first token is not delayed; else at the end of the pause. */
  const schedule = () =>
    (timer ??= setTimeout(() => void flush(), Math.max(0, postedAt + pauseMs - performance.now())));

  const catchUp = () => {
    if (isDisposed) return;
    waiting.clear();
    behindSince = null;
    sent = store.seq;
    void deliver({ kind: "snapshot", seq: sent, ...shown() }, 0);
  };
  const snapshot = () => {
    untaken.clear();
    catchUp();
  };

  const subscription = store.onChange(change => {
    if (sent < 0 || behindSince !== null) return;
    const event = shownEvent(change, view().threadId);
    if (event === null) return;
    waiting.add(event);
    if (waiting.size + untaken.size > maxBehind) {
      waiting.clear();
      behindSince = performance.now();
    }
    schedule();
  });

  return {
    snapshot,
    alive() {
      if (behindSince !== null && performance.now() - behindSince > longestPostMs) snapshot();
    },
    dispose() {
      isDisposed = true;
      clearTimeout(timer);
      subscription.dispose();
    },
  };
}

/** Posts that were not taken yet, and about how many characters they hold, since the last `clear`. */
function createUntaken() {
  let now = { count: 0, size: 0 };
  return {
    get count() {
      return now.count;
    },
    get size() {
      return now.size;
    },
    clear(): void {
      now = { count: 0, size: 0 };
    },
    /** Resolves when the post was taken or failed; `onAll` is called when no other one waits. */
    add(size: number, post: Thenable<boolean>, onAll: () => void): Thenable<void> {
      const mine = now;
      mine.count++;
      mine.size += size;
      const taken = () => {
        mine.count--;
        mine.size -= size;
        if (mine === now && mine.count === 0) onAll();
      };
      return post.then(taken, taken);
    },
  };
}

/** Events that wait to be posted, and about how many characters they take. */
function createBacklog() {
  let events: Event[] = [];
  let size = 0;
  const clear = () => {
    events = [];
    size = 0;
  };
  return {
    get size() {
      return size;
    },
    get isEmpty() {
      return events.length === 0;
    },
    add(event: Event): void {
      events.push(event);
      size += sizeOf(event);
    },
    /** Gives all that waits, in as few events as tell the same, and is empty. */
    take() {
      const taken = { events: coalesce(events), size };
      clear();
      return taken;
    },
    clear,
  };
}

const eventOverhead = 200;

/** About how many characters an event takes when it is sent. */
function sizeOf(event: Event): number {
  const params: unknown = event.type === "notification" ? event.notification.params : null;
  if (typeof params === "object" && params !== null && "delta" in params)
    return eventOverhead + String(params.delta).length;
  return JSON.stringify(event).length;
}

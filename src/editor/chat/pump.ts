import type { Disposable } from "vscode";
import { coalesce, project, shownEvent, type StateView } from "../../engine/api.ts";
import type { Event } from "../../model/event.ts";
import { hasLongText, shortened } from "../../model/select/short.ts";
import type { ToWebview, ViewState } from "../../model/wire.ts";

export interface PumpOptions {
  readonly store: StateView;
  /** The shown thread; every event asks for it, so it must cost nothing. */
  threadId(): string | null;
  view(): ViewState;
  /** Resolves when the message was handed over; false when the webview is gone. */
  post(message: ToWebview): Thenable<boolean>;
}

/** 20 posts a second: text still seems to flow, and 12,000 deltas a second make the page render 20 times. */
const pauseMs = 50;
/**
 * After a quiet time so many posts need no pause between them, nor an answer of the page: the first token follows the
 * echo of the person's own message within some milliseconds.
 */
const atOnce = 4;
/** After this time posts that were not taken no longer delay the next one. */
const longestPostMs = 1000;
/** Characters that may wait or be untaken. Beyond this number one snapshot is cheaper. */
const maxBehind = 2 * 1024 * 1024;

export interface Pump extends Disposable {
  /** Sends the whole state. Posts that were not taken before do not count any more. */
  snapshot(): void;
  /** The page answered, so it takes messages again. */
  alive(): void;
}

/**
 * Sends the state to one webview: a snapshot when it asks for one, then batches of events, one every 50 ms on average. At
 * most 2 MiB wait for a webview that is too slow: once it has taken what was sent, a snapshot brings what it missed.
 */
export function createPump({ store, threadId, view, post }: PumpOptions): Pump {
  let sent = -1;
  const waiting = createBacklog();
  let timer: NodeJS.Timeout | undefined;
  let isDisposed = false;
  const untaken = createUntaken();
  const pace = createPace(() => untaken.count >= atOnce);
  let behindSince: number | null = null;

  const shown = () => ({ state: shortened(project(store.state, threadId())), view: view() });
  const deliver = (message: ToWebview, size: number): void => {
    pace.posted();
    untaken.add(size, post(message), again);
  };

  const flush = () => {
    timer = undefined;
    if (isDisposed || sent < 0) return;
    if (behindSince !== null) return untaken.count === 0 ? catchUp() : undefined;
    if (waiting.isEmpty && sent === store.seq) return;
    const from = sent;
    const { events, size } = waiting.take();
    sent = store.seq;
    deliver({ kind: "events", from, to: sent, events }, size);
  };
  const schedule = () => (timer ??= setTimeout(flush, pace.delay()));
  /** A post was taken: what waited for that may go. */
  const again = () => {
    if (behindSince === null ? waiting.isEmpty : untaken.count > 0) return;
    clearTimeout(timer);
    timer = undefined;
    schedule();
  };

  const catchUp = () => {
    if (isDisposed) return;
    waiting.clear();
    behindSince = null;
    sent = store.seq;
    deliver({ kind: "snapshot", seq: sent, now: Date.now(), ...shown() }, 0);
  };
  const snapshot = () => {
    untaken.clear();
    catchUp();
  };

  const subscription = store.onChange(change => {
    if (sent < 0 || behindSince !== null) return;
    const event = shownEvent(change, threadId());
    if (event === null) return;
    // A snapshot has very long texts without their middle.
    const isLong = hasLongText(event);
    if (!isLong) waiting.add(event);
    if (isLong || waiting.size + untaken.size > maxBehind) {
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

/** When the next post may go. `isFull` tells whether too many wait to be taken. */
function createPace(isFull: () => boolean) {
  let postedAt = -Infinity;
  /** When as many posts as were sent would have been sent at an even pace. */
  let evenAt = -Infinity;
  return {
    posted(): void {
      postedAt = performance.now();
      evenAt = Math.max(evenAt, postedAt) + pauseMs;
    },
    /** Milliseconds from now. */
    delay(): number {
      const earliest = evenAt - (atOnce - 1) * pauseMs;
      const notFull = isFull() ? postedAt + longestPostMs : -Infinity;
      return Math.max(0, Math.max(earliest, notFull) - performance.now());
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
    /** `onTaken` is called when the post was taken or failed, unless all were cleared before that. */
    add(size: number, post: Thenable<boolean>, onTaken: () => void): void {
      const mine = now;
      mine.count++;
      mine.size += size;
      const taken = () => {
        mine.count--;
        mine.size -= size;
        if (mine === now) onTaken();
      };
      void post.then(taken, taken);
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

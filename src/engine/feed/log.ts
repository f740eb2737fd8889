import type { Event } from "../../model/event.ts";

/** Where a follower is in the log of one thread: what it heard last. */
export interface Position {
  /** Which life of the engine numbered it; another one says nothing about this one. */
  readonly epoch: string;
  /** Number of an entry of the thread, from 1; 0 is before all. */
  readonly seq: number;
}

/** What was logged: what the server said, as it came, or what Folio itself did about an ask, a change, a notice. */
export type Logged =
  | { readonly kind: "notification"; readonly method: string; readonly params: unknown }
  | { readonly kind: "event"; readonly event: Event };

export interface LogEntry extends Position {
  /** Null for what belongs to no thread. */
  readonly threadId: string | null;
  readonly logged: Logged;
}

type Listener = (entry: LogEntry) => void;

/** What came after a position. `tooOld`: some of it is gone, or the position is of another life; go on from here. */
export type Since =
  | { readonly kind: "events"; readonly events: readonly LogEntry[] }
  | { readonly kind: "tooOld"; readonly position: Position };

/**
 * What happened, for faces that follow it without the state's help: also what has no place in the state. Each thread has
 * its own count without gaps; what belongs to no thread is counted under null. The last 2,000 entries of a thread are
 * kept, at most 1 MiB of JSON of a thread and 64 MiB in all; beyond that the threads that were silent longest go first.
 */
export interface Feed {
  /** The entries after a position, oldest first. */
  since(threadId: string | null, position: Position): Since;
  /** The position of the last entry: from there on nothing is missed. */
  position(threadId: string | null): Position;
  /**
   * Calls back for every entry of a thread, in order: for what the server said before the state changes by it, for what
   * Folio did after that. A listener that throws is logged; the others still hear.
   */
  onEntry(threadId: string | null, listener: Listener): { dispose(): void };
  /** The same for all threads, and for what belongs to none. */
  onEveryEntry(listener: Listener): { dispose(): void };
}

/** The log with what only the engine does. */
export interface FeedLog extends Feed {
  add(threadId: string | null, logged: Logged): void;
}

export interface LogLimits {
  readonly entries: number;
  /** Characters of JSON. */
  readonly size: number;
  readonly sizeOfAll: number;
}

const MiB = 1024 * 1024;
const defaultLimits: LogLimits = { entries: 2000, size: MiB, sizeOfAll: 64 * MiB };

interface Ring {
  /** The last number that was given away. */
  seq: number;
  entries: LogEntry[];
  sizes: number[];
  /** How many at the beginning are gone already. They leave the lists several at a time. */
  gone: number;
  size: number;
}

/** `epoch` is another one in every life of the engine. `onFailure` hears of listeners that throw. */
export function createFeedLog(
  epoch: string,
  onFailure: (error: unknown) => void,
  limits: LogLimits = defaultLimits,
): FeedLog {
  /** In the order of their last entry, the one that was silent longest first. */
  const rings = new Map<string | null, Ring>();
  const listeners = new Map<string | null, Set<Listener>>();
  const ofAll = new Set<Listener>();
  let sizeOfAll = 0;
  /** The highest number that a dropped thread had: one that comes back goes on above it. */
  let dropped = 0;

  const ringOf = (threadId: string | null): Ring => {
    const ring = rings.get(threadId) ?? { seq: dropped, entries: [], sizes: [], gone: 0, size: 0 };
    rings.delete(threadId);
    rings.set(threadId, ring);
    return ring;
  };
  const bound = (ring: Ring) => {
    while (count(ring) > limits.entries || ring.size > limits.size) sizeOfAll -= shift(ring);
    for (const [threadId, silent] of rings) {
      if (sizeOfAll <= limits.sizeOfAll) return;
      rings.delete(threadId);
      sizeOfAll -= silent.size;
      dropped = Math.max(dropped, silent.seq);
    }
  };
  const tell = (entry: LogEntry) => {
    for (const listener of [...(listeners.get(entry.threadId) ?? []), ...ofAll])
      try {
        listener(entry);
      } catch (error) {
        onFailure(error);
      }
  };
  const position = (threadId: string | null): Position => ({
    epoch,
    seq: rings.get(threadId)?.seq ?? dropped,
  });

  return {
    add(threadId, logged) {
      const ring = ringOf(threadId);
      const entry: LogEntry = { epoch, seq: ++ring.seq, threadId, logged };
      const size = sizeOf(logged);
      ring.entries.push(entry);
      ring.sizes.push(size);
      ring.size += size;
      sizeOfAll += size;
      bound(ring);
      tell(entry);
    },
    since(threadId, from) {
      const head = position(threadId);
      const ring = rings.get(threadId);
      const oldest = ring ? ring.seq - count(ring) : dropped;
      if (from.epoch !== epoch || from.seq < oldest || from.seq > head.seq)
        return { kind: "tooOld", position: head };
      const events = ring ? ring.entries.slice(ring.gone + from.seq - oldest) : [];
      return { kind: "events", events };
    },
    position,
    onEntry(threadId, listener) {
      const known = listeners.get(threadId) ?? new Set();
      listeners.set(threadId, known.add(listener));
      return {
        dispose() {
          known.delete(listener);
          if (known.size === 0 && listeners.get(threadId) === known) listeners.delete(threadId);
        },
      };
    },
    onEveryEntry(listener) {
      ofAll.add(listener);
      return { dispose: () => ofAll.delete(listener) };
    },
  };
}

const count = ({ entries, gone }: Ring): number => entries.length - gone;

/** Drops the oldest entry, and gives its size. */
function shift(ring: Ring): number {
  const size = ring.sizes[ring.gone] ?? 0;
  ring.gone++;
  ring.size -= size;
  if (ring.gone * 2 > ring.entries.length) {
    ring.entries = ring.entries.slice(ring.gone);
    ring.sizes = ring.sizes.slice(ring.gone);
    ring.gone = 0;
  }
  return size;
}

const overhead = 200;

/** About how many characters of JSON it is; a delta, which comes by the thousand, is not written out for that. */
function sizeOf(logged: Logged): number {
  const params: unknown = logged.kind === "notification" ? logged.params : logged.event;
  if (typeof params === "object" && params !== null && "delta" in params)
    return overhead + String(params.delta).length;
  return overhead + (JSON.stringify(params)?.length ?? 0);
}

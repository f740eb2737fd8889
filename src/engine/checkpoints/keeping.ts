import { reason, type Reason } from "../../model/text/reason.ts";
import { mkdir } from "node:fs/promises";
import type { Event } from "../../model/event.ts";
import type { Log } from "../log.ts";
import type { Scope } from "../scope.ts";
import type { Queue } from "../disk/queue.ts";
import { createEffects } from "../effects.ts";
import type { Store } from "../store.ts";
import type { Blobs } from "./blobs.ts";
import { createBehind } from "./behind.ts";
import { createCollecting } from "./collecting.ts";
import { createCutOff } from "./cutOff.ts";
import { createJournal, type Journal, type RunningTurn } from "./journal.ts";
import { createKept } from "./kept.ts";
import { createLooks, whyOf } from "./looks.ts";
import { markNow } from "./markNow.ts";
import type { Records, TurnRecord } from "./records.ts";
import type { Snapshot, Snapshots } from "./snapshot.ts";
import { isChild, isOfSubAgent, isRunning, startedTurn } from "./turns.ts";

export interface KeepingOptions {
  readonly store: Store;
  readonly log: Log;
  readonly scope: Scope;
  /** A folder of ours, and one in it for turns that run. */
  readonly folder: string;
  readonly runningFolder: string;
  readonly blobs: Blobs;
  readonly snapshots: Snapshots;
  readonly records: Records;
  /** In which looks and records take turns. */
  readonly queue: Queue;
  patience(looking: Promise<void>): Promise<void>;
}

/** Keeps what turns change while they run. */
export interface Keeping {
  /** Looks through the folders before a turn begins in a thread; what is not known then is not restored. */
  prepare(threadId: string): Promise<void>;
  /** Looks through them for the first time, which takes longest. */
  warmUp(): Promise<void>;
  /** A person is about to save over a file: what the agent made of it until now is kept apart from that. */
  beforeSave(path: string): Promise<void>;
  /**
   * Ends turns whose window was killed in the middle of them; what was changed after that is not theirs. A window that
   * is about to go, as after a reload, is waited for in the background.
   */
  recover(): Promise<void>;
  /** Tells the state which files a turn changed. */
  tell(threadId: string, turn: TurnRecord): void;
  /** Resolves when everything that was asked for is on disk. */
  flush(): Promise<void>;
}

interface Running {
  readonly turn: RunningTurn;
  /** Null when that is not known. */
  readonly before: Promise<Snapshot | null>;
}

export function createKeeping(options: KeepingOptions): Keeping {
  const { store, log, scope, blobs, records, queue, patience } = options;
  const journal = createJournal(options.runningFolder, log, scope);
  const running = new Map<string, Running>();
  let latest: Snapshot | null = null;

  const warn = (what: Reason) =>
    store.dispatch({ type: "notice/added", notice: { level: "warning", what } });
  const take = createTaking(options, warn);
  const look = async () => (latest = await take());
  const looks = createLooks({ log, take: look, patience, tell: warn });
  const collecting = createCollecting({ blobs, records, queue });

  const { keep, tell } = createKept({ store, records, queue, look });
  const behind = createBehind(log);
  const recover = createCutOff({ journal, keep, scope, log });

  const end = async ({ turn, before }: Running): Promise<void> => {
    try {
      await keep(turn, await before);
    } catch (error) {
      warn(reason("notice.notKept", { why: whyOf(error) }));
      throw error;
    } finally {
      await journal.end(turn.turnId);
    }
    const others = [...running.values()];
    const snapshotsOfOthers = await Promise.all(others.map(other => other.before));
    await collecting.sometimes([
      ...[latest, ...snapshotsOfOthers].flatMap(known => Object.values(known?.marks ?? {})),
      ...others.flatMap(other => [...other.turn.byPerson.values()]),
    ]);
  };

  const begin = (threadId: string, turnId: string) => {
    const found = looks.takeFor(threadId);
    const known = found === undefined ? "partly" : found === null ? "nothing" : "all";
    const turn: RunningTurn = { threadId, turnId, at: Date.now(), known, byPerson: new Map() };
    // The server begins some turns by itself, so that nobody looked before: the look begins as soon as the turn is heard of.
    const before = (found === undefined ? look() : Promise.resolve(found)).catch(() => null);
    running.set(turnId, { turn, before });
    behind.report(
      "Writing down that a turn runs",
      before.then(snapshot => (snapshot ? journal.begin(turn, snapshot) : undefined)),
    );
  };

  const hear = (event: Event) => {
    const { state } = store;
    const started = startedTurn(event);
    const turns = [...running.values()].map(({ turn }) => turn);
    if (started && !running.has(started.turnId) && !isOfSubAgent(state, started, turns))
      begin(started.threadId, started.turnId);
    for (const known of running.values()) {
      const { turnId } = known.turn;
      // It may turn out only now to be a sub-agent's.
      const isNobodys = isChild(state, known.turn);
      if (!isNobodys && isRunning(state, known.turn)) continue;
      running.delete(turnId);
      behind.report("Keeping what a turn changed", isNobodys ? journal.end(turnId) : end(known));
    }
  };
  scope.add(createEffects(store).onThreads((_changes, event) => hear(event)));

  return {
    prepare: looks.prepare,
    warmUp: async () => void (await look()),
    async beforeSave(path) {
      for (const { turn } of running.values())
        if (!turn.byPerson.has(path)) await keepBeforeSave(turn, path, { blobs, journal });
    },
    recover,
    tell,
    async flush() {
      await behind.idle();
      await queue.idle();
    },
  };
}

/** Keeps what the agent made of a file before a person saves over it. */
async function keepBeforeSave(
  turn: RunningTurn,
  path: string,
  { blobs, journal }: { readonly blobs: Blobs; readonly journal: Pick<Journal, "saved"> },
): Promise<void> {
  turn.byPerson.set(path, undefined);
  turn.byPerson.set(path, await markNow(path, blobs));
  await journal.saved(turn.turnId, { path, mark: turn.byPerson.get(path) });
}

/** Looks through the folders, one look at a time. */
function createTaking(
  { queue, folder, snapshots }: Pick<KeepingOptions, "queue" | "folder" | "snapshots">,
  warn: (what: Reason) => void,
): () => Promise<Snapshot> {
  const tellBound = createBoundTeller(warn);
  return () =>
    queue.run(async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const taken = await snapshots.take();
      tellBound(taken);
      return taken;
    });
}

/** Says once that a folder has more files than are kept. */
function createBoundTeller(warn: (what: Reason) => void): (snapshot: Snapshot) => void {
  let isTold = false;
  return ({ unkept, isWhole }) => {
    const count = Object.values(unkept).filter(({ why }) => why === "beyond").length;
    if (isTold || (count === 0 && isWhole)) return;
    isTold = true;
    warn(isWhole ? reason("notice.manyFilesCounted", { count }) : reason("notice.manyFiles"));
  };
}

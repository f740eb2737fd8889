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
import { beforeOf, createLooks, whyOf, type Before } from "./looks.ts";
import type { Mark } from "./mark.ts";
import { markNow } from "./markNow.ts";
import type { Records, TurnRecord } from "./records.ts";
import { marksOf, entriesOf, type Snapshot } from "./snapshot.ts";
import type { Snapshots, Taken } from "./snapshots.ts";
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
  readonly looked: Promise<Before | null>;
  /** As soon as it is known. */
  before: Snapshot | null;
}

export function createKeeping(options: KeepingOptions): Keeping {
  const { store, log, scope, blobs, records, queue, patience } = options;
  const journal = createJournal(options.runningFolder, log, scope);
  const running = new Map<string, Running>();

  const warn = (what: Reason) =>
    store.dispatch({ type: "notice/added", notice: { level: "warning", what } });
  const look = createTaking(options, warn);
  const looks = createLooks({ log, scope, take: look, patience, tell: warn });
  const collecting = createCollecting({ blobs, records, queue });

  const { keep, tell } = createKept({ store, records, queue, look });
  const behind = createBehind(log);
  const recover = createCutOff({ journal, keep, scope, log });

  const end = async ({ turn, looked }: Running): Promise<void> => {
    try {
      // The look begins in this very moment: the next turn may come at once.
      await keep(turn, looked.then(provenNow));
    } catch (error) {
      warn(reason("notice.notKept", { why: whyOf(error) }));
      throw error;
    } finally {
      await journal.end(turn.turnId);
    }
    await collecting.sometimes(() => needed(running.values(), options.snapshots.latest()));
  };

  const begin = (threadId: string, turnId: string) => {
    const found = looks.takeFor(threadId);
    const known = found === undefined ? "partly" : found === null ? "nothing" : "all";
    const turn: RunningTurn = { threadId, turnId, at: Date.now(), known, byPerson: new Map() };
    // The server begins some turns by itself, so that nobody looked before: the look begins as soon as the turn is heard of.
    const looked = (
      found === undefined ? look().then(taken => beforeOf(taken, scope)) : Promise.resolve(found)
    ).catch(() => null);
    const one: Running = { turn, looked, before: found?.snapshot ?? null };
    running.set(turnId, one);
    void looked.then(before => (one.before = before && before.snapshot));
    behind.report(
      "Writing down that a turn runs",
      looked.then(before => before && writeDown(journal, turn, before)),
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

function provenNow(before: Before | null): Promise<Snapshot> | null {
  before?.hurry();
  return before && before.proven;
}

/** A window that is killed a moment later needs what is known by then. */
async function writeDown(
  journal: Pick<Journal, "begin">,
  turn: RunningTurn,
  { snapshot, proven }: Before,
): Promise<void> {
  await journal.begin(turn, snapshot);
  const known = await proven;
  if (known !== snapshot) await journal.begin(turn, known);
}

/** The contents that turns which run, and the next one, go back to. */
function* needed(
  running: Iterable<Running>,
  latest: Snapshot | null,
): Generator<Mark | null | undefined> {
  if (latest) yield* marksOf(latest);
  for (const { turn, before } of running) {
    yield* turn.byPerson.values();
    if (before) yield* marksOf(before);
  }
}

/** Looks through the folders, one look at a time. */
function createTaking(
  { queue, folder, snapshots }: Pick<KeepingOptions, "queue" | "folder" | "snapshots">,
  warn: (what: Reason) => void,
): () => Promise<Taken> {
  const tellBound = createBoundTeller(warn);
  return () =>
    queue.run(async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const taken = await snapshots.take();
      tellBound(taken.snapshot);
      return taken;
    });
}

/** Says once that a folder has more files than are kept. */
function createBoundTeller(warn: (what: Reason) => void): (snapshot: Snapshot) => void {
  let isTold = false;
  let counted: Snapshot["base"] | null = null;
  return snapshot => {
    const { base, isWhole } = snapshot;
    if (isTold || base === counted) return;
    counted = base;
    let count = 0;
    for (const [, entry] of entriesOf(snapshot))
      if ("why" in entry && entry.why === "beyond") count++;
    if (count === 0 && isWhole) return;
    isTold = true;
    warn(isWhole ? reason("notice.manyFilesCounted", { count }) : reason("notice.manyFiles"));
  };
}

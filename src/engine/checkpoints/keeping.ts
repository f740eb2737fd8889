import { reason, type Reason } from "../../model/text/reason.ts";
import { said } from "../../model/text/say.ts";
import { mkdir } from "node:fs/promises";
import type { Event } from "../../model/event.ts";
import { report, type Log } from "../log.ts";
import type { Scope } from "../scope.ts";
import type { Queue } from "../disk/queue.ts";
import { createEffects } from "../effects.ts";
import type { Store } from "../store.ts";
import type { Blobs } from "./blobs.ts";
import { createCollecting } from "./collecting.ts";
import { difference } from "./difference.ts";
import { createJournal, type RunningTurn } from "./journal.ts";
import { createLooks, whyOf } from "./looks.ts";
import { folderMark } from "./mark.ts";
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

const recoverEveryMs = 3000;

interface Running {
  readonly turn: RunningTurn;
  /** Null when that is not known. */
  readonly before: Promise<Snapshot | null>;
}

export function createKeeping(options: KeepingOptions): Keeping {
  const { store, log, scope, folder, blobs, snapshots, records, queue, patience } = options;
  const journal = createJournal(options.runningFolder, log, scope);
  const running = new Map<string, Running>();
  const working = new Set<Promise<void>>();
  let latest: Snapshot | null = null;
  let again: { dispose(): void } | undefined;

  const warn = (what: Reason) =>
    store.dispatch({ type: "notice/added", notice: { level: "warning", what } });
  const tellBound = createBoundTeller(warn);
  const look = () =>
    queue.run(async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      latest = await snapshots.take();
      tellBound(latest);
      return latest;
    });
  const looks = createLooks({ log, take: look, patience, tell: warn });
  const collecting = createCollecting({ blobs, records, queue });

  /** Work that goes on behind the turn; its failure is logged. */
  const behind = (what: string, work: Promise<unknown>) => {
    const over = work.then(
      () => void working.delete(over),
      (error: unknown) => {
        working.delete(over);
        log("warn", `${what} failed: ${said(whyOf(error))}`);
      },
    );
    working.add(over);
  };

  const tell = (threadId: string, { turnId, files }: TurnRecord) =>
    store.dispatch({
      type: "turn/filesChanged",
      threadId,
      turnId,
      paths: Object.entries(files)
        .filter(([, { before, after }]) => before !== folderMark && after !== folderMark)
        .map(([path]) => path)
        .toSorted(),
    });

  /** Keeps what differs between the beginning of a turn and now. */
  const keep = async (
    { threadId, turnId, at, known, byPerson }: RunningTurn,
    before: Snapshot | null,
    isOfTurn?: (path: string) => Promise<boolean>,
  ): Promise<void> => {
    const after = await look();
    const found = before ? difference(before, after, byPerson) : { files: {}, unkept: {} };
    const isKept = async (path: string) => !isOfTurn || byPerson.has(path) || isOfTurn(path);
    const files = await filterKeys(found.files, isKept);
    const unkept = await filterKeys(found.unkept, isKept);
    if (before && Object.keys(files).length + Object.keys(unkept).length === 0) return;
    const record: TurnRecord = { turnId, at, files, unkept, known: before ? known : "nothing" };
    await queue.run(() => records.add(threadId, record));
    tell(threadId, record);
  };

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
    // Nobody prepared for it, as for a turn that the server begins itself: it is looked at as soon as it is heard of.
    const before = (found === undefined ? look() : Promise.resolve(found)).catch(() => null);
    running.set(turnId, { turn, before });
    behind(
      "Writing down that a turn runs",
      before.then(snapshot => (snapshot ? journal.begin(turn, snapshot) : undefined)),
    );
  };

  const recover = async (): Promise<void> => {
    const { orphans, othersRun } = await journal.orphans();
    for (const { turn, before, isOfTurn, forget } of orphans) {
      await keep(turn, before, isOfTurn);
      await forget();
    }
    again?.dispose();
    if (othersRun)
      again = scope.after(recoverEveryMs, () =>
        report(log, "Looking after turns that were cut off", recover()),
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
      behind("Keeping what a turn changed", isNobodys ? journal.end(turnId) : end(known));
    }
  };
  scope.add(createEffects(store).onThreads((_changes, event) => hear(event)));

  return {
    prepare: looks.prepare,
    warmUp: async () => void (await look()),
    async beforeSave(path) {
      for (const { turn } of running.values()) {
        if (turn.byPerson.has(path)) continue;
        turn.byPerson.set(path, undefined);
        turn.byPerson.set(path, await markNow(path, blobs));
        await journal.saved(turn.turnId, { path, mark: turn.byPerson.get(path) });
      }
    },
    recover,
    tell,
    async flush() {
      while (working.size > 0) await Promise.all(working);
      await queue.idle();
    },
  };
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

async function filterKeys<T>(
  all: Readonly<Record<string, T>>,
  isWanted: (key: string) => Promise<boolean>,
): Promise<Record<string, T>> {
  const kept: Record<string, T> = {};
  for (const [key, value] of Object.entries(all)) if (await isWanted(key)) kept[key] = value;
  return kept;
}

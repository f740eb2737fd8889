import { atOnce } from "./atOnce.ts";
import { clean, flip, removeEmpty, verify, writeFresh } from "./carryOut.ts";
import { outcomeOf, type Work } from "./inspect.ts";
import type { Look } from "./look.ts";
import type { Outcome } from "./steps.ts";
import { takeAllBack, takeBack, type Made } from "./takeBack.ts";
import type { TransactionJournal } from "./transactionJournal.ts";

/** How many files are read or written side by side. */
export const sideBySide = 16;
/** Files are put in place for at most this long before other work gets a turn. */
const longestTurnMs = 8;

export interface AttemptOptions {
  readonly works: readonly Work[];
  readonly journal: TransactionJournal;
  readonly ifChanged: "leave" | "takeBack";
  /** Where texts are put that would be lost otherwise. */
  readonly aside: string;
}

export interface Attempt {
  readonly isDone: boolean;
  /** In the order of the works. */
  readonly outcomes: readonly Outcome[];
  /** Something is left that only the next start can end. */
  readonly isLeft: boolean;
}

/** One work stopped all of them. */
class Stop extends Error {
  override readonly name = "Stop";
  readonly at: number;
  readonly outcome: Outcome;
  constructor(at: number, outcome: Outcome) {
    super(`Step ${at} stopped the transaction`);
    this.at = at;
    this.outcome = outcome;
  }
}

/**
 * Carries works out that were found ready: first everything is written beside, then one after the other takes its place,
 * then what was replaced is looked at once more. The journal hears of each before it happens.
 */
export async function attempt(options: AttemptOptions): Promise<Attempt> {
  const { works, journal, aside } = options;
  const made: Made[] = [];
  const begun = new Set<number>();
  const outcomes: Outcome[] = works.map(() => ({ kind: "done" }));
  try {
    await prepare(options, made);
    await putInPlace(options, begun, outcomes);
    const verified = await verifyAll(options, outcomes);
    journal.done();
    const isLeft = await cleanAll(options, verified, outcomes);
    return { isDone: true, outcomes, isLeft };
  } catch (error) {
    const entries = works.map(({ entry }) => entry);
    const back = await takeAllBack({ entries, begun, made, aside });
    const all = back.outcomes.map((outcome, at) =>
      error instanceof Stop && error.at === at && outcome.kind === "takenBack"
        ? error.outcome
        : outcome,
    );
    // What does not belong to one file, as a full disk for the journal, is told of all.
    return {
      isDone: false,
      isLeft: back.isLeft,
      outcomes: error instanceof Stop ? all : all.map(() => outcomeOf(error)),
    };
  }
}

async function prepare({ works, journal }: AttemptOptions, made: Made[]): Promise<void> {
  await atOnce(works, sideBySide, (work, at) =>
    orStop(at, () =>
      writeFresh(work, folder => {
        journal.making(work.entry.root, folder);
        made.push({ root: work.entry.root, folder });
      }),
    ),
  );
}

async function putInPlace(
  { works, journal, ifChanged }: AttemptOptions,
  begun: Set<number>,
  outcomes: Outcome[],
): Promise<void> {
  const breathe = createBreather();
  for (const [at, work] of works.entries()) {
    await breathe();
    journal.beginning(at);
    begun.add(at);
    const isPut = await orStop(at, () => Promise.resolve(flip(work)));
    if (!isPut) {
      begun.delete(at);
      journal.notBegun(at);
      outcomes[at] = { kind: "changed" };
      if (ifChanged === "takeBack") throw new Stop(at, { kind: "changed" });
    }
  }
}

/** What another program wrote until its file was moved away gets its place again. */
async function verifyAll(
  { works, journal, ifChanged, aside }: AttemptOptions,
  outcomes: Outcome[],
): Promise<readonly (Look | null)[]> {
  return atOnce(works, sideBySide, (work, at) =>
    orStop(at, async () => {
      if (outcomes[at]?.kind !== "done") return null;
      const look = await verify(work.entry);
      if (look) return look;
      if (ifChanged === "takeBack") throw new Stop(at, { kind: "changed" });
      outcomes[at] = changedOf(await takeBack(work.entry, true, aside));
      journal.notBegun(at);
      return null;
    }),
  );
}

/** Everything stands: what stood there before goes, folders last. Gives whether something could not go. */
async function cleanAll(
  { works, aside }: AttemptOptions,
  verified: readonly (Look | null)[],
  outcomes: Outcome[],
): Promise<boolean> {
  let isLeft = false;
  const breathe = createBreather();
  for (const [at, { entry }] of works.entries()) {
    await breathe();
    const look = verified[at];
    try {
      if (!look) await takeBack(entry, false, aside);
      else if (!clean(entry, look)) outcomes[at] = changedOf(await takeBack(entry, true, aside));
    } catch {
      isLeft = true; // the next start tries again and tells it
    }
  }
  for (const [at, { entry }] of [...works.entries()].toReversed())
    if (entry.expected.kind === "folder" && !removeEmpty(entry.root, entry.path))
      outcomes[at] = { kind: "changed" };
  return isLeft;
}

/** Lets others have a turn from time to time. */
function createBreather(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < longestTurnMs) return;
    await new Promise(setImmediate);
    began = performance.now();
  };
}

const changedOf = (back: Awaited<ReturnType<typeof takeBack>>): Outcome =>
  back.kind === "changed" ? back : { kind: "changed" };

async function orStop<T>(at: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Stop ? error : new Stop(at, outcomeOf(error));
  }
}

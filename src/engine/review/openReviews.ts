import { openAsks } from "../../model/reduce/ask.ts";
import { changesOf, isFileAsk, type FileAsk } from "../../model/select/thread.ts";
import type { Effects } from "../effects.ts";
import { lateReading } from "../late.ts";
import { report, type Log } from "../log.ts";
import type { Scope } from "../scope.ts";
import type { Store } from "../store.ts";
import { factOf } from "./fileFact.ts";
import type { FileReview, OpenFileReview } from "./fileReview.ts";
import type { ReadingOptions } from "./reading.ts";
import { said } from "../../model/text/say.ts";

/** What happened to the review of a waiting change. */
export type ReviewChange =
  /** Its files were read. */
  | { readonly kind: "read"; readonly key: string }
  /** Something was decided about a file, or its text was edited. */
  | { readonly kind: "decided"; readonly key: string; readonly file: number }
  /** Its files had changed and were read anew. `before` is what was decided until then, and counts no more. */
  | {
      readonly kind: "begunAnew";
      readonly key: string;
      readonly before: readonly FileReview[];
    }
  /** The change does not wait any more. `isSent`: by the answer of this review, so what was typed is part of that. */
  | {
      readonly kind: "over";
      readonly key: string;
      readonly before: readonly FileReview[];
      readonly isSent: boolean;
    };

export interface OpenReviewsOptions extends Omit<ReadingOptions, "inWords"> {
  readonly store: Store;
  readonly effects: Effects;
  readonly log: Log;
  readonly scope: Scope;
}

/** The files of every change that waits, with what was decided. */
export interface OpenReviews {
  /** The ask of a change that waits for a person, or is judged. */
  findAsk(key: string): FileAsk | undefined;
  /** What was read and decided; undefined before and after. */
  files(key: string): readonly OpenFileReview[] | undefined;
  /** The files as they are now, with nothing decided; empty where nobody knows what is changed. Never rejects. */
  read(key: string): Promise<readonly OpenFileReview[]>;
  /** The files under review, read when they are not yet. */
  load(key: string): Promise<readonly OpenFileReview[]>;
  /** Begins the review anew with what was read now. */
  beginAnew(key: string, files: readonly OpenFileReview[]): void;
  /** Tells that something was decided about a file. */
  decided(key: string, file: number): void;
  /** Whether an answer is on its way. */
  isFinishing(key: string): boolean;
  /** Says that an answer is on its way, or that it could not be given. */
  setFinishing(key: string, isOn: boolean): void;
  onChange(listener: (change: ReviewChange) => void): { dispose(): void };
}

/** Reads every change as soon as it is asked about: what stands there then is what a person is shown. */
export function createOpenReviews(options: OpenReviewsOptions): OpenReviews {
  const { store, effects, log, scope } = options;
  const kept = createKept(store);
  const loading = new Map<string, Promise<readonly OpenFileReview[]>>();
  /** Changes that nobody has read yet, perhaps because the server has not said what they are. */
  const unread = new Set<string>();

  const findAsk = (key: string) =>
    openAsks(store.state)
      .filter(isFileAsk)
      .find(ask => ask.key === key);
  const readChange = lateReading(log);
  const read = async (key: string) => {
    const ask = findAsk(key);
    const changes = ask && changesOf(store.state, ask);
    return changes ? readChange(ask, changes, { ...options, inWords: said }) : [];
  };
  const readFirst = async (key: string): Promise<readonly OpenFileReview[]> => {
    const files = await read(key).finally(() => loading.delete(key));
    if (!findAsk(key) || files.length === 0) return [];
    unread.delete(key);
    kept.set(key, files);
    return files;
  };
  const load = async (key: string): Promise<readonly OpenFileReview[]> => {
    const found = kept.files(key) ?? loading.get(key);
    if (found) return found;
    const reading = readFirst(key);
    loading.set(key, reading);
    return reading;
  };
  const readUnread = () => {
    for (const key of unread) {
      const ask = findAsk(key);
      if (ask && !loading.has(key) && changesOf(store.state, ask)?.length)
        report(log, "Reading the files of a change", load(key));
    }
  };

  scope.add(
    effects.onEvent("ask/opened", ({ ask }) => {
      if (isFileAsk(ask)) unread.add(ask.key);
      readUnread();
    }),
  );
  scope.add(effects.onThreads(readUnread));
  scope.add(
    effects.onAskEnd(({ ask }) => {
      unread.delete(ask.key);
      if (isFileAsk(ask)) kept.end(ask.key);
    }),
  );
  return { ...kept, findAsk, read, load, beginAnew: kept.set };
}

interface Kept extends Pick<
  OpenReviews,
  "files" | "decided" | "isFinishing" | "setFinishing" | "onChange"
> {
  /** Keeps what was read, in place of what was kept before, and makes it known. */
  set(key: string, files: readonly OpenFileReview[]): void;
  /** Forgets a change that does not wait any more. */
  end(key: string): void;
}

/** What is known of the changes that wait. */
function createKept(store: Store): Kept {
  const known = new Map<string, readonly OpenFileReview[]>();
  const finishing = new Set<string>();
  const listeners = new Set<(change: ReviewChange) => void>();
  const tell = (change: ReviewChange) => {
    for (const listener of listeners) listener(change);
  };
  return {
    files: key => known.get(key),
    set(key, files) {
      const before = known.get(key);
      known.set(key, files);
      const facts = files.map(({ proposal }) => factOf(proposal));
      store.dispatch({ type: "ask/described", key, files: facts });
      tell(before ? { kind: "begunAnew", key, before } : { kind: "read", key });
    },
    end(key) {
      const before = known.get(key) ?? [];
      known.delete(key);
      tell({ kind: "over", key, before, isSent: finishing.delete(key) });
    },
    decided: (key, file) => tell({ kind: "decided", key, file }),
    isFinishing: key => finishing.has(key),
    setFinishing: (key, isOn) => void (isOn ? finishing.add(key) : finishing.delete(key)),
    onChange(listener) {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
  };
}

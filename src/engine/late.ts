/** Parts that are loaded when they are first needed, each from a bundle of its own: a window starts without them. */
import type { Supervisor } from "../appserver/supervise.ts";
import type { SuperviseOptions } from "../appserver/superviseOptions.ts";
import { reason } from "../model/text/reason.ts";
import type { FileWork, FileWorkOptions } from "./files.ts";
import type { Judge, JudgeOptions } from "./judge/judge.ts";
import { hasLeftovers } from "./leftovers.ts";
import { report, type Log } from "./log.ts";
import type { ReadChange } from "./review/reading.ts";

/** What keeps the server alive; loaded with its first start. */
export function lateSupervisor(options: SuperviseOptions): Supervisor {
  let loading: Promise<Supervisor> | undefined;
  const load = () =>
    (loading ??= import("../appserver/supervise.ts").then(({ supervise }) => supervise(options)));
  return {
    ensure: async () => (await load()).ensure(),
    restart: async () => (await load()).restart(),
    async stop() {
      await (await loading)?.stop();
    },
  };
}

/** The policy's judge; loaded with the first ask. Where it cannot be loaded, everything asks. */
export function lateJudge(options: JudgeOptions): Judge {
  let loading: Promise<Judge> | undefined;
  const load = () =>
    (loading ??= import("./judge/judge.ts").then(({ createJudge }) => createJudge(options)));
  const safely = <T>(use: (judge: Judge) => Promise<T>, otherwise: T): Promise<T> =>
    load().then(use, (error: unknown) => {
      options.log("error", `The policy could not be loaded: ${String(error)}`);
      return otherwise;
    });
  const cannotJudge = {
    decision: "ask",
    reason: reason("policy.notLoaded"),
    rule: null,
  } as const;
  const nothingRead = { isAutomatic: false, rules: [], problems: [], lacksTightening: true };
  return {
    judge: ask => safely(judge => judge.judge(ask), cannotJudge),
    test: line => safely(judge => judge.test(line), cannotJudge),
    suggest: ask => safely(judge => judge.suggest(ask), []),
    rules: () => safely(judge => judge.rules(), nothingRead),
  };
}

/** Reads what a change is about; loaded with the first change. Where it cannot be loaded nothing is shown, so nothing can be accepted. */
export function lateReading(log: Log): ReadChange {
  let loading: Promise<ReadChange> | undefined;
  const load = () =>
    (loading ??= import("./review/reading.ts").then(({ readChange }) => readChange));
  return (...change) =>
    load().then(
      read => read(...change),
      (error: unknown) => {
        log("error", `What shows changes could not be loaded: ${String(error)}`);
        return [];
      },
    );
}

/** What is done to files, and kept of them; loaded with the server, or when a killed window left something half done. */
export function lateFileWork(options: FileWorkOptions): FileWork {
  let loading: Promise<FileWork> | undefined;
  const load = () =>
    (loading ??= import("./files.ts").then(({ createFileWork }) => createFileWork(options)));
  const checkpoints = async () => (await load()).checkpoints;
  const endWhatIsLeft = async () => {
    if (options.isTrusted() && (await hasLeftovers(options.storage))) await load();
  };
  report(options.log, "Looking for what a killed window left", endWhatIsLeft());
  return {
    files: {
      read: async path => (await load()).files.read(path),
      apply: async (steps, how) => (await load()).files.apply(steps, how),
    },
    write: async (place, files) => (await load()).write(place, files),
    lookThrough: async () => (await load()).lookThrough(),
    checkpoints: {
      prepare: async threadId => (await checkpoints()).prepare(threadId),
      warmUp: async () => (await checkpoints()).warmUp(),
      recover: async () => (await checkpoints()).recover(),
      load: async threadId => (await checkpoints()).load(threadId),
      changes: async (threadId, turnId) => (await checkpoints()).changes(threadId, turnId),
      content: async mark => (await checkpoints()).content(mark),
      plan: async (...plan) => (await checkpoints()).plan(...plan),
      apply: async (threadId, files) => (await checkpoints()).apply(threadId, files),
      undo: async (threadId, restore) => (await checkpoints()).undo(threadId, restore),
      // Before anything is loaded no turn runs, and nothing waits to be written.
      beforeSave: async path => (await loading)?.checkpoints.beforeSave(path),
      flush: async () => (await loading)?.checkpoints.flush(),
    },
  };
}

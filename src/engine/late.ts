/** Parts that are loaded when they are first needed, each from a bundle of its own: a window starts without them. */
import type { Supervisor, SuperviseOptions } from "../appserver/supervise.ts";
import type { Judge, JudgeOptions } from "./judge/judge.ts";
import type { Log } from "./log.ts";
import type { ReadChange } from "./review/reading.ts";

/** What keeps the server alive; loaded with its first start. */
export function lateSupervisor<Problem extends string>(
  options: SuperviseOptions<Problem>,
): Supervisor {
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
    reason: "The policy could not be loaded; see the log.",
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

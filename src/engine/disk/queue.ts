/** Does one thing at a time, in the order in which it was handed in. */
export interface Queue {
  /** What the work gives or fails with goes to whoever handed it in; the next is done all the same. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when all that was handed in until now is done. */
  idle(): Promise<void>;
}

export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(work) {
      const done = last.then(work);
      last = done.catch(() => {}); // whoever handed it in hears of it
      return done;
    },
    idle: async () => void (await last),
  };
}

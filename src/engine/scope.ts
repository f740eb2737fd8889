interface Disposable {
  dispose(): void;
}

/**
 * The owner of what lives: timers, watchers, subscriptions, retries. What is added after the end is disposed at once, so
 * nothing outlives its owner, whatever the order in which things are made.
 */
export interface Scope extends Disposable {
  /** Aborted at the end. */
  readonly signal: AbortSignal;
  /** Owns something from now on; gives it back. Parts end in the reverse order of their adding, each whatever becomes of the others. */
  add<T extends Disposable>(part: T): T;
  /** Calls back once after `ms`, unless the scope or what is returned ended before. Keeps no process alive. */
  after(ms: number, run: () => void): Disposable;
  /** Calls back every `ms` until the scope or what is returned ends. Keeps no process alive. */
  every(ms: number, run: () => void): Disposable;
  /** Resolves true after `ms`, and false at the end of the scope. */
  pause(ms: number): Promise<boolean>;
  /** A scope that ends with this one or before. */
  child(): Scope;
  /** Ends everything; a second call does nothing. */
  dispose(): void;
}

/** `onFailure` hears of parts that could not end. */
export function createScope(onFailure: (error: unknown) => void = () => {}): Scope {
  const parts = new Set<Disposable>();
  const ending = new AbortController();

  const end = (part: Disposable) => {
    try {
      part.dispose();
    } catch (error) {
      onFailure(error);
    }
  };
  const add = <T extends Disposable>(part: T): T => {
    if (ending.signal.aborted) end(part);
    else parts.add(part);
    return part;
  };
  /** A part that leaves the scope when it ends by itself. */
  const own = (dispose: () => void): Disposable => {
    const part = {
      dispose() {
        parts.delete(part);
        dispose();
      },
    };
    return add(part);
  };

  const scope: Scope = {
    signal: ending.signal,
    add,
    after(ms, run) {
      const timer = setTimeout(() => {
        part.dispose();
        run();
      }, ms);
      timer.unref();
      const part = own(() => clearTimeout(timer));
      return part;
    },
    every(ms, run) {
      const timer = setInterval(run, ms);
      timer.unref();
      return own(() => clearInterval(timer));
    },
    pause: ms =>
      new Promise(resolve => {
        const timer = setTimeout(() => {
          resolve(true);
          part.dispose();
        }, ms);
        const part = own(() => {
          clearTimeout(timer);
          resolve(false);
        });
      }),
    child() {
      const child = createScope(onFailure);
      return Object.assign(child, { dispose: own(child.dispose).dispose });
    },
    dispose() {
      if (ending.signal.aborted) return;
      ending.abort();
      for (const part of [...parts].toReversed()) end(part);
      parts.clear();
    },
  };
  return scope;
}

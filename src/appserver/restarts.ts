export interface Restarts {
  /** Milliseconds to wait (0.25 s, doubling, at most 8 s), or null after too many deaths. Call once per unexpected exit. */
  delay(now: number): number | null;
  /** Begins with a clean slate. */
  forget(): void;
}

/** Decides how long to wait before the next start. After more than `limit` deaths in the window there is none. */
export function createRestarts(limit: number, windowMs: number): Restarts {
  let deaths: number[] = [];
  return {
    delay(now) {
      deaths = [...deaths.filter(at => now - at < windowMs), now];
      if (deaths.length > limit) return null;
      return Math.min(250 * 2 ** (deaths.length - 1), 8000);
    },
    forget() {
      deaths = [];
    },
  };
}

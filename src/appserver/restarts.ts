export interface Restarts {
  /** Milliseconds to wait (0.25 s, doubling, at most 8 s), or null after too many deaths. Call once per unexpected exit. */
  delay(now: number): number | null;
  /** Begins with a clean slate. */
  forget(): void;
}

/** How long to wait before starting again, or that it makes no sense any more: more than `limit` deaths in the window. */
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

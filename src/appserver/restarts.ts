/** How long to wait before starting again, or that it makes no sense any more. Call once per unexpected exit. */
export function createRestarts(limit: number, windowMs: number) {
  let deaths: number[] = [];
  return {
    /** Milliseconds to wait (0.25 s, doubling, at most 8 s), or null after more than `limit` deaths in the window. */
    delay(now: number): number | null {
      deaths = [...deaths.filter(at => now - at < windowMs), now];
      if (deaths.length > limit) return null;
      return Math.min(250 * 2 ** (deaths.length - 1), 8000);
    },
    forget(): void {
      deaths = [];
    },
  };
}

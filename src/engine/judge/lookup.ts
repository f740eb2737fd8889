/**
 * Facts of one kind, fetched lazily. An unknown fact is noted as wanted and answered with a guess, so that one run of a
 * decision collects everything it needs; its result is final only if the run wanted nothing.
 */
export interface Lookup<V> {
  /** The fact, or the guess where it is not known yet. */
  get(key: string): V;
  /** The fact where it is known; it is not wanted by this. */
  peek(key: string): V | undefined;
  /** Whether a guess was given since the last `fetch`. */
  wants(): boolean;
  /** Finds what was wanted. */
  fetch(): Promise<void>;
}

/** `guess` is the value that does not stop a decision. */
export function createLookup<V>(
  guess: (key: string) => V,
  find: (key: string) => V | Promise<V>,
): Lookup<V> {
  const known = new Map<string, { readonly value: V }>();
  const wanted = new Set<string>();
  return {
    get(key) {
      const found = known.get(key);
      if (found) return found.value;
      wanted.add(key);
      return guess(key);
    },
    peek: key => known.get(key)?.value,
    wants: () => wanted.size > 0,
    async fetch() {
      const keys = [...wanted];
      wanted.clear();
      await Promise.all(keys.map(async key => known.set(key, { value: await find(key) })));
    },
  };
}

/** A value that is costly to read and tells when it changes. */
export interface Kept<T> {
  /** The value as it is now. Between two changes it is read once; always, while nobody listens for changes. */
  get(): T;
  /** Keeps the value as long as `listen` tells its changes, until the returned object is disposed. */
  keep(listen: (changed: () => void) => { dispose(): unknown }): { dispose(): void };
}

export function createKept<T>(read: () => T): Kept<T> {
  let kept: { readonly value: T } | undefined;
  let isListening = false;
  return {
    get() {
      if (!isListening) return read();
      kept ??= { value: read() };
      return kept.value;
    },
    keep(listen) {
      isListening = true;
      const listening = listen(() => (kept = undefined));
      return {
        dispose() {
          isListening = false;
          kept = undefined;
          listening.dispose();
        },
      };
    },
  };
}

/** The threads that faces show, counted: several may show one. */
export interface Watching {
  /** Counts a face in until it disposes; a second dispose does nothing. */
  watch(threadId: string): { dispose(): void };
  /** The threads that at least one face shows, in the order in which they were first shown. */
  watched(): readonly string[];
}

export function createWatching(): Watching {
  const counts = new Map<string, number>();
  return {
    watch(threadId) {
      counts.set(threadId, (counts.get(threadId) ?? 0) + 1);
      let isOver = false;
      return {
        dispose() {
          if (isOver) return;
          isOver = true;
          const left = (counts.get(threadId) ?? 1) - 1;
          if (left === 0) counts.delete(threadId);
          else counts.set(threadId, left);
        },
      };
    },
    watched: () => [...counts.keys()],
  };
}
